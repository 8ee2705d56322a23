"""What a lesson's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courses.models import LessonText
from courses.progress import Step, neighbours
from courses.queries.learner import Learning, learning
from courses.queries.published import Published, PublishedLesson, lessons_of
from lms.translated import BASE_LANGUAGE


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson for one reader. `language` is what the text is really in; `languages` what there is to switch to."""

    course: Published
    lesson: PublishedLesson
    number: int
    count: int
    previous: PublishedLesson | None
    next: PublishedLesson | None
    learning: Learning
    html: str
    language: str
    fallback: bool
    languages: Sequence[str]
    labels: Sequence[str]
    sources: Sequence[dict[str, Any]]
    """Those the lesson's marks name."""


def lesson_page(
    session: Session, person_id: int, course: Published, lesson_key: str, language: str
) -> LessonPage | None:
    """The page in the language asked for, else in the base language; None where the course has no such lesson."""
    lessons = {lesson.key: lesson for lesson in lessons_of(session, course.version_id)}
    lesson = lessons.get(lesson_key)
    if lesson is None:
        return None
    query = select(LessonText.language, LessonText.html, LessonText.labels, LessonText.sources)
    texts = {row.language: row for row in session.execute(query.where(LessonText.lesson_id == lesson.id))}
    shown = language if language in texts else BASE_LANGUAGE
    text = texts[shown]
    before, after = neighbours(list(lessons), lesson_key)
    steps = {course.version_id: [Step(each.key, each.required) for each in lessons.values()]}
    return LessonPage(
        course=course,
        lesson=lesson,
        number=list(lessons).index(lesson_key) + 1,
        count=len(lessons),
        previous=lessons[before] if before else None,
        next=lessons[after] if after else None,
        learning=learning(session, person_id, [course], steps)[course.key],
        html=text.html,
        language=shown,
        fallback=shown != language,
        languages=list(texts),
        labels=text.labels,
        sources=text.sources,
    )
