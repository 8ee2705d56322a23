"""Tables of the question bank, quizzes, attempts and grades.

What a learner met stays as it was: versions are never changed once published, an attempt names the versions it
showed, a grade is added and never overwritten.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.clock import now
from lms.database import Base


class Question(Base):
    """A question of the bank under its lasting key. `state`: draft, published, retired.

    A draft is a version too: `draft_id` is the newest version being written, `published_id` the one quizzes use.
    `pool` is the key of the pool (the file) it belongs to.
    """

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    pool: Mapped[str] = mapped_column(String(80), index=True)
    type: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default="draft", index=True)
    published_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT", use_alter=True)
    )
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT", use_alter=True)
    )

    __table_args__ = (CheckConstraint("state IN ('draft', 'published', 'retired')", name="known_state"),)


class QuestionVersion(Base):
    """One version of a question: `body` is the whole question as its type's module reads it (see content-format.md).

    `tags` are on the version: a draw at a past moment can be understood. `digest` is of the content, so that importing
    an unchanged file makes no version. A published version is never changed.
    """

    __tablename__ = "question_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="RESTRICT"))
    number: Mapped[int]
    body: Mapped[dict[str, Any]]
    tags: Mapped[list[str]]
    points: Mapped[float] = mapped_column(default=1)
    digest: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    note: Mapped[str | None] = mapped_column(String(400))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("question_id", "number"),)


class QuestionTag(Base):
    """The tags of a question's published version, for drawing and for searching the bank."""

    __tablename__ = "question_tag"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)


class Quiz(Base):
    """A quiz under its lasting key; `published_id` is what learners take, `draft_id` what is being composed."""

    __tablename__ = "quiz"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    state: Mapped[str] = mapped_column(String(20), default="draft")
    published_id: Mapped[int | None] = mapped_column(
        ForeignKey("quiz_version.id", ondelete="RESTRICT", use_alter=True)
    )
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("quiz_version.id", ondelete="RESTRICT", use_alter=True)
    )

    __table_args__ = (CheckConstraint("state IN ('draft', 'published', 'retired')", name="known_state"),)


class QuizVersion(Base):
    """One version of a quiz: `body` holds title, intro, items and every rule, as in content-format.md."""

    __tablename__ = "quiz_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    number: Mapped[int]
    body: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("quiz_id", "number"),)


class Attempt(Base):
    """One sitting of one person. `slots` is the form drawn for them: per slot the question version with its digest, its
    points and the order of its options. `deadline_at` is on the server's clock. `submitted_by`: learner or deadline.
    """

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    quiz_version_id: Mapped[int] = mapped_column(ForeignKey("quiz_version.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    number: Mapped[int]
    slots: Mapped[list[Any]]
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (
        UniqueConstraint("person_id", "quiz_id", "number"),
        Index("ix_attempt_open", "submitted_at", "deadline_at"),
        # Two tabs that start at once are one start: a person has one open attempt per quiz.
        Index(
            "uq_attempt_one_open",
            "person_id",
            "quiz_id",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
    )


class Answer(Base):
    """The newest answer to one slot (counted from 1). `sequence` is when it was given, in milliseconds since the start of
    the attempt, raised by one where that is not later than the last: an older one never overwrites a newer one.
    """

    __tablename__ = "answer"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="RESTRICT"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    response: Mapped[dict[str, Any] | None]
    sequence: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]


class Grade(Base):
    """A marking of one attempt; the newest counts. `marks` holds per slot the question version judged, the fraction
    earned (0 to 1), the points earned and the points possible.
    """

    __tablename__ = "grade"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="RESTRICT"), index=True)
    graded_at: Mapped[datetime]
    score: Mapped[float]
    max_score: Mapped[float]
    pass_mark: Mapped[float]
    passed: Mapped[bool]
    marks: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(String(40), default="submission")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
