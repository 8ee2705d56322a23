"""Finding courses and lessons by words in any language."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from courses.models import Course, CourseVersion, Lesson, LessonText
from courses.search import fold, snippet, terms

LIMIT = 30


@dataclass(frozen=True, slots=True)
class LessonHit:
    """A lesson in which the words stand; `before`, `hit` and `after` are the text around them, in `language`."""

    course_key: str
    course_title: dict[str, str]
    lesson_key: str
    lesson_title: dict[str, str]
    language: str
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `more` says that only the first lessons are given."""

    course_keys: Sequence[str]
    lessons: Sequence[LessonHit]
    more: bool


def search(session: Session, words: str, language: str) -> Found:
    """Courses and lessons that hold every word, in any language. A lesson found in two languages is shown in the
    reader's; lessons with the words in their title come first."""
    wanted = terms(words)
    if not wanted:
        return Found([], [], more=False)
    courses = (
        select(Course.key)
        .join(CourseVersion, CourseVersion.id == Course.published_id)
        .where(_holds(CourseVersion.search_text, wanted))
        .order_by(Course.key)
    )
    lessons = _lessons(session, wanted, words, language)
    return Found(session.scalars(courses).all(), lessons[:LIMIT], more=len(lessons) > LIMIT)


def _lessons(session: Session, wanted: Sequence[str], words: str, language: str) -> list[LessonHit]:
    query = (
        select(
            Course.key, CourseVersion.title, Lesson.key, Lesson.title, LessonText.language, LessonText.plain
        )
        .join(CourseVersion, CourseVersion.id == Course.published_id)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .where(_holds(LessonText.search_text, wanted))
        .order_by(Course.key, Lesson.position, case((LessonText.language == language, 0), else_=1))
        .limit(4 * LIMIT)
    )
    hits: dict[tuple[str, str], LessonHit] = {}
    for course_key, course_title, key, title, found_in, plain in session.execute(query):
        if (course_key, key) not in hits:
            hits[course_key, key] = LessonHit(
                course_key, course_title, key, title, found_in, *snippet(plain, words)
            )
    return sorted(hits.values(), key=lambda hit: not _in_title(hit, wanted))


def _in_title(hit: LessonHit, wanted: Sequence[str]) -> bool:
    titles = fold(" ".join(hit.lesson_title.values()))
    return all(word in titles for word in wanted)


def _holds(column: InstrumentedAttribute[str], wanted: Sequence[str]) -> ColumnElement[bool]:
    # Both sides are folded alike, so neither engine's idea of case matters. `%` and `_` are looked for as they are.
    return and_(*(column.contains(word, autoescape=True) for word in wanted))
