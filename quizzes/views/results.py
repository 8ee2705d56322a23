"""What an attempt came to, as far as the quiz's policy shows it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.activities import Activity
from lms.clock import now
from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.web.db import activities, session
from quizzes.attempts import allowance, is_due
from quizzes.queries.attempts import Result, Sitting, newest_result, outcomes, stored_answers
from quizzes.queries.frozen import question_bodies
from quizzes.quiz import ShowAfter
from quizzes.sheet import Reviewed, review
from quizzes.views.blueprint import blueprint
from quizzes.views.expiry import settle
from quizzes.views.taking import own_sitting


@blueprint.get("/attempts/<int:attempt_id>/result")
@requires(Permission.LEARN)
def result(attempt_id: int) -> ResponseReturnValue:
    """Score, pass mark, feedback, what to look at again, and whether there is another attempt."""
    sitting = own_sitting(attempt_id)
    at = now()
    if sitting.submitted_at is None:
        if not is_due(sitting.deadline_at, at):
            return redirect(url_for("quizzes.take", attempt_id=attempt_id))
        settle(attempt_id)
        sitting = own_sitting(attempt_id)
    graded = newest_result(session(), attempt_id)
    assert graded, "a submitted attempt has a grade: both are written in one transaction"
    questions = _reviewed(sitting, graded)
    shown = sitting.quiz.show_after
    past = outcomes(session(), viewer().id, sitting.quiz_id)
    submitted = [one.submitted_at for one in past if one.submitted_at]
    return render_template(
        "quizzes/result.html",
        sitting=sitting,
        course=activities().get(session(), "course-of-quiz", sitting.quiz.key),
        result=graded if shown is not ShowAfter.NOTHING else None,
        questions=questions if shown is ShowAfter.ANSWERS else [],
        revisit=_revisit(questions) if shown is not ShowAfter.NOTHING else [],
        allowance=allowance(sitting.quiz.attempts, sitting.quiz.wait_minutes, submitted, at),
        open_attempt=any(one.submitted_at is None for one in past),
    )


def _reviewed(sitting: Sitting, graded: Result) -> list[Reviewed]:
    stored = stored_answers(session(), sitting.id)
    bodies = question_bodies(session(), sitting.slots)
    show_key = sitting.quiz.show_after is ShowAfter.ANSWERS
    reviewed = []
    for number, (slot, body, mark) in enumerate(
        zip(sitting.slots, bodies, graded.marks, strict=True), start=1
    ):
        response = stored[number].response if number in stored else None
        reviewed.append(review(number, slot, body, response, mark, show_key=show_key))
    return reviewed


def _revisit(questions: list[Reviewed]) -> list[Activity]:
    """The lessons behind what was not fully right, each once, in the order of the questions."""
    keys = dict.fromkeys(
        question.body["lesson"]
        for question in questions
        if question.mark.fraction < 1 and question.body.get("lesson")
    )
    found = activities().find(session(), "lesson", list(keys))
    return [found[key] for key in keys if key in found]
