"""What a trainer chooses among while writing a question: pools, tags, lessons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.activities import Activity
from lms.web.db import activities
from quizzes.authoring.queries.bank import pools, tag_counts
from quizzes.questions.base import Texts


@dataclass(frozen=True, slots=True)
class Course:
    """The lessons of one course, in order."""

    title: Texts
    lessons: Sequence[Activity]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything to choose among. `tags` with how many questions in use have them."""

    pools: Sequence[str]
    tags: Mapping[str, int]
    courses: Sequence[Course]
    lessons: frozenset[str]


def find_choices(session: Session) -> Choices:
    """The choices of this moment; four short queries."""
    by_course: dict[str, list[Activity]] = {}
    for lesson in activities().all(session, "lesson"):
        by_course.setdefault(lesson.key.partition("/")[0], []).append(lesson)
    titles = activities().find(session, "course", list(by_course))
    courses = [
        Course(titles[key].title if key in titles else {"en": key}, lessons)
        for key, lessons in by_course.items()
    ]
    return Choices(
        pools=pools(session),
        tags=tag_counts(session),
        courses=courses,
        lessons=frozenset(lesson.key for lessons in by_course.values() for lesson in lessons),
    )
