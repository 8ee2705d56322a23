"""Reads the bank as trainers see it: drafts included, filtered, with who wrote what."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from lms.identity.models import Person
from lms.translated import LANGUAGES
from quizzes.authoring.question_form import missing_languages, part_ids
from quizzes.authoring.usage import QuizInUse, use_counts
from quizzes.models import Question, QuestionTag, QuestionVersion
from quizzes.questions.base import Body

STATES = ("published", "changed", "draft", "retired", "mine")
"""What the list can be narrowed to. `changed`: published, with a newer draft; `mine`: drafts the viewer saved last."""

_head = func.coalesce(Question.draft_id, Question.published_id)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; an empty value narrows nothing. `missing` is a language some text is missing in."""

    search: str = ""
    pool: str = ""
    type: str = ""
    tag: str = ""
    state: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class BankRow:
    """One question of the list, in its newest version. `used`: in how many quizzes it is or may be asked."""

    key: str
    type: str
    pool: str
    state: str
    body: Body
    number: int
    missing: Sequence[str]
    used: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in a history. `author` is None for what came from a content file."""

    number: int
    author: str | None
    created_at: datetime
    published_at: datetime | None
    note: str | None


def bank_rows(rows: Iterable[Any], quizzes: Collection[QuizInUse]) -> list[BankRow]:
    """What a page shows of rows that `bank` found."""
    found = list(rows)
    used = use_counts({row.key: row.body["tags"] for row in found}, quizzes)
    return [
        BankRow(
            key=row.key,
            type=row.type,
            pool=row.pool,
            state="changed" if row.state == "published" and row.draft_id else row.state,
            body=row.body,
            number=row.number,
            missing=missing_languages(row.body),
            used=used[row.key],
        )
        for row in found
    ]


def bank(session: Session, wanted: Filter, viewer_id: int) -> Select[Any]:
    """The questions asked for, each in its newest version, drafts included."""
    query = (
        select(
            Question.key,
            Question.type,
            Question.pool,
            Question.state,
            Question.draft_id,
            QuestionVersion.body,
            QuestionVersion.number,
        )
        .join(QuestionVersion, QuestionVersion.id == _head)
        .order_by(Question.pool, Question.id)
    )
    if wanted.search:
        query = query.where(or_(*(text.icontains(wanted.search, autoescape=True) for text in _searched())))
    if wanted.pool:
        query = query.where(Question.pool == wanted.pool)
    if wanted.type:
        query = query.where(Question.type == wanted.type)
    if wanted.state:
        query = query.where(_in_state(wanted.state, viewer_id))
    if wanted.tag:
        tagged = exists().where(QuestionTag.question_id == Question.id, QuestionTag.tag == wanted.tag)
        query = query.where(or_(tagged, Question.id.in_(_drafts_with_tag(session, wanted.tag))))
    if wanted.missing:
        query = query.where(Question.id.in_(_untranslated(session, wanted.missing)))
    return query


def _searched() -> list[Any]:
    texts = [QuestionVersion.body[("stem", language)].as_string() for language in LANGUAGES]
    return [Question.key, *texts]


def _in_state(state: str, viewer_id: int) -> Any:
    if state == "mine":
        mine = and_(Question.draft_id.is_not(None), QuestionVersion.author_id == viewer_id)
        return and_(mine, Question.state != "retired")
    if state == "changed":
        return and_(Question.state == "published", Question.draft_id.is_not(None))
    return Question.state == state


def _drafts_with_tag(session: Session, tag: str) -> list[int]:
    """Drafts are few and their tags stand in a JSON list: they are looked through here."""
    rows = session.execute(
        select(Question.id, QuestionVersion.tags).join(
            QuestionVersion, QuestionVersion.id == Question.draft_id
        )
    )
    return [row.id for row in rows if tag in row.tags]


def _untranslated(session: Session, language: str) -> list[int]:
    """What counts as missing is for each type's rules to say, so the bodies are looked through here."""
    rows = session.execute(
        select(Question.id, QuestionVersion.body).join(QuestionVersion, QuestionVersion.id == _head)
    )
    return [row.id for row in rows if language in missing_languages(row.body)]


def question_versions(session: Session, question_id: int) -> list[VersionRow]:
    """Every version, the newest first."""
    rows = session.execute(
        select(
            QuestionVersion.number,
            Person.full_name,
            QuestionVersion.created_at,
            QuestionVersion.published_at,
            QuestionVersion.note,
        )
        .outerjoin(Person, Person.id == QuestionVersion.author_id)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number.desc())
    )
    return [VersionRow(*row) for row in rows]


def question_version(session: Session, key: str, number: int) -> QuestionVersion | None:
    """One version of a question."""
    return session.scalar(
        select(QuestionVersion)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.key == key, QuestionVersion.number == number)
    )


def used_ids(session: Session, question_id: int) -> list[str]:
    """Every id a part of the question has or had in a version."""
    bodies = session.scalars(
        select(QuestionVersion.body)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number)
    )
    return list(dict.fromkeys(id_ for body in bodies for id_ in part_ids(body)))


def pools(session: Session) -> list[str]:
    """The keys of all pools."""
    return list(
        session.scalars(select(Question.pool).where(Question.pool != "").distinct().order_by(Question.pool))
    )


def tag_counts(session: Session) -> dict[str, int]:
    """How many questions in use have each tag."""
    rows = session.execute(
        select(QuestionTag.tag, func.count().label("questions"))
        .join(Question, Question.id == QuestionTag.question_id)
        .where(Question.state == "published")
        .group_by(QuestionTag.tag)
        .order_by(QuestionTag.tag)
    )
    return {row.tag: row.questions for row in rows}


def questions_in_use(session: Session) -> Mapping[str, Collection[str]]:
    """The tags of every question that quizzes can ask, by key."""
    rows = session.execute(
        select(Question.key, QuestionVersion.tags)
        .join(QuestionVersion, QuestionVersion.id == Question.published_id)
        .where(Question.state == "published")
    )
    return {row.key: row.tags for row in rows}


def author_name(session: Session, person_id: int | None) -> str | None:
    """Who saved a version; None for what came from a content file."""
    return session.scalar(select(Person.full_name).where(Person.id == person_id)) if person_id else None


def bodies_in_use(session: Session) -> dict[str, Body]:
    """The published version of every question that quizzes can ask, by key."""
    rows = session.execute(
        select(Question.key, QuestionVersion.body)
        .join(QuestionVersion, QuestionVersion.id == Question.published_id)
        .where(Question.state == "published")
    )
    return {row.key: row.body for row in rows}


def drafts_of(session: Session, person_id: int) -> int:
    """How many questions have a draft this person saved last."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Question)
            .join(QuestionVersion, QuestionVersion.id == Question.draft_id)
            .where(QuestionVersion.author_id == person_id, Question.state != "retired")
        )
        or 0
    )


def usual_pool(session: Session, person_id: int) -> str:
    """The pool this person wrote for last, else the first there is; empty where there is none."""
    last = session.scalar(
        select(Question.pool)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(QuestionVersion.author_id == person_id, Question.pool != "")
        .order_by(QuestionVersion.created_at.desc())
        .limit(1)
    )
    return last or session.scalar(select(func.min(Question.pool)).where(Question.pool != "")) or ""
