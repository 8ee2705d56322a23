"""Where courses meet the rest: the seam, the learner's next steps, and the quiz a course asks for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from courses.models import Enrolment
from courses.next_steps import next_steps
from courses.queries.published import find_published
from courses.services.learning import complete_lesson
from lms.activities import Activities
from lms.database import Database
from lms.feature import NextStep
from lms.identity.permissions import Role, Viewer
from lms.records.actions import Action
from lms.records.models import Record
from lms.records.services import Entry, record
from quizzes.models import Quiz, QuizVersion
from tests.cast import CHEN, LIN
from tests.conftest import SignIn
from tests.courses.sample import COURSE, load, with_quiz


def add_quiz(session: Session, key: str) -> None:
    quiz = Quiz(key=key, state="published")
    session.add(quiz)
    session.flush()
    body = {"key": key, "title": {"en": "Tea: check"}, "intro": {}, "items": [], "pass_mark": 70}
    version = QuizVersion(quiz_id=quiz.id, number=1, body=body, digest="0" * 64)
    session.add(version)
    session.flush()
    quiz.published_id = version.id
    session.commit()


def pass_quiz(session: Session, key: str) -> None:
    record(session, Entry(Action.RESULT_GRADED, LIN, "quiz", key, score=9, max_score=10, passed=True))
    session.commit()


def steps(app: Flask, session: Session, person_id: int) -> list[NextStep]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        return next_steps(session, Viewer(person_id, "Somebody", None, frozenset({Role.AGENT})))


def test_the_seam_names_courses_and_lessons(app: Flask, session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    activities: Activities = app.extensions["attune.activities"]
    with app.test_request_context():
        course = activities.get(session, "course", "tea")
        lesson = activities.get(session, "lesson", "tea/second")
        assert course and (course.url, course.minutes, course.market) == ("/courses/tea", 12, "DE")
        assert lesson and (lesson.url, lesson.title["zh_Hans"]) == ("/courses/tea/second", "第二杯")
        assert activities.find(session, "lesson", ["tea/gone", "nonsense", "a/b/c"]) == {}
        assert [each.key for each in activities.all(session, "lesson")] == [
            "tea/first",
            "tea/second",
            "tea/extra",
        ]
        assert [each.key for each in activities.all(session, "course")] == ["tea"]


def test_a_course_of_my_market_is_suggested_until_begun(app: Flask, session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    (suggested,) = steps(app, session, LIN)
    assert (suggested.rank, suggested.url) == (60, "/courses/tea")
    assert steps(app, session, CHEN) == []
    course = find_published(session, "tea")
    assert course
    complete_lesson(session, LIN, course, "first")
    (going_on,) = steps(app, session, LIN)
    assert (going_on.rank, going_on.detail, going_on.url) == (
        40,
        "Continue: Second cup",
        "/courses/tea/second",
    )
    complete_lesson(session, LIN, course, "second")
    assert steps(app, session, LIN) == []


def test_an_agent_is_pointed_to_the_foundations_whatever_markets_they_serve(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    load(session, tmp_path, COURSE.replace("kind: market\nmarket: DE", "kind: foundations"))
    (suggested,) = steps(app, session, CHEN)
    assert (suggested.detail, suggested.url) == ("The course before every market.", "/courses/tea")


def test_a_quiz_knows_the_way_back_to_its_course(lin: FlaskClient) -> None:
    assert '<a href="/courses/tea">Tea' in lin.get("/quizzes/tea-quiz").get_data(as_text=True)


@pytest.fixture
def lin(session: Session, tmp_path: Path, sign_in: SignIn) -> FlaskClient:
    load(session, tmp_path, with_quiz("tea-quiz"))
    add_quiz(session, "tea-quiz")
    return sign_in(LIN)


def test_the_last_lesson_leads_to_the_quiz_and_passing_completes(
    app: Flask, lin: FlaskClient, session: Session
) -> None:
    lin.post("/courses/tea/first/completions")
    lin.post("/courses/tea/second/completions")
    page = lin.get("/courses/tea/extra").get_data(as_text=True)
    assert "Done, on to the quiz" in page
    quiz_url = lin.post("/courses/tea/extra/completions").location
    assert "tea-quiz" in quiz_url
    page = lin.get("/courses/tea").get_data(as_text=True)
    assert "Take the quiz" in page
    assert "2 of 3 steps, 66 %" in page
    assert steps(app, session, LIN)[0].url == quiz_url
    session.rollback()
    pass_quiz(session, "tea-quiz")
    page = lin.get("/courses/tea").get_data(as_text=True)
    assert "Read again" in page
    assert "Passed" in page


@pytest.mark.parametrize(("lesson_day", "completed_day"), [(1, 3), (5, 5)])
def test_a_course_is_completed_when_its_last_part_was_however_late_that_is_noticed(
    session: Session, tmp_path: Path, lesson_day: int, completed_day: int
) -> None:
    start = datetime(2026, 9, 1, 9, tzinfo=UTC)
    load(session, tmp_path, with_quiz("tea-quiz"))
    course = find_published(session, "tea")
    assert course
    with time_machine.travel(start, tick=False) as clock:
        complete_lesson(session, LIN, course, "first")
        clock.move_to(start + timedelta(days=lesson_day))
        complete_lesson(session, LIN, course, "second")
        clock.move_to(start + timedelta(days=10))
        complete_lesson(session, LIN, course, "extra")  # optional: the course did not wait for it
        clock.move_to(start + timedelta(days=23))
        third = start + timedelta(days=3)
        record(session, Entry(Action.RESULT_GRADED, LIN, "quiz", "tea-quiz", third, passed=True))
    expected = start + timedelta(days=completed_day)
    assert session.scalars(select(Enrolment.completed_at)).all() == [expected]
    line = select(Record.happened_at).where(Record.action == "course:completed")
    assert session.scalars(line).all() == [expected]


def test_a_quiz_that_is_not_there_is_said(session: Session, tmp_path: Path, sign_in: SignIn) -> None:
    load(session, tmp_path, with_quiz("gone"))
    client = sign_in(LIN)
    for lesson in ("first", "second", "extra"):
        assert client.post(f"/courses/tea/{lesson}/completions").location.startswith("/courses/tea")
    page = client.get("/courses/tea").get_data(as_text=True)
    assert "The quiz of this course is not open at the moment" in page


def test_everything_fulfilled_by_a_change_is_closed_by_one_button(
    session: Session, tmp_path: Path, lin: FlaskClient
) -> None:
    lin.post("/courses/tea/first/completions")
    lin.post("/courses/tea/second/completions")
    load(session, tmp_path)  # the new version asks for no quiz
    assert "Complete the course" in lin.get("/courses/tea").get_data(as_text=True)
    assert lin.post("/courses/tea/enrolments").location == "/courses/tea"
    assert "Read again" in lin.get("/courses/tea").get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "most"), [("/courses/tea/first", 11), ("/courses", 13), ("/courses/tea", 12)]
)
def test_pages_ask_the_database_little(lin: FlaskClient, database: Database, path: str, most: int) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    lin.get(path)  # the quiz's rules are read once per process: at most one more than usual
    assert len(asked) <= most, asked
