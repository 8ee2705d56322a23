"""How far one learner is in some courses; at most four queries however many courses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from courses.models import Enrolment, Lesson, LessonProgress
from courses.progress import Progress, Step, progress, resume
from courses.queries.published import Published
from lms.records.models import Standing

# Statements are built once: every page of courses runs them, and building costs more than SQLite's answer.
_STEPS = (
    select(Lesson.version_id, Lesson.key, Lesson.required)
    .where(Lesson.version_id.in_(bindparam("versions", expanding=True)))
    .order_by(Lesson.version_id, Lesson.position)
)
_ENROLMENTS = select(Enrolment.course_key, Enrolment.completed_at).where(
    Enrolment.person_id == bindparam("person"),
    Enrolment.course_key.in_(bindparam("keys", expanding=True)),
)
_BEGUN = (
    select(Enrolment.course_key, Enrolment.completed_at)
    .where(Enrolment.person_id == bindparam("person"))
    .order_by(Enrolment.enrolled_at.desc())
)
_LESSONS = select(
    LessonProgress.course_key,
    LessonProgress.lesson_key,
    LessonProgress.completed_at,
    LessonProgress.last_opened_at,
).where(
    LessonProgress.person_id == bindparam("person"),
    LessonProgress.course_key.in_(bindparam("keys", expanding=True)),
)
_PASSED = select(Standing.subject_key).where(
    Standing.person_id == bindparam("person"),
    Standing.subject_kind == "quiz",
    Standing.subject_key.in_(bindparam("keys", expanding=True)),
    Standing.passed.is_(True),
)


@dataclass(frozen=True, slots=True)
class Learning:
    """Where a learner stands in one course. `resume` is the lesson to go on with; None where all are done."""

    enrolled: bool
    completed_at: datetime | None
    steps: tuple[Step, ...]
    done: frozenset[str]
    quiz_passed: bool
    progress: Progress
    resume: str | None

    @property
    def in_progress(self) -> bool:
        """Begun and not completed."""
        return self.enrolled and self.completed_at is None


def learning(
    session: Session,
    person_id: int,
    courses: Sequence[Published],
    steps: Mapping[int, Sequence[Step]] | None = None,
) -> Mapping[str, Learning]:
    """By course key, for every course given. `steps` by version id, where the caller has read the lessons already."""
    steps = steps or _steps(session, courses)
    enrolments = _enrolments(session, person_id, courses)
    done, opened = _lessons(session, person_id, courses)
    passed = _passed_quizzes(session, person_id, courses)
    found = {}
    for course in courses:
        key, own_steps = course.key, steps[course.version_id]
        quiz_passed = course.rule.quiz in passed
        found[key] = Learning(
            enrolled=key in enrolments,
            completed_at=enrolments.get(key),
            steps=tuple(own_steps),
            done=frozenset(done[key]),
            quiz_passed=quiz_passed,
            progress=progress(own_steps, course.rule, done[key], quiz_passed=quiz_passed),
            resume=resume(own_steps, done[key], opened[key]),
        )
    return found


def courses_begun(session: Session, person_id: int) -> dict[str, datetime | None]:
    """Every course ever begun, the newest first, by its key: when it was completed, None where it is in progress."""
    rows = session.connection().execute(_BEGUN, {"person": person_id})
    return {row.course_key: row.completed_at for row in rows}


def _steps(session: Session, courses: Sequence[Published]) -> Mapping[int, list[Step]]:
    steps: dict[int, list[Step]] = defaultdict(list)
    versions = [course.version_id for course in courses]
    for version_id, key, required in session.execute(_STEPS, {"versions": versions}):
        steps[version_id].append(Step(key, required))
    return steps


def _enrolments(session: Session, person_id: int, courses: Sequence[Published]) -> dict[str, datetime | None]:
    rows = session.execute(_ENROLMENTS, {"person": person_id, "keys": [course.key for course in courses]})
    return {row.course_key: row.completed_at for row in rows}


def _lessons(
    session: Session, person_id: int, courses: Sequence[Published]
) -> tuple[Mapping[str, set[str]], Mapping[str, dict[str, datetime]]]:
    done: dict[str, set[str]] = defaultdict(set)
    opened: dict[str, dict[str, datetime]] = defaultdict(dict)
    rows = session.execute(_LESSONS, {"person": person_id, "keys": [course.key for course in courses]})
    for course_key, lesson_key, completed_at, last_opened_at in rows:
        if completed_at:
            done[course_key].add(lesson_key)
        if last_opened_at:
            opened[course_key][lesson_key] = last_opened_at
    return done, opened


def _passed_quizzes(session: Session, person_id: int, courses: Sequence[Published]) -> set[str | None]:
    keys = [course.rule.quiz for course in courses if course.rule.quiz]
    return set(session.scalars(_PASSED, {"person": person_id, "keys": keys})) if keys else set()
