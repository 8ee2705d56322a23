"""A learner's way through a course. Every fact goes to the ledger in the same transaction; doing it twice is once."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courses import models
from courses.progress import counted, next_unfinished
from courses.queries.learner import Learning, learning
from courses.queries.published import Published, published
from lms.clock import now
from lms.records.actions import Action
from lms.records.models import Record
from lms.records.services import Entry, record


@dataclass(frozen=True, slots=True)
class Advance:
    """Where a button led: whether the course is completed by it, the lesson that follows, and how far one is now."""

    completed: bool
    following: str | None
    learning: Learning


def start_course(session: Session, person_id: int, course: Published) -> Advance:
    """Enrols, closes the course where everything is done already, and opens the lesson to go on with."""
    enrol(session, person_id, course)
    completed = complete_if_fulfilled(session, person_id, course)
    mine = learning(session, person_id, [course])[course.key]
    return _advance(session, person_id, course, completed, mine.resume)


def finish_lesson(session: Session, person_id: int, course: Published, lesson_key: str) -> Advance | None:
    """Marks a lesson done and opens the next one; None where the course has no such lesson."""
    before = learning(session, person_id, [course])[course.key]
    if lesson_key not in {step.key for step in before.steps}:
        return None
    completed = complete_lesson(session, person_id, course, lesson_key)
    following = next_unfinished(before.steps, course.rule, lesson_key, before.done | {lesson_key})
    return _advance(session, person_id, course, completed, following)


def _advance(
    session: Session, person_id: int, course: Published, completed: bool, following: str | None
) -> Advance:
    if completed:  # back to the course: what is left there is optional
        following = None
    if following:
        open_lesson(session, person_id, course, following)
    return Advance(completed, following, learning(session, person_id, [course])[course.key])


def enrol(session: Session, person_id: int, course: Published) -> models.Enrolment:
    """The person's enrolment, made where there is none. Its row is locked: one button at a time per learner and course."""
    if found := _locked_enrolment(session, person_id, course.key):
        return found
    row = models.Enrolment(person_id=person_id, course_key=course.key, enrolled_at=now())
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # a second press won the race on a database with several writers
        found = _locked_enrolment(session, person_id, course.key)
        assert found
        return found
    record(session, _entry(Action.COURSE_ENROLLED, person_id, course))
    return row


def open_lesson(session: Session, person_id: int, course: Published, lesson_key: str) -> None:
    """Remembers that a button led the learner to a lesson: there they resume."""
    enrol(session, person_id, course)
    row = _lesson_row(session, person_id, course.key, lesson_key)
    row.last_opened_at = now()
    row.opened_at = row.opened_at or row.last_opened_at
    session.flush()


def complete_lesson(session: Session, person_id: int, course: Published, lesson_key: str) -> bool:
    """Marks a lesson done, and the course where that was the last thing missing. True where the course is completed now."""
    enrol(session, person_id, course)
    row = _lesson_row(session, person_id, course.key, lesson_key)
    if row.completed_at is None:
        row.completed_at = now()
        session.flush()
        record(session, _entry(Action.LESSON_COMPLETED, person_id, course, {"lesson": lesson_key}))
    return complete_if_fulfilled(session, person_id, course)


def complete_if_fulfilled(
    session: Session, person_id: int, course: Published, passed_at: datetime | None = None
) -> bool:
    """Completes the course where its rule is fulfilled and it was not completed before. True where it is completed now.

    `passed_at` is when the quiz was passed, where that is what completes it: it may become known much later.
    """
    enrolment = _locked_enrolment(session, person_id, course.key)
    if enrolment is None or enrolment.completed_at is not None:
        return False
    mine = learning(session, person_id, [course])[course.key]
    if not mine.progress.fulfilled:
        return False
    completed_at = _fulfilled_at(session, enrolment, course, mine, passed_at) if passed_at else now()
    enrolment.completed_at = completed_at
    session.flush()
    record(session, replace(_entry(Action.COURSE_COMPLETED, person_id, course), happened_at=completed_at))
    return True


def _fulfilled_at(
    session: Session, enrolment: models.Enrolment, course: Published, mine: Learning, passed_at: datetime
) -> datetime:
    """When the last part of the rule was there: the pass, the last lesson that counts, or the enrolment itself."""
    last_lesson = session.scalar(
        select(func.max(models.LessonProgress.completed_at)).where(
            models.LessonProgress.person_id == enrolment.person_id,
            models.LessonProgress.course_key == course.key,
            models.LessonProgress.lesson_key.in_([step.key for step in counted(mine.steps, course.rule)]),
        )
    )
    return max(passed_at, enrolment.enrolled_at, last_lesson or passed_at)


def on_record(session: Session, row: Record) -> None:
    """Listens to the ledger: a quiz passed may be what a course was waiting for."""
    if row.action != Action.RESULT_GRADED or row.subject_kind != "quiz" or not row.passed:
        return
    waiting = (
        select(models.Enrolment.course_key)
        .join(models.Course, models.Course.key == models.Enrolment.course_key)
        .join(models.CourseVersion, models.CourseVersion.id == models.Course.published_id)
        .where(models.CourseVersion.quiz_key == row.subject_key)
        .where(models.Enrolment.person_id == row.person_id, models.Enrolment.completed_at.is_(None))
    )
    if keys := session.scalars(waiting).all():
        for course in published(session, keys):
            complete_if_fulfilled(session, row.person_id, course, row.happened_at)


def _entry(action: Action, person_id: int, course: Published, detail: dict[str, str] | None = None) -> Entry:
    return Entry(
        action=action,
        person_id=person_id,
        subject_kind="course",
        subject_key=course.key,
        subject_version=course.number,
        detail=detail,
    )


def _locked_enrolment(session: Session, person_id: int, course_key: str) -> models.Enrolment | None:
    return session.get(models.Enrolment, (person_id, course_key), with_for_update=True)


def _lesson_row(session: Session, person_id: int, course_key: str, lesson_key: str) -> models.LessonProgress:
    row = session.get(models.LessonProgress, (person_id, course_key, lesson_key))
    if row is None:
        row = models.LessonProgress(person_id=person_id, course_key=course_key, lesson_key=lesson_key)
        session.add(row)
    return row
