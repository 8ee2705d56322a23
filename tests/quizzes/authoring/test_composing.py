"""Composing a quiz: fixed questions and draws, shortages named, a preview that keeps nothing, publishing with a summary."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.records.models import Record
from quizzes.models import Answer, Attempt, Quiz, QuizVersion
from tests.cast import LIN
from tests.conftest import SignIn
from tests.quizzes.authoring.conftest import Look
from tests.quizzes.authoring.page import filled, form_of

NEW = "/quiz-editor/new"
EDIT = "/quiz-editor/sample/edit"


def _send(trainer: FlaskClient, at: str, form: dict[str, list[str]], do: str) -> Any:
    return trainer.post(at, data={**form, "do": [do]})


def _titled(trainer: FlaskClient, **more: str) -> dict[str, list[str]]:
    return filled(trainer.get(NEW).text, title__en="Tea and trade", title__zh_Hans="茶与贸易", **more)


def _body(look: Look, key: str) -> dict[str, Any]:
    query = select(QuizVersion.body).join(Quiz, Quiz.id == QuizVersion.quiz_id).where(Quiz.key == key)
    body: dict[str, Any] = look(query.order_by(QuizVersion.number.desc()))[0]
    return body


def _publish(trainer: FlaskClient, key: str) -> Any:
    page = trainer.get(f"/quiz-editor/{key}/publish").text
    based_on = re.search(r'name="based-on" value="([^"]+)"', page)
    assert based_on, "the page offers nothing to publish"
    return trainer.post(f"/quiz-editor/{key}/publish", data={"based-on": based_on[1]})


def test_a_quiz_is_composed_published_and_taken(
    trainer: FlaskClient, sign_in: SignIn, bank: None, look: Look
) -> None:
    found = _send(trainer, NEW, _titled(trainer, find="of t1"), "find")
    assert "question:t1" in found.text
    assert "question:s1" not in found.text
    with_fixed = _send(trainer, NEW, form_of(found.text), "question:t1")
    with_draw = _send(trainer, NEW, form_of(with_fixed.text), "add:items")
    form = filled(with_draw.text, items__2__draw="2", items__2__tags="sample", pass_mark="60", attempts="")
    saved = _send(trainer, NEW, form, "review")
    assert saved.location == "/quiz-editor/tea-and-trade/publish"
    assert _body(look, "tea-and-trade") == {
        "key": "tea-and-trade",
        "title": {"en": "Tea and trade", "zh_Hans": "茶与贸易"},
        "items": [{"question": "t1"}, {"draw": 2, "tags": ["sample"]}],
        "pass_mark": 60,
        "time_limit_minutes": 20,
        "wait_minutes": 10,
        "shuffle_questions": True,
        "shuffle_options": True,
        "show_after": "answers",
    }
    agent = sign_in(LIN)
    assert agent.get("/quizzes/tea-and-trade").status_code == 404
    assert "Learners can take the quiz as soon as it is published" in trainer.get(saved.location).text
    assert _publish(trainer, "tea-and-trade").status_code == 303
    started = agent.post("/quizzes/tea-and-trade/attempts")
    page = agent.get(started.location).text
    assert "Stem of t1" in page
    assert "Question 3 of 3" in page


def test_lines_move_and_a_question_is_added_once(trainer: FlaskClient, bank: None, look: Look) -> None:
    page = _send(trainer, EDIT, form_of(trainer.get(EDIT).text), "question:s1").text
    moved = _send(trainer, EDIT, form_of(page), "down:items:1").text
    assert _send(trainer, EDIT, form_of(moved), "save").status_code == 303
    assert _body(look, "sample")["items"] == [{"draw": 2, "tags": ["sample"]}, {"question": "s1"}]


def test_shortages_are_named_before_publishing(trainer: FlaskClient, bank: None, look: Look) -> None:
    form = filled(trainer.get(EDIT).text, items__2__draw="9")
    assert _send(trainer, EDIT, form, "save").status_code == 303
    message = "Line 2: 9 are to be drawn, and 7 in use have sample. Draw fewer, or write more."
    assert message in trainer.get(EDIT).text
    review = trainer.get("/quiz-editor/sample/publish").text
    assert message in review
    assert "based-on" not in review
    version = look(select(QuizVersion).order_by(QuizVersion.number.desc()))[0]
    refused = trainer.post(
        "/quiz-editor/sample/publish", data={"based-on": f"{version.id}-{version.digest[:16]}"}
    )
    assert refused.status_code == 422
    assert message in trainer.get("/quiz-editor/sample/preview?sample=1").text


def test_a_quiz_without_lines_is_told_what_it_lacks_in_its_own_words(trainer: FlaskClient) -> None:
    assert _send(trainer, NEW, _titled(trainer), "save").status_code == 303
    assert (
        "What it asks: Add a question, or draw some at random."
        in trainer.get("/quiz-editor/tea-and-trade/publish").text
    )


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        ("sample", "7 questions in use have all these tags."),
        ("sample，nothing", "0 questions in use have all these tags."),
        (" , ", ""),
    ],
)
def test_the_number_to_draw_from_is_told_at_once(
    trainer: FlaskClient, bank: None, look: Look, tags: str, text: str
) -> None:
    answer = trainer.get("/quiz-editor/available", query_string={"tags": tags})
    assert answer.get_json()["text"] == text


def test_the_summary_says_what_changes_and_past_attempts_keep_theirs(
    trainer: FlaskClient, sign_in: SignIn, bank: None, look: Look
) -> None:
    agent = sign_in(LIN)
    attempt = agent.post("/quizzes/sample/attempts").location
    form = filled(trainer.get(EDIT).text, pass_mark="80", title__en="Harder quiz", items__2__draw="3")
    assert _send(trainer, EDIT, form, "review").status_code == 303
    review = trainer.get("/quiz-editor/sample/publish").text
    for text in ("50%", "80%", "Sample quiz", "Harder quiz", "3 drawn from sample", "2 drawn from sample"):
        assert text in review
    assert "Sample quiz" in agent.get("/quizzes/sample").text
    for _ in range(2):  # the second click finds it published
        assert (
            trainer.post(
                "/quiz-editor/sample/publish",
                data={"based-on": form_value(review, "based-on")},
            ).status_code
            == 303
        )
    assert "Harder quiz" in agent.get("/quizzes/sample").text
    assert "Sample quiz" in agent.get(attempt).text
    assert look(select(QuizVersion.number)) == [1, 2]
    assert "Sample quiz" in trainer.get("/quiz-editor/sample/versions/1").text


def form_value(page: str, name: str) -> str:
    """One hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found
    return found[1]


def test_what_was_not_reviewed_is_not_published(trainer: FlaskClient, bank: None, look: Look) -> None:
    _send(trainer, EDIT, filled(trainer.get(EDIT).text, pass_mark="80"), "save")
    review = trainer.get("/quiz-editor/sample/publish").text
    _send(trainer, EDIT, filled(trainer.get(EDIT).text, pass_mark="10"), "save")
    answer = trainer.post("/quiz-editor/sample/publish", data={"based-on": form_value(review, "based-on")})
    assert answer.status_code == 409
    assert "Look at it again before you publish" in answer.text


def test_saving_over_a_newer_draft_is_refused(trainer: FlaskClient, bank: None, look: Look) -> None:
    mine, theirs = trainer.get(EDIT).text, trainer.get(EDIT).text
    assert _send(trainer, EDIT, filled(theirs, pass_mark="80"), "save").status_code == 303
    refused = _send(trainer, EDIT, filled(mine, pass_mark="10"), "save")
    assert refused.status_code == 409
    assert form_of(refused.text)["pass_mark"] == ["10"]
    assert _body(look, "sample")["pass_mark"] == 80


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title__en": "", "title__zh_Hans": ""}, "Give the quiz a title."),
        ({"address": "Not an address"}, "Give a key of lower-case letters"),
        ({"address": "attempts"}, "that is not a reserved word"),
        ({"address": "available"}, "that is not a reserved word"),
        ({"address": "sample"}, "Another quiz has this address; choose another."),
    ],
)
def test_a_draft_needs_a_title_and_an_address(
    trainer: FlaskClient, bank: None, look: Look, change: dict[str, str], message: str
) -> None:
    refused = _send(trainer, NEW, filled(trainer.get(NEW).text, **({"title__en": "T"} | change)), "save")
    assert refused.status_code == 422
    assert message in refused.text
    assert look(select(Quiz.key)) == ["sample"]


def test_a_chinese_title_alone_gives_a_spare_address_once(trainer: FlaskClient, look: Look) -> None:
    form = filled(trainer.get(NEW).text, title__zh_Hans="茶")
    for _ in range(2):
        assert _send(trainer, NEW, form, "save").status_code == 303
    assert re.fullmatch(r"quiz-[0-9a-f]{6}", look(select(Quiz.key))[0])


def test_an_unfinished_draft_shows_everywhere_without_breaking(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    form = filled(trainer.get(NEW).text, title__en="Unfinished", pass_mark="most", time_limit_minutes="soon")
    page = _send(trainer, NEW, form, "add:items").text
    assert _send(trainer, NEW, filled(page, items__1__draw="many"), "save").status_code == 303
    for address in (
        "",
        "/unfinished",
        "/unfinished/edit",
        "/unfinished/publish",
        "/unfinished/preview?sample=1",
    ):
        answer = trainer.get(f"/quiz-editor{address}")
        assert answer.status_code == 200, address
    assert "Write the pass mark in per cent" in answer.text
    assert trainer.get("/question-bank/s1").status_code == 200
    assert "1 quiz of yours is a draft" in trainer.get("/").text


def test_the_preview_keeps_nothing(trainer: FlaskClient, bank: None, look: Look) -> None:
    page = trainer.get("/quiz-editor/sample/preview")
    assert page.status_code == 303
    address = page.location
    asked = trainer.get(address).text
    assert "nothing you answer is kept" in asked
    assert "Right answer" not in asked
    shown = trainer.get(f"{address}&answers=1").text
    assert "Right answer" in shown
    number = re.search(r'name="slot-(\d+)-choice" value="b"', asked)
    assert number
    marked = trainer.post(address, data={f"slot-{number[1]}-choice": "b"}).text
    assert "of 3 points" in marked
    assert look(select(Attempt.id)) == look(select(Answer.attempt_id)) == look(select(Record.id)) == []


def test_a_quiz_is_retired_and_restored(
    trainer: FlaskClient, sign_in: SignIn, bank: None, look: Look
) -> None:
    agent = sign_in(LIN)
    trainer.post("/quiz-editor/sample/state", data={"do": "retire"})
    assert agent.get("/quizzes/sample").status_code == 404
    trainer.post("/quiz-editor/sample/state", data={"do": "restore"})
    assert agent.get("/quizzes/sample").status_code == 200
