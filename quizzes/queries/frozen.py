"""Published content, read once per process: what a digest names never changes, so it is kept by its digest."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizzes.grading import Slot
from quizzes.models import QuestionVersion, QuizVersion
from quizzes.questions.base import Body
from quizzes.quiz import Quiz, read_quiz

Value = TypeVar("Value")

_question = QuestionVersion.__table__
_quiz = QuizVersion.__table__
_QUESTIONS = select(_question.c.digest, _question.c.body).where(
    _question.c.id.in_(bindparam("ids", expanding=True))
)
_QUIZ = select(_quiz.c.body).where(_quiz.c.id == bindparam("id"))


class Kept(Generic[Value]):
    """The newest values by digest, so many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[str, Value] = {}

    def get(self, digest: str) -> Value | None:
        """The value, or None where it is not kept."""
        return self._values.get(digest)

    def keep(self, digest: str, value: Value) -> Value:
        """Keeps a value; the one kept longest makes way."""
        if len(self._values) >= self._most:
            self._values.pop(next(iter(self._values)), None)
        self._values[digest] = value
        return value


_bodies: Kept[Body] = Kept(2000)
_rules: Kept[Quiz] = Kept(200)


def question_bodies(session: Session, slots: Sequence[Slot]) -> list[Body]:
    """The content of each slot's question version, in the order of the slots; at most one query."""
    found = {slot.digest: body for slot in slots if (body := _bodies.get(slot.digest)) is not None}
    missing = [slot.version for slot in slots if slot.digest not in found]
    if missing:
        for digest, body in session.connection().execute(_QUESTIONS, {"ids": missing}):
            found[digest] = _bodies.keep(digest, body)
    return [found[slot.digest] for slot in slots]


def quiz_rules(session: Session, version_id: int, digest: str) -> Quiz:
    """The rules of a quiz version."""
    kept = _rules.get(digest)
    if kept is not None:
        return kept
    body = session.connection().execute(_QUIZ, {"id": version_id}).scalar_one()
    return _rules.keep(digest, read_quiz(body))
