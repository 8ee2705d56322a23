"""Answers the seam for courses and lessons."""

from collections.abc import Collection, Mapping

from flask import url_for
from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from courses.models import Course, CourseVersion, Lesson
from courses.queries.published import Published, published
from lms.activities import Activity


class CourseActivities:
    """Published courses, by course key."""

    kind = "course"

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """Those among `keys` that are published."""
        return {course.key: _activity(course) for course in published(session, keys)}

    def all(self, session: Session) -> list[Activity]:
        """Every published course."""
        return [_activity(course) for course in published(session)]


class LessonActivities:
    """Lessons of published courses, by "course/lesson": what a question says to look at again."""

    kind = "lesson"

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """Those among `keys` that are published."""
        pairs = [tuple(key.split("/")) for key in keys if key.count("/") == 1]
        query = _lessons().where(tuple_(Course.key, Lesson.key).in_(pairs))
        return {activity.key: activity for activity in _read(session, query)}

    def all(self, session: Session) -> list[Activity]:
        """Every published lesson."""
        return _read(session, _lessons())


class CoursesOfQuizzes:
    """The published course that a quiz completes, by the quiz's key: the way back from a quiz to what it asks about."""

    kind = "course-of-quiz"

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """The courses of those among `keys` that complete one; the first by key where several courses share a quiz."""
        query = (
            select(Course.key, CourseVersion.quiz_key)
            .join(CourseVersion, CourseVersion.id == Course.published_id)
            .where(CourseVersion.quiz_key.in_(keys))
            .order_by(Course.key.desc())
        )
        of_quiz = {quiz: course for course, quiz in session.execute(query) if quiz}
        found = {course.key: _activity(course) for course in published(session, of_quiz.values())}
        return {quiz: found[course] for quiz, course in of_quiz.items()}

    def all(self, session: Session) -> list[Activity]:
        """None: they are looked up, never chosen from a list."""
        return []


LessonRow = tuple[str, str | None, str, dict[str, str], int]


def _lessons() -> Select[*LessonRow]:
    return (
        select(Course.key, CourseVersion.market, Lesson.key, Lesson.title, Lesson.minutes)
        .join(CourseVersion, CourseVersion.id == Course.published_id)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .order_by(Course.key, Lesson.position)
    )


def _read(session: Session, query: Select[*LessonRow]) -> list[Activity]:
    return [
        Activity(
            kind="lesson",
            key=f"{course}/{lesson}",
            title=title,
            url=url_for("courses.lesson", course_key=course, lesson_key=lesson),
            minutes=minutes,
            market=market,
        )
        for course, market, lesson, title, minutes in session.execute(query)
    ]


def _activity(course: Published) -> Activity:
    return Activity(
        kind="course",
        key=course.key,
        title=course.title,
        url=url_for("courses.course", course_key=course.key),
        minutes=course.minutes,
        market=course.market,
    )
