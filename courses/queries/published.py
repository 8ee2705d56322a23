"""The courses and lessons learners see now."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from courses.models import Course, CourseVersion, Lesson
from courses.progress import Rule

_PUBLISHED = (
    select(
        Course.key,
        CourseVersion.id,
        CourseVersion.number,
        CourseVersion.kind,
        CourseVersion.market,
        CourseVersion.title,
        CourseVersion.summary,
        CourseVersion.minutes,
        CourseVersion.completion,
        CourseVersion.quiz_key,
    )
    .join(CourseVersion, CourseVersion.id == Course.published_id)
    .order_by(Course.key)
)
_AMONG = _PUBLISHED.where(Course.key.in_(bindparam("keys", expanding=True)))
_LESSONS = (
    select(Lesson.id, Lesson.key, Lesson.title, Lesson.goal, Lesson.minutes, Lesson.required)
    .where(Lesson.version_id == bindparam("version"))
    .order_by(Lesson.position)
)
_TITLES = select(Lesson.version_id, Lesson.key, Lesson.title).where(
    Lesson.version_id.in_(bindparam("versions", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Published:
    """A published course as lists need it."""

    key: str
    version_id: int
    number: int
    kind: str
    market: str | None
    title: dict[str, str]
    summary: dict[str, str]
    minutes: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class PublishedLesson:
    """A lesson of a published course, without its text."""

    id: int
    key: str
    title: dict[str, str]
    goal: dict[str, str]
    minutes: int
    required: bool


def published(session: Session, keys: Collection[str] | None = None) -> list[Published]:
    """The published courses, all or those among `keys`, in the order of their keys."""
    query = _PUBLISHED if keys is None else _AMONG
    rows = session.execute(query, {} if keys is None else {"keys": list(keys)})
    return [Published(*row[:8], Rule(row[8], row[9])) for row in rows]


def find_published(session: Session, key: str) -> Published | None:
    """One published course, or None."""
    return next(iter(published(session, [key])), None)


def lessons_of(session: Session, version_id: int) -> list[PublishedLesson]:
    """The lessons of a version in their order."""
    return [PublishedLesson(*row) for row in session.execute(_LESSONS, {"version": version_id})]


def lesson_titles(session: Session, version_ids: Collection[int]) -> dict[tuple[int, str], dict[str, str]]:
    """The titles of all lessons of some versions, by (version id, lesson key)."""
    rows = session.execute(_TITLES, {"versions": list(version_ids)})
    return {(version_id, key): title for version_id, key, title in rows}


def version_details(session: Session, version_id: int) -> CourseVersion:
    """Everything about a version but its lessons."""
    return session.get_one(CourseVersion, version_id)
