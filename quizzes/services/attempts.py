"""Starts and submits attempts; the ledger learns of both in the same transaction."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.records.actions import Action
from lms.records.services import Entry, record
from quizzes.attempts import Allowance, allowance, deadline, is_due
from quizzes.drawing import draw_form
from quizzes.grading import Graded, Slot, grade
from quizzes.models import Attempt, Grade
from quizzes.queries import attempts as queries
from quizzes.queries.bank import PublishedQuiz, candidates
from quizzes.queries.frozen import question_bodies
from quizzes.questions.register import type_of

log = logging.getLogger(__name__)

LEARNER, DEADLINE = "learner", "deadline"

_attempt = Attempt.__table__
_CLOSE = (
    update(Attempt)
    .where(_attempt.c.id == bindparam("attempt_id"))
    .values(submitted_at=bindparam("submitted_at"), submitted_by=bindparam("submitted_by"))
)
_GRADE = insert(Grade)


class MayNotStart(Exception):
    """No attempt is left, or the next may not start yet; `allowance` says which."""

    def __init__(self, found: Allowance) -> None:
        super().__init__(str(found))
        self.allowance = found


@dataclass(frozen=True, slots=True)
class Closed:
    """What a round of closing did; `last` is where the next round goes on, None when there is nothing left."""

    submitted: int
    failed: int
    last: int | None


def start_attempt(session: Session, quiz: PublishedQuiz, person_id: int, random: Random, at: datetime) -> int:
    """The id of the person's open attempt: the one already open, else a new one. Starting twice at once is one start.

    Raises MayNotStart, and NotEnoughQuestions where the bank cannot fill the quiz.
    """
    past = queries.outcomes(session, person_id, quiz.id)
    for attempt in past:
        if attempt.submitted_at is None:
            if not is_due(attempt.deadline_at, at):
                return attempt.id
            close_due(session, [attempt.id], at)
            past = queries.outcomes(session, person_id, quiz.id)
    rules = quiz.rules
    submitted = [attempt.submitted_at for attempt in past if attempt.submitted_at]
    found = allowance(rules.attempts, rules.wait_minutes, submitted, at)
    if not found.may_start:
        raise MayNotStart(found)
    values = {
        "quiz_id": quiz.id,
        "quiz_version_id": quiz.version_id,
        "person_id": person_id,
        "number": len(past) + 1,
        "slots": [slot.as_data() for slot in _draw(session, quiz, random)],
        "started_at": at,
        "deadline_at": deadline(at, rules.time_limit_minutes),
    }
    try:
        with session.begin_nested():
            attempt_id = session.execute(insert(Attempt).values(values).returning(Attempt.id)).scalar_one()
    except IntegrityError:  # another tab was faster: the database admits one open attempt
        return session.execute(
            select(Attempt.id).where(
                Attempt.person_id == person_id, Attempt.quiz_id == quiz.id, Attempt.submitted_at.is_(None)
            )
        ).scalar_one()
    record(
        session,
        Entry(
            Action.ATTEMPT_STARTED,
            person_id,
            "quiz",
            rules.key,
            happened_at=at,
            subject_version=quiz.version,
            reference=str(attempt_id),
        ),
    )
    return attempt_id


def _draw(session: Session, quiz: PublishedQuiz, random: Random) -> list[Slot]:
    rules = quiz.rules
    bank = candidates(session, rules)
    tags = {key: candidate.tags for key, candidate in bank.items()}
    form = draw_form(rules.items, tags, random, shuffle=rules.shuffle_questions)
    drawn = [Slot(bank[key].version, bank[key].digest, bank[key].points, ()) for key in form]
    bodies = question_bodies(session, drawn)
    return [
        Slot(
            slot.version,
            slot.digest,
            slot.points,
            tuple(type_of(body).order(body, random, shuffle=rules.shuffle_options)),
        )
        for slot, body in zip(drawn, bodies, strict=True)
    ]


def submit(session: Session, sitting: queries.Sitting, at: datetime) -> bool:
    """Submits and marks an attempt, read with its lock, with the answers saved; False where it was submitted already.

    After its time is over it counts as submitted at the deadline, whenever that is noticed; and by the deadline, even
    where the learner's page noticed it within the grace: the learner did not choose to submit.
    """
    if sitting.submitted_at is not None:
        return False
    late = sitting.deadline_at is not None and at >= sitting.deadline_at
    moment = sitting.deadline_at if late and sitting.deadline_at else at
    answers = queries.stored_answers(session, sitting.id)
    graded = grade(
        sitting.slots,
        question_bodies(session, sitting.slots),
        {slot: stored.response for slot, stored in answers.items()},
        sitting.quiz.pass_mark,
    )
    connection = session.connection()
    by = DEADLINE if late else LEARNER
    connection.execute(_CLOSE, {"attempt_id": sitting.id, "submitted_at": moment, "submitted_by": by})
    connection.execute(_GRADE, _grade_row(sitting, graded, at))
    entry = Entry(
        Action.ATTEMPT_SUBMITTED,
        sitting.person_id,
        "quiz",
        sitting.quiz.key,
        happened_at=moment,
        subject_version=sitting.version,
        reference=str(sitting.id),
    )
    record(session, entry)
    record(
        session,
        replace(
            entry,
            action=Action.RESULT_GRADED,
            score=graded.score,
            max_score=graded.max_score,
            passed=graded.passed,
        ),
    )
    return True


def _grade_row(sitting: queries.Sitting, graded: Graded, at: datetime) -> dict[str, Any]:
    return {
        "attempt_id": sitting.id,
        "graded_at": at,
        "score": graded.score,
        "max_score": graded.max_score,
        "pass_mark": sitting.quiz.pass_mark,
        "passed": graded.passed,
        "marks": [mark.as_data() for mark in graded.marks],
        "reason": "submission",
    }


def close_due(session: Session, ids: Sequence[int], at: datetime) -> Closed:
    """Submits these attempts whose time is over; one that fails is logged and left, and never stops the others."""
    submitted = failed = 0
    for attempt_id in ids:
        try:
            with session.begin_nested():
                sitting = queries.find_sitting(session, attempt_id, lock=True)
                submitted += sitting is not None and submit(session, sitting, at)
        except Exception:
            failed += 1
            log.exception("attempt %s could not be submitted at its deadline", attempt_id)
    return Closed(submitted, failed, ids[-1] if ids else None)
