"""A trainer writes a question of each type: sees what is missing, mends it, publishes it, and it says what was meant."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quizzes.models import Question, QuestionTag, QuestionVersion
from quizzes.questions.fields import Fields
from quizzes.questions.register import TYPES
from tests.cast import LIN, SOFIA
from tests.conftest import SignIn
from tests.quizzes import samples
from tests.quizzes.authoring.conftest import Look
from tests.quizzes.authoring.page import filled, form_of

Written = dict[str, Any]


def both(name: str, text: str) -> Written:
    """A text in both languages, as form fields."""
    return {f"{name}__en": text, f"{name}__zh_Hans": f"{text}（中）"}


def said(text: str) -> dict[str, str]:
    """The same as a body has it."""
    return {"en": text, "zh_Hans": f"{text}（中）"}


def option(number: int, text: str) -> Written:
    """A row of options."""
    return both(f"options__{number}__text", text)


STORIES: dict[str, tuple[Written, str, Written, dict[str, Any]]] = {
    "single": (
        option(1, "Yes") | option(3, "No"),
        "Mark exactly one option as right.",
        {"options__correct": "3"},
        {"options": [{"id": "a", "text": said("Yes")}, {"id": "b", "text": said("No"), "correct": True}]},
    ),
    "multiple": (
        option(1, "One") | option(2, "Two") | {"options__correct": ["1", "2"], "scoring": "partial"},
        "Write 3 to 8 of these.",
        option(3, "Three") | both("options__3__feedback", "Because"),
        {
            "options": [
                {"id": "a", "text": said("One"), "correct": True},
                {"id": "b", "text": said("Two"), "correct": True},
                {"id": "c", "text": said("Three"), "feedback": said("Because")},
            ],
            "scoring": "partial",
        },
    ),
    "true_false": ({}, "Choose true or false.", {"answer": "false"}, {"answer": False}),
    "numeric": (
        {"answer": "about two", "tolerance__kind": "absolute", "tolerance": "0,005"} | both("unit", "kg"),
        "Write the answer as a number, without its unit.",
        {"answer": "1,68"},
        {"answer": 1.68, "tolerance": 0.005, "unit": said("kg")},
    ),
    "short_text": (
        {"accepted__en": "tatami\r\n\r\nTatami mat"},
        "Accepted answers in 简体中文 are missing.",
        {"accepted__zh_Hans": "榻榻米"},
        {"accepted": {"en": ["tatami", "Tatami mat"], "zh_Hans": ["榻榻米"]}},
    ),
    "matching": (
        both("pairs__1__left", "A") | both("pairs__1__right", "1") | both("pairs__2__left", "B"),
        "The text in English is missing.",
        both("pairs__2__right", "2"),
        {
            "pairs": [
                {"id": "a", "left": said("A"), "right": said("1")},
                {"id": "b", "left": said("B"), "right": said("2")},
            ]
        },
    ),
    "ordering": (
        both("items__1__text", "First") | both("items__2__text", "Second"),
        "Write 3 to 8 of these.",
        both("items__4__text", "Third"),
        {
            "items": [
                {"id": "a", "text": said("First")},
                {"id": "b", "text": said("Second")},
                {"id": "c", "text": said("Third")},
            ]
        },
    ),
}


def send(trainer: FlaskClient, form: dict[str, list[str]], do: str, at: str) -> Any:
    """Presses a button of the page."""
    return trainer.post(at, data={**form, "do": [do]})


@pytest.mark.parametrize("type_name", STORIES)
def test_a_question_of_each_type_is_written_mended_and_published(
    trainer: FlaskClient, look: Look, type_name: str
) -> None:
    first, fault, second, own = STORIES[type_name]
    at = f"/question-bank/new?type={type_name}"
    labels = {"new-pool": "manners", "tags": "tea, 茶，manners", "points": "2"} | both(
        "stem", "A *question*?"
    )
    refused = send(trainer, filled(trainer.get(at).text, **labels, **first), "publish", at)
    assert refused.status_code == 422
    assert fault in refused.text
    assert look(select(Question)) == []

    done = send(trainer, filled(refused.text, **second), "publish", at)
    assert done.status_code == 303
    [row] = look(select(Question))
    [version] = look(select(QuestionVersion))
    assert version.body == {
        "id": row.key,
        "type": type_name,
        "tags": ["manners", "tea", "茶"],
        "level": "apply",
        "difficulty": "medium",
        "points": 2,
        "stem": said("A *question*?"),
        **own,
    }
    assert (row.state, row.published_id, row.draft_id, row.pool) == ("published", version.id, None, "manners")
    assert (version.author_id, version.points, version.number) == (SOFIA, 2, 1)
    assert set(look(select(QuestionTag.tag))) == {"manners", "tea", "茶"}
    page = trainer.get(done.location).text
    assert "In use" in page
    assert "<em>question</em>" in page


def test_the_form_of_a_saved_question_is_sent_back_unchanged(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    for key in look(select(Question.key)):
        at = f"/question-bank/{key}/edit"
        assert send(trainer, form_of(trainer.get(at).text), "save", at).status_code == 303
    assert look(select(Question.draft_id)) == [None] * len(samples.ALL)


def test_a_fault_is_linked_from_the_top_to_its_field(trainer: FlaskClient) -> None:
    at = "/question-bank/new?type=single"
    refused = send(trainer, filled(trainer.get(at).text, stem__en="Only English"), "publish", at).text
    assert '<a href="#stem-zh_Hans">Question: The text in 简体中文 is missing.</a>' in refused
    assert 'id="stem-zh_Hans-error"' in refused
    assert 'aria-describedby="stem-zh_Hans-error" aria-invalid="true"' in refused
    assert "Only English</textarea>" in refused


def test_a_draft_may_be_incomplete_and_says_what_is_left(trainer: FlaskClient, look: Look) -> None:
    at = "/question-bank/new?type=numeric"
    form = filled(trainer.get(at).text, new__pool="sizes", stem__zh_Hans="多大？", answer="soon")
    saved = send(trainer, form, "save", at)
    assert saved.status_code == 303
    page = trainer.get(saved.location).text
    assert "2 things are still to be done" in page
    assert "Write the answer as a number" in page
    assert form_of(page)["answer"] == ["soon"]
    assert look(select(Question.state)) == ["draft"]
    assert "1 question of yours is a draft" in trainer.get("/").text


def test_nothing_at_all_is_not_saved(trainer: FlaskClient, look: Look) -> None:
    at = "/question-bank/new?type=single"
    assert send(trainer, form_of(trainer.get(at).text), "save", at).status_code == 422
    assert look(select(Question)) == []


def test_publishing_without_a_translation_needs_a_tick_and_shows_the_fallback(
    trainer: FlaskClient, look: Look
) -> None:
    at = "/question-bank/new?type=true_false"
    form = filled(trainer.get(at).text, new__pool="tea", stem__zh_Hans="先倒茶。", answer="true")
    assert send(trainer, form, "publish", at).status_code == 422
    done = send(trainer, form | {"untranslated": ["yes"]}, "publish", at)
    assert done.status_code == 303
    assert '<span lang="zh-Hans">先倒茶。</span>' in trainer.get(done.location).text
    assert "Incomplete in English" in trainer.get("/question-bank?missing=en").text
    assert "No question fits" in trainer.get("/question-bank?missing=zh_Hans").text


def test_save_and_write_another_keeps_the_labels(trainer: FlaskClient) -> None:
    at = "/question-bank/new?type=single"
    form = filled(trainer.get(at).text, new__pool="tea", tags="green", stem__en="One?", level="remember")
    again = trainer.get(send(trainer, form, "save-new", at).location)
    fields = Fields((name, value) for name, values in form_of(again.text).items() for value in values)
    assert [fields.text(name) for name in ("pool", "tags", "level", "stem-en")] == [
        "tea",
        "green",
        "remember",
        "",
    ]
    assert form_of(again.text)["key"] != form["key"]


def test_buttons_for_rows_work_by_posting_and_keep_what_is_typed(trainer: FlaskClient, look: Look) -> None:
    at = "/question-bank/new?type=ordering"
    written = both("items__1__text", "First") | {"items__2__text__en": "Second", "stem__en": "Order?"}
    added = send(trainer, filled(trainer.get(at).text, **written), "add:items", at)
    assert added.status_code == 200
    form = form_of(added.text)
    assert "items-5-id" in form
    assert 'id="items-5-text-en" name="items-5-text-en" rows="2" lang="en" dir="auto" autofocus' in added.text
    moved = form_of(send(trainer, form, "up:items:2", at).text)
    rows = Fields((name, value) for name, values in moved.items() for value in values).rows("items")
    assert rows == ["2", "1", "3", "4", "5"]
    removed = form_of(send(trainer, moved, "remove:items:1", at).text)
    assert "items-1-id" not in removed
    assert removed["items-2-text-en"] == ["Second"]
    assert removed["stem-en"] == ["Order?"]
    assert look(select(Question)) == []


def test_the_type_is_chosen_first(trainer: FlaskClient) -> None:
    page = trainer.get("/question-bank/new").text
    assert page.count("/question-bank/new?type=") == len(TYPES)
    assert "What shall the learner do?" in trainer.get("/question-bank/new?type=essay").text


@pytest.mark.parametrize("key", ["", "s1", "q-1234", "q-ZZZZZZZZZZ"])
def test_a_new_question_takes_no_key_but_one_we_gave(trainer: FlaskClient, key: str) -> None:
    answer = trainer.post("/question-bank/new?type=single", data={"key": key, "stem-en": "x", "do": "save"})
    assert answer.status_code == 400


def test_an_agent_may_not_enter(sign_in: SignIn, bank: None) -> None:
    agent = sign_in(LIN)
    for address in (
        "/question-bank",
        "/question-bank/s1/edit",
        "/quiz-editor",
        "/quiz-editor/sample/preview",
    ):
        assert agent.get(address).status_code == 403
    assert agent.post("/question-bank/preview", data={"type": "single"}).status_code == 403
    assert agent.post("/question-bank/s1/state", data={"do": "retire"}).status_code == 403
    assert "question-bank" not in agent.get("/").text


def test_what_cannot_be_stored_is_left_out_and_nothing_breaks(trainer: FlaskClient, look: Look) -> None:
    at = "/question-bank/new?type=single"
    form = filled(trainer.get(at).text, stem__en="Nul\0l <b>bold</b>", new__pool="p" * 300, points="1e999")
    assert send(trainer, form, "save", at).status_code == 303
    [body] = look(select(QuestionVersion.body))
    assert body["stem"] == {"en": "Null <b>bold</b>"}
    assert "<b>bold</b>" not in trainer.get("/question-bank").text
