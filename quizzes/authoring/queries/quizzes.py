"""Reads quizzes as trainers see them: drafts included."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from lms.identity.models import Person
from lms.translated import LANGUAGES
from quizzes.authoring.queries.bank import questions_in_use
from quizzes.authoring.quiz_form import readable_items
from quizzes.authoring.usage import QuizInUse
from quizzes.drawing import short_items
from quizzes.models import Question, QuestionVersion, Quiz, QuizVersion
from quizzes.questions.base import Body, Texts

_head = func.coalesce(Quiz.draft_id, Quiz.published_id)


@dataclass(frozen=True, slots=True)
class QuizRow:
    """One quiz of the list. `state` as in the bank: `changed` is published, with a newer draft."""

    key: str
    state: str
    body: Body
    number: int
    author: str | None
    saved_at: datetime

    @property
    def length(self) -> int:
        """How many questions an attempt has, as far as the draft says."""
        return sum(item.count for item in readable_items(self.body).values())


@dataclass(frozen=True, slots=True)
class QuizVersionRow:
    """One version in a history. `author` is None for what came from a content file."""

    number: int
    author: str | None
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """A question as it is shown in a quiz's list. `state` says whether it is in use."""

    key: str
    type: str
    stem: Texts
    tags: Collection[str]
    state: str


def quiz_rows(session: Session) -> list[QuizRow]:
    """Every quiz in its newest version, by key."""
    rows = session.execute(
        select(
            Quiz.key,
            Quiz.state,
            Quiz.draft_id,
            QuizVersion.body,
            QuizVersion.number,
            Person.full_name,
            QuizVersion.created_at,
        )
        .join(QuizVersion, QuizVersion.id == _head)
        .outerjoin(Person, Person.id == QuizVersion.author_id)
        .order_by(Quiz.key)
    )
    return [
        QuizRow(
            key=row.key,
            state="changed" if row.state == "published" and row.draft_id else row.state,
            body=row.body,
            number=row.number,
            author=row.full_name,
            saved_at=row.created_at,
        )
        for row in rows
    ]


def quizzes_in_use(session: Session) -> list[QuizInUse]:
    """Every quiz that is not retired, with the lines learners get, or those of its first draft."""
    rows = session.execute(
        select(Quiz.key, Quiz.state, QuizVersion.body)
        .join(QuizVersion, QuizVersion.id == func.coalesce(Quiz.published_id, Quiz.draft_id))
        .where(Quiz.state != "retired")
        .order_by(Quiz.key)
    )
    return [
        QuizInUse(
            row.key, row.body["title"], tuple(readable_items(row.body).values()), row.state == "published"
        )
        for row in rows
    ]


def quizzes_falling_short(session: Session) -> list[QuizInUse]:
    """The published quizzes that nobody can start, because the bank cannot fill them any more."""
    bank = questions_in_use(session)
    return [quiz for quiz in quizzes_in_use(session) if quiz.published and short_items(quiz.items, bank)]


def quiz_versions(session: Session, quiz_id: int) -> list[QuizVersionRow]:
    """Every version, the newest first."""
    rows = session.execute(
        select(QuizVersion.number, Person.full_name, QuizVersion.created_at, QuizVersion.published_at)
        .outerjoin(Person, Person.id == QuizVersion.author_id)
        .where(QuizVersion.quiz_id == quiz_id)
        .order_by(QuizVersion.number.desc())
    )
    return [QuizVersionRow(*row) for row in rows]


def quiz_version(session: Session, key: str, number: int) -> QuizVersion | None:
    """One version of a quiz."""
    return session.scalar(
        select(QuizVersion)
        .join(Quiz, Quiz.id == QuizVersion.quiz_id)
        .where(Quiz.key == key, QuizVersion.number == number)
    )


def questions_by_key(session: Session, keys: Collection[str]) -> dict[str, Found]:
    """The questions of these keys, as in use, else as drafted."""
    rows = session.execute(_found().where(Question.key.in_(list(keys))))
    return {row.key: Found(row.key, row.type, row.body["stem"], row.body["tags"], row.state) for row in rows}


def find_questions(session: Session, search: str, but: Collection[str], limit: int = 20) -> list[Found]:
    """Questions in use whose stem (in any language), key or pool holds the words, without those of `but`."""
    texts = [QuestionVersion.body[("stem", language)].as_string() for language in LANGUAGES]
    words = [text.icontains(search, autoescape=True) for text in [Question.key, Question.pool, *texts]]
    query = _found().where(Question.state == "published", or_(*words))
    if but:
        query = query.where(Question.key.not_in(list(but)))
    rows = session.execute(query.order_by(Question.pool, Question.id).limit(limit))
    return [Found(row.key, row.type, row.body["stem"], row.body["tags"], row.state) for row in rows]


def _found() -> Select[tuple[str, str, str, dict[str, Any]]]:
    return select(Question.key, Question.type, Question.state, QuestionVersion.body).join(
        QuestionVersion, QuestionVersion.id == func.coalesce(Question.published_id, Question.draft_id)
    )


def quiz_drafts_of(session: Session, person_id: int) -> int:
    """How many quizzes have a draft this person saved last."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Quiz)
            .join(QuizVersion, QuizVersion.id == Quiz.draft_id)
            .where(QuizVersion.author_id == person_id, Quiz.state != "retired")
        )
        or 0
    )
