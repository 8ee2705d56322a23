"""Reads attempts, answers and grades as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from quizzes.attempts import GRACE
from quizzes.grading import Mark, Slot, read_slots
from quizzes.models import Answer, Attempt, Grade, QuizVersion
from quizzes.queries.frozen import quiz_rules
from quizzes.questions.base import Response
from quizzes.quiz import Quiz

_attempt, _answer, _grade, _version = (model.__table__ for model in (Attempt, Answer, Grade, QuizVersion))
_SITTING = (
    select(_attempt, _version.c.number.label("version"), _version.c.digest)
    .join(_version, _version.c.id == _attempt.c.quiz_version_id)
    .where(_attempt.c.id == bindparam("attempt_id"))
)
_ANSWERS = select(_answer.c.slot, _answer.c.response, _answer.c.sequence, _answer.c.saved_at).where(
    _answer.c.attempt_id == bindparam("attempt_id")
)
_NEWEST_GRADE = (
    select(_grade).where(_grade.c.attempt_id == bindparam("attempt_id")).order_by(_grade.c.id.desc()).limit(1)
)
_newest = select(func.max(_grade.c.id)).where(_grade.c.attempt_id == _attempt.c.id).correlate(_attempt)
_OUTCOMES = (
    select(
        _attempt.c.id,
        _attempt.c.number,
        _attempt.c.started_at,
        _attempt.c.deadline_at,
        _attempt.c.submitted_at,
        _grade.c.score,
        _grade.c.max_score,
        _grade.c.passed,
    )
    .select_from(
        _attempt.outerjoin(
            _grade, and_(_grade.c.attempt_id == _attempt.c.id, _grade.c.id == _newest.scalar_subquery())
        )
    )
    .where(_attempt.c.person_id == bindparam("person_id"), _attempt.c.quiz_id == bindparam("quiz_id"))
    .order_by(_attempt.c.number.desc())
)
_answered = select(func.count()).where(_answer.c.attempt_id == _attempt.c.id).correlate(_attempt)
_OPEN = (
    select(
        _attempt.c.id,
        _attempt.c.deadline_at,
        _attempt.c.slots,
        _answered.scalar_subquery(),
        _version.c.id,
        _version.c.digest,
    )
    .join(_version, _version.c.id == _attempt.c.quiz_version_id)
    .where(_attempt.c.person_id == bindparam("person_id"), _attempt.c.submitted_at.is_(None))
    .order_by(_attempt.c.id)
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt with the rules it is taken under."""

    id: int
    quiz_id: int
    person_id: int
    number: int
    slots: Sequence[Slot]
    started_at: datetime
    deadline_at: datetime | None
    submitted_at: datetime | None
    submitted_by: str | None
    version: int
    quiz: Quiz


@dataclass(frozen=True, slots=True)
class Stored:
    """The newest answer to one slot."""

    response: Response | None
    sequence: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """An attempt in a list: when, and with what result. Open ones have no submission and no result."""

    id: int
    number: int
    started_at: datetime
    deadline_at: datetime | None
    submitted_at: datetime | None
    score: float | None
    max_score: float | None
    passed: bool | None

    @property
    def share(self) -> float | None:
        """The share of the points, None without a result."""
        return self.score / self.max_score if self.score is not None and self.max_score else None


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that is going on: how many questions it has, and how many of them have an answer."""

    id: int
    deadline_at: datetime | None
    questions: int
    answered: int
    quiz: Quiz


@dataclass(frozen=True, slots=True)
class Result:
    """The newest grade of an attempt."""

    score: float
    max_score: float
    pass_mark: float
    passed: bool
    marks: Sequence[Mark]

    @property
    def share(self) -> float | None:
        """The share of the points."""
        return self.score / self.max_score if self.max_score else None


def find_sitting(session: Session, attempt_id: int, *, lock: bool = False) -> Sitting | None:
    """An attempt by its id. `lock`: nobody else submits it, and no answer is saved, before this transaction ends."""
    query = _SITTING.with_for_update(of=_attempt) if lock else _SITTING
    row = session.connection().execute(query, {"attempt_id": attempt_id}).one_or_none()
    if row is None:
        return None
    return Sitting(
        id=row.id,
        quiz_id=row.quiz_id,
        person_id=row.person_id,
        number=row.number,
        slots=read_slots(row.slots),
        started_at=row.started_at,
        deadline_at=row.deadline_at,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        version=row.version,
        quiz=quiz_rules(session, row.quiz_version_id, row.digest),
    )


def stored_answers(session: Session, attempt_id: int) -> dict[int, Stored]:
    """The newest answers of an attempt, by slot."""
    rows = session.connection().execute(_ANSWERS, {"attempt_id": attempt_id})
    return {slot: Stored(response, sequence, saved_at) for slot, response, sequence, saved_at in rows}


def outcomes(session: Session, person_id: int, quiz_id: int) -> list[Outcome]:
    """A person's attempts at a quiz with their newest grades, the newest attempt first."""
    rows = session.connection().execute(_OUTCOMES, {"person_id": person_id, "quiz_id": quiz_id})
    return [Outcome(*row) for row in rows]


def newest_result(session: Session, attempt_id: int) -> Result | None:
    """The newest grade of an attempt, or None before it is submitted."""
    row = session.connection().execute(_NEWEST_GRADE, {"attempt_id": attempt_id}).one_or_none()
    if row is None:
        return None
    marks = [Mark(mark["version"], mark["fraction"], mark["earned"], mark["possible"]) for mark in row.marks]
    return Result(row.score, row.max_score, row.pass_mark, row.passed, marks)


def due_attempts(
    session: Session, at: datetime, *, person_id: int | None = None, after: int = 0, limit: int = 50
) -> list[int]:
    """Ids above `after` of open attempts whose time and grace are over, in order."""
    query = select(Attempt.id).where(
        Attempt.submitted_at.is_(None), Attempt.deadline_at < at - GRACE, Attempt.id > after
    )
    if person_id is not None:
        query = query.where(Attempt.person_id == person_id)
    return list(session.scalars(query.order_by(Attempt.id).limit(limit)))


def open_attempts(session: Session, person_id: int) -> list[OpenAttempt]:
    """A person's open attempts, the oldest first."""
    rows = session.connection().execute(_OPEN, {"person_id": person_id}).all()
    return [
        OpenAttempt(id_, deadline_at, len(slots), answered, quiz_rules(session, version_id, digest))
        for id_, deadline_at, slots, answered, version_id, digest in rows
    ]
