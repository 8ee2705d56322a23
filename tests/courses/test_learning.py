"""A learner's way in the ledger: once each, together with the fact itself."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courses.models import Enrolment, LessonProgress
from courses.queries.learner import learning
from courses.queries.published import Published, find_published
from courses.services.learning import complete_lesson, enrol, open_lesson
from lms.database import Database
from lms.records.actions import Action
from lms.records.models import Record
from lms.records.services import Entry, record
from tests.cast import CHEN, LIN
from tests.courses.sample import COURSE, load, with_quiz


@pytest.fixture
def tea(session: Session, tmp_path: Path) -> Published:
    load(session, tmp_path)
    return found(session)


def found(session: Session) -> Published:
    course = find_published(session, "tea")
    assert course
    return course


def ledger(session: Session, person_id: int = LIN) -> list[tuple[str, str]]:
    rows = session.scalars(select(Record).where(Record.person_id == person_id).order_by(Record.id))
    return [
        (row.action, (row.detail or {}).get("lesson", "")) for row in rows if row.subject_kind == "course"
    ]


def pass_quiz(session: Session, key: str, passed: bool = True) -> None:
    record(
        session,
        Entry(Action.RESULT_GRADED, LIN, "quiz", key, score=9 if passed else 1, max_score=10, passed=passed),
    )


def test_enrolling_twice_is_once(session: Session, tea: Published) -> None:
    first = enrol(session, LIN, tea)
    assert enrol(session, LIN, tea) is first
    assert ledger(session) == [("course:enrolled", "")]


def test_required_lessons_complete_the_course_once(session: Session, tea: Published) -> None:
    assert not complete_lesson(session, LIN, tea, "first")
    assert not complete_lesson(session, LIN, tea, "first")
    assert complete_lesson(session, LIN, tea, "second")
    assert not complete_lesson(session, LIN, tea, "extra")
    assert ledger(session) == [
        ("course:enrolled", ""),
        ("lesson:completed", "first"),
        ("lesson:completed", "second"),
        ("course:completed", ""),
        ("lesson:completed", "extra"),
    ]
    assert session.get_one(Enrolment, (LIN, "tea")).completed_at is not None
    assert ledger(session, CHEN) == []


def test_the_rule_all_asks_for_the_optional_ones_too(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path, COURSE.replace("  lessons: required", "  lessons: all"))
    tea = found(session)
    assert [complete_lesson(session, LIN, tea, key) for key in ("first", "second", "extra")] == [
        False,
        False,
        True,
    ]


def test_the_quiz_completes_when_the_lessons_are_done(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path, with_quiz("tea-quiz"))
    tea = found(session)
    complete_lesson(session, LIN, tea, "first")
    complete_lesson(session, LIN, tea, "second")
    pass_quiz(session, "tea-quiz", passed=False)
    pass_quiz(session, "another-quiz")
    assert "course:completed" not in dict(ledger(session))
    pass_quiz(session, "tea-quiz")
    pass_quiz(session, "tea-quiz")
    assert [action for action, _lesson in ledger(session)].count("course:completed") == 1


def test_the_quiz_first_and_the_lessons_later(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path, with_quiz("tea-quiz"))
    tea = found(session)
    pass_quiz(session, "tea-quiz")
    assert ledger(session) == []
    complete_lesson(session, LIN, tea, "first")
    assert complete_lesson(session, LIN, tea, "second")


def test_progress_survives_a_new_version_and_completion_stays(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    tea = found(session)
    complete_lesson(session, LIN, tea, "first")
    complete_lesson(session, LIN, tea, "second")
    session.commit()
    more = COURSE.replace("    minutes: 3\n    required: false", "    minutes: 3\n    required: true")
    load(session, tmp_path, more)
    tea = found(session)
    mine = learning(session, LIN, [tea])["tea"]
    assert mine.completed_at is not None
    assert mine.done == {"first", "second"}
    assert (mine.progress.percent, mine.resume) == (66, "extra")
    assert not complete_lesson(session, LIN, tea, "extra")
    assert [action for action, _lesson in ledger(session)].count("course:completed") == 1


def test_opening_remembers_the_first_and_the_latest_time(session: Session, tea: Published) -> None:
    open_lesson(session, LIN, tea, "second")
    row = session.get_one(LessonProgress, (LIN, "tea", "second"))
    first = row.opened_at
    open_lesson(session, LIN, tea, "second")
    assert row.opened_at == first
    assert row.last_opened_at and first and row.last_opened_at > first
    assert learning(session, LIN, [tea])["tea"].resume == "second"
    assert ledger(session) == [("course:enrolled", "")]


def test_many_presses_at_the_same_moment_are_one(
    session: Session, database: Database, tea: Published
) -> None:
    def press(_number: int) -> None:
        with database.session() as own:
            complete_lesson(own, LIN, tea, "first")
            own.commit()

    session.commit()  # this test's own session must not hold the turn to write
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, range(12)))
    assert ledger(session) == [("course:enrolled", ""), ("lesson:completed", "first")]
