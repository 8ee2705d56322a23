"""Tables of courses, their versions and lessons, and of how far each learner has come."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.clock import now
from lms.database import Base


class Course(Base):
    """A course under its lasting key. `published_id` is the version learners see; None where the course is retired.

    Courses are never deleted: records and enrolments name them years later.
    """

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    published_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_version.id", ondelete="RESTRICT", use_alter=True)
    )


class CourseVersion(Base):
    """What a course said from one import to the next; never changed once made.

    `digest` is of the files: the same files make no new version. `search_text` is titles, summary and objectives in
    every language, folded for searching. `sources` are {id, title, url, note}; `minutes` the sum of its lessons.
    """

    __tablename__ = "course_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    market: Mapped[str | None] = mapped_column(String(10))
    cultural: Mapped[bool]
    title: Mapped[dict[str, str]]
    summary: Mapped[dict[str, str]]
    objectives: Mapped[list[Any]]
    owner: Mapped[dict[str, str]]
    reviewed: Mapped[date]
    review_due: Mapped[date]
    needs_local_reviewer: Mapped[bool]
    completion: Mapped[str] = mapped_column(String(20))
    quiz_key: Mapped[str | None] = mapped_column(String(80), index=True)
    sources: Mapped[list[Any]]
    minutes: Mapped[int]
    search_text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        CheckConstraint("kind IN ('foundations', 'market', 'module')", name="known_kind"),
        CheckConstraint("completion IN ('required', 'all')", name="known_completion"),
    )


class Lesson(Base):
    """A lesson of one version. Over versions a lesson is the same one by (course key, lesson key)."""

    __tablename__ = "lesson"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    title: Mapped[dict[str, str]]
    goal: Mapped[dict[str, str]]
    minutes: Mapped[int]
    required: Mapped[bool]

    __table_args__ = (UniqueConstraint("version_id", "key"),)


class LessonText(Base):
    """A lesson in one language, rendered at import.

    `html` alone may change later: a better renderer, same words. `plain` is the author's text, `search_text` the same
    folded, with the title. `labels` and `sources` ({id, title, url, note}) are those its evidence marks name.
    """

    __tablename__ = "lesson_text"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="RESTRICT"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    html: Mapped[str] = mapped_column(Text)
    plain: Mapped[str] = mapped_column(Text)
    search_text: Mapped[str] = mapped_column(Text)
    labels: Mapped[list[str]]
    sources: Mapped[list[Any]]


class Enrolment(Base):
    """Somebody takes a course. Once completed it stays so, whatever later versions ask."""

    __tablename__ = "enrolment"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    course_key: Mapped[str] = mapped_column(
        String(80), ForeignKey("course.key", ondelete="RESTRICT"), primary_key=True
    )
    enrolled_at: Mapped[datetime] = mapped_column(default=now)
    completed_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_enrolment_course_key", "course_key"),)


class LessonProgress(Base):
    """How far somebody is with one lesson. By keys, not by ids of a version, so that progress outlives new versions.

    `opened_at` is when a button first led there, `last_opened_at` the latest time; both are missing where a lesson was
    reached by a link alone, for looking at a page writes nothing.
    """

    __tablename__ = "lesson_progress"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    course_key: Mapped[str] = mapped_column(
        String(80), ForeignKey("course.key", ondelete="RESTRICT"), primary_key=True
    )
    lesson_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    opened_at: Mapped[datetime | None]
    last_opened_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
