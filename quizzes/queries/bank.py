"""Reads the bank: published quizzes, and the questions a quiz can draw on."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from quizzes.models import Question, QuestionTag, QuestionVersion, QuizVersion
from quizzes.models import Quiz as QuizRow
from quizzes.queries.frozen import quiz_rules
from quizzes.quiz import Quiz


@dataclass(frozen=True, slots=True)
class PublishedQuiz:
    """A quiz as learners take it: its row, its published version, its rules."""

    id: int
    version_id: int
    version: int
    rules: Quiz


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that can be asked, in its published version."""

    version: int
    digest: str
    tags: Collection[str]
    points: float


_PUBLISHED = (
    select(
        QuizRow.id.label("quiz_id"),
        QuizVersion.id.label("version_id"),
        QuizVersion.number,
        QuizVersion.digest,
    )
    .join(QuizVersion, QuizRow.published_id == QuizVersion.id)
    .where(QuizRow.state == "published")
)
_BY_KEY = _PUBLISHED.where(QuizRow.key == bindparam("key"))
_AMONG = _PUBLISHED.where(QuizRow.key.in_(bindparam("keys", expanding=True))).order_by(QuizRow.key)
_ALL = _PUBLISHED.order_by(QuizRow.key)
_tagged = select(QuestionTag.question_id).where(QuestionTag.tag.in_(bindparam("tags", expanding=True)))
_CANDIDATES = (
    select(
        Question.key,
        QuestionVersion.id,
        QuestionVersion.digest,
        QuestionVersion.tags,
        QuestionVersion.points,
    )
    .join(QuestionVersion, Question.published_id == QuestionVersion.id)
    .where(
        Question.state == "published",
        or_(Question.key.in_(bindparam("fixed", expanding=True)), Question.id.in_(_tagged)),
    )
)


def find_quiz(session: Session, key: str) -> PublishedQuiz | None:
    """A published quiz by its key, or None."""
    row = session.execute(_BY_KEY, {"key": key}).one_or_none()
    if row is None:
        return None
    rules = quiz_rules(session, row.version_id, row.digest)
    return PublishedQuiz(row.quiz_id, row.version_id, row.number, rules)


def published_quizzes(session: Session, keys: Collection[str] | None = None) -> list[Quiz]:
    """The rules of every published quiz, or of those among `keys`, by key."""
    rows = session.execute(_ALL) if keys is None else session.execute(_AMONG, {"keys": list(keys)})
    return [quiz_rules(session, row.version_id, row.digest) for row in rows.all()]


def candidates(session: Session, quiz: Quiz) -> dict[str, Candidate]:
    """The published questions the quiz names or can draw, by key."""
    fixed = [item.question for item in quiz.items if item.question]
    tags = {tag for item in quiz.items for tag in item.tags}
    rows = session.connection().execute(_CANDIDATES, {"fixed": fixed, "tags": list(tags)})
    return {key: Candidate(version, digest, own, points) for key, version, digest, own, points in rows}
