"""A learner's open attempts, for the first page."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.clock import now
from lms.feature import NextStep
from quizzes.attempts import is_due
from quizzes.queries.attempts import open_attempts
from quizzes.views.expiry import settle_all


def next_steps(session: Session, viewer: Any) -> list[NextStep]:
    """An open attempt to go on with; one whose time is over is submitted instead."""
    at, steps, overdue = now(), [], False
    for attempt in open_attempts(session, viewer.id):
        if is_due(attempt.deadline_at, at):
            overdue = True
            continue
        steps.append(
            NextStep(
                title=attempt.quiz.title,
                detail=_(
                    "%(answered)s of %(all)s questions answered",
                    answered=attempt.answered,
                    all=attempt.questions,
                ),
                url=url_for("quizzes.take", attempt_id=attempt.id),
                action=_("Continue the quiz"),
                rank=10,
                due_at=attempt.deadline_at,
            )
        )
    if overdue:
        settle_all(viewer.id)
    return steps
