"""Brings courses from files into the database: a new version only where the content is new."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courses import models
from courses.blocks.render import RenderedLesson, render_lesson
from courses.search import fold
from courses.source.digest import content_digest
from courses.source.values import Course, Lesson

Rendered = dict[str, dict[str, RenderedLesson]]
"""Rendered lessons by lesson key and language."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A course ready to be stored. Preparing takes the time, so it happens before the transaction."""

    course: Course
    digest: str
    rendered: Rendered


def prepare(course: Course) -> Prepared:
    """Renders every lesson in every language and takes the fingerprint."""
    rendered = {
        lesson.key: {language: render_lesson(text) for language, text in lesson.texts.items()}
        for lesson in course.lessons
    }
    return Prepared(course, content_digest(course), rendered)


def import_courses(session: Session, prepared: Sequence[Prepared]) -> list[str]:
    """Publishes what changed and retires what is no longer there; returns one line per change."""
    rows = {row.key: row for row in session.scalars(select(models.Course))}
    changes = [line for each in prepared if (line := _import_one(session, each, rows.get(each.course.key)))]
    given = {each.course.key for each in prepared}
    for key, row in rows.items():
        if key not in given and row.published_id is not None:
            row.published_id = None
            changes.append(f"Course {key}: retired, its files are gone; records stay.")
    session.flush()
    return changes


def _import_one(session: Session, prepared: Prepared, row: models.Course | None) -> str | None:
    newest = None
    if row is None:
        row = models.Course(key=prepared.course.key)
        session.add(row)
        session.flush()
    else:
        newest = session.scalar(
            select(models.CourseVersion)
            .where(models.CourseVersion.course_id == row.id)
            .order_by(models.CourseVersion.number.desc())
            .limit(1)
        )
    if newest is None or newest.digest != prepared.digest:
        version = _add_version(session, row, prepared, number=newest.number + 1 if newest else 1)
        row.published_id = version.id
        return f"Course {row.key}: version {version.number}, {len(prepared.course.lessons)} lessons."
    _refresh_html(session, newest.id, prepared.rendered)
    if row.published_id is None:
        row.published_id = newest.id
        return f"Course {row.key}: published again, version {newest.number}."
    return None


def _add_version(
    session: Session, row: models.Course, prepared: Prepared, number: int
) -> models.CourseVersion:
    course = prepared.course
    words = [course.title, course.summary, *course.objectives]
    version = models.CourseVersion(
        course_id=row.id,
        number=number,
        digest=prepared.digest,
        kind=course.kind,
        market=course.market,
        cultural=course.cultural,
        title=course.title,
        summary=course.summary,
        objectives=list(course.objectives),
        owner=course.owner,
        reviewed=course.reviewed,
        review_due=course.review_due,
        needs_local_reviewer=course.needs_local_reviewer,
        completion=course.completion,
        quiz_key=course.quiz,
        sources=[asdict(source) for source in course.sources],
        minutes=sum(lesson.minutes for lesson in course.lessons),
        search_text=fold(" ".join(text for texts in words for text in texts.values())),
    )
    session.add(version)
    session.flush()
    for position, lesson in enumerate(course.lessons):
        _add_lesson(session, version, position, lesson, prepared.rendered[lesson.key])
    return version


def _add_lesson(
    session: Session,
    version: models.CourseVersion,
    position: int,
    lesson: Lesson,
    rendered: dict[str, RenderedLesson],
) -> None:
    row = models.Lesson(
        version_id=version.id,
        key=lesson.key,
        position=position,
        title=lesson.title,
        goal=lesson.goal,
        minutes=lesson.minutes,
        required=lesson.required,
    )
    session.add(row)
    session.flush()
    for language, text in rendered.items():
        heading = f"{lesson.title.get(language, '')} {lesson.goal.get(language, '')}"
        session.add(
            models.LessonText(
                lesson_id=row.id,
                language=language,
                html=text.html,
                plain=text.plain,
                search_text=fold(f"{heading} {text.plain}"),
                sources=[source for source in version.sources if source["id"] in text.sources],
                labels=list(text.labels),
            )
        )


def _refresh_html(session: Session, version_id: int, rendered: Rendered) -> None:
    """The same words through a newer renderer: no new version, only better HTML. Untouched where it is the same."""
    query = (
        select(models.Lesson.key, models.LessonText)
        .join(models.LessonText, models.LessonText.lesson_id == models.Lesson.id)
        .where(models.Lesson.version_id == version_id)
    )
    for key, row in session.execute(query):
        if row.html != rendered[key][row.language].html:
            row.html = rendered[key][row.language].html
