"""The pages as a learner meets them."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courses.models import Enrolment, LessonProgress
from courses.services.importing import import_courses, prepare
from courses.source.reading import read_courses
from lms.identity.models import Person
from lms.records.models import Record
from tests.cast import LIN
from tests.conftest import SignIn
from tests.courses.sample import load, write


@pytest.fixture
def lin(session: Session, tmp_path: Path, sign_in: SignIn) -> FlaskClient:
    load(session, tmp_path)
    return sign_in(LIN)


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_from_the_catalogue_to_completion(lin: FlaskClient, session: Session) -> None:
    assert "First cup" not in text(lin, "/courses")
    assert "Start the course" in text(lin, "/courses/tea")
    assert lin.post("/courses/tea/enrolments").location == "/courses/tea/first"
    assert "Done, next lesson" in text(lin, "/courses/tea/first")
    assert lin.post("/courses/tea/first/completions").location == "/courses/tea/second"
    catalogue = text(lin, "/courses")
    assert "In progress" in catalogue
    assert "Continue: Second cup" in catalogue
    assert "1 of 2 steps, 50 %" in catalogue
    assert lin.post("/courses/tea/second/completions").location == "/courses/tea"
    page = text(lin, "/courses/tea")
    assert "You have completed this course." in page
    assert "Read again" in page
    session.rollback()
    actions = session.scalars(
        select(Record.action).where(Record.subject_key == "tea").order_by(Record.id)
    ).all()
    assert actions == ["course:enrolled", "lesson:completed", "lesson:completed", "course:completed"]


def test_a_double_click_is_one(lin: FlaskClient, session: Session) -> None:
    for _each in range(2):
        lin.post("/courses/tea/enrolments")
        lin.post("/courses/tea/first/completions")
    actions = session.scalars(select(Record.action).where(Record.person_id == LIN).order_by(Record.id)).all()
    assert actions == ["course:enrolled", "lesson:completed"]


def test_looking_writes_nothing(lin: FlaskClient, session: Session) -> None:
    for path in (
        "/courses",
        "/courses/tea",
        "/courses/tea/first",
        "/courses/tea/extra",
        "/courses?q=tea",
        "/",
    ):
        text(lin, path)
    for table in (Enrolment, LessonProgress, Record):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_done_without_starting_enrols(lin: FlaskClient, session: Session) -> None:
    assert lin.post("/courses/tea/second/completions").location == "/courses/tea/extra"
    assert session.get(Enrolment, (LIN, "tea")) is not None


def test_the_language_of_a_lesson_is_a_view_of_it(lin: FlaskClient, session: Session) -> None:
    english = text(lin, "/courses/tea/first")
    assert 'href="/courses/tea/first?language=zh_Hans"' in english
    chinese = text(lin, "/courses/tea/first?language=zh_Hans")
    assert "先温壶。" in chinese
    assert "Done, next lesson" in chinese  # the interface stays in its own language
    assert 'href="../tea/second?language=zh_Hans"' in chinese
    answer = lin.post("/courses/tea/first/completions?language=zh_Hans")
    assert answer.location == "/courses/tea/second?language=zh_Hans"
    assert session.get_one(Person, LIN).locale is None
    assert "Warm the pot" in text(lin, "/courses/tea/first?language=klingon")


def test_a_missing_translation_shows_the_base_and_says_so(
    session: Session, tmp_path: Path, sign_in: SignIn
) -> None:
    root = write(tmp_path)
    (root / "tea/lessons/second.zh_Hans.md").unlink()
    import_courses(session, [prepare(course) for course in read_courses(root).courses])
    session.commit()
    client = sign_in(LIN)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    page = text(client, "/courses/tea/second")
    assert "Nothing is hurried." in page
    assert '<div class="reading lesson__text" lang="en">' in page
    assert "flash--info" in page
    assert "flash--info" not in text(client, "/courses/tea/first")


@pytest.mark.parametrize("words", ["倒茶", "温壶", "第一", "ｐｏｔ", "POT warm", "tea"])
def test_search_finds(lin: FlaskClient, words: str) -> None:
    page = text(lin, f"/courses?q={words}")
    assert "Nothing found" not in page
    assert "/courses/tea/first" in page or "/courses/tea" in page


def test_search_shows_the_place_and_opens_the_language_it_was_found_in(lin: FlaskClient) -> None:
    page = text(lin, "/courses?q=温壶")
    assert "<mark>温壶</mark>" in page
    assert 'href="/courses/tea/first?language=zh_Hans"' in page


@pytest.mark.parametrize("words", ["%", "_", "zebra", "A source was read", "<script>"])
def test_search_finds_nothing_where_nothing_is(lin: FlaskClient, words: str) -> None:
    page = text(lin, f"/courses?q={words}")
    assert "Nothing found for" in page
    assert "<script>”" not in page


def test_no_courses_yet(sign_in: SignIn) -> None:
    assert "No courses yet" in text(sign_in(LIN), "/courses")


def test_what_is_not_there_is_not_found(lin: FlaskClient, session: Session) -> None:
    for path in ("/courses/coffee", "/courses/tea/third", "/courses/coffee/first"):
        text(lin, path, 404)
    for path in ("/courses/coffee/enrolments", "/courses/tea/third/completions"):
        assert lin.post(path).status_code == 404
    import_courses(session, [])
    session.commit()
    text(lin, "/courses/tea", 404)


def test_signed_out_people_sign_in_first(lin: FlaskClient, client: FlaskClient) -> None:
    assert "/sign-in" in client.get("/courses/tea/first").location
    assert client.post("/courses/tea/enrolments").status_code == 302


def test_course_page_says_where_its_claims_come_from(lin: FlaskClient) -> None:
    page = text(lin, "/courses/tea")
    assert 'id="source-D1"' in page
    assert "https://example.com/tea" in page
    assert "Nov 22, 2026" in page
    assert "Awaiting a local reviewer" in page
    assert 'id="source-D1"' in text(lin, "/courses/tea/first")
    assert 'id="source-D1"' not in text(lin, "/courses/tea/second")


def test_nothing_inline(lin: FlaskClient) -> None:
    for path in ("/courses", "/courses/tea", "/courses/tea/first"):
        page = text(lin, path)
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
