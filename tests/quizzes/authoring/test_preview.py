"""The live preview: the question as the learner sees it, from whatever stands in the form."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quizzes.questions.register import TYPES
from tests.quizzes import samples
from tests.quizzes.authoring.page import filled, form_of

every_type = pytest.mark.parametrize("body", samples.ALL, ids=lambda body: body["type"])
KEYS: dict[str, dict[str, list[str]]] = {
    "single": {"choice": ["b"]},
    "multiple": {"choices": ["a", "c"]},
    "true_false": {"choice": ["false"]},
    "numeric": {"value": ["1,68 kg"]},
    "short_text": {"text": ["TATAMI"]},
}


def _preview(trainer: FlaskClient, form: dict[str, list[str]], **more: str | list[str]) -> Any:
    return trainer.post("/question-bank/preview", data={**form, "do": "preview", **more})


@every_type
def test_the_fragment_shows_the_question_in_each_language(
    trainer: FlaskClient, bank: None, body: dict[str, Any]
) -> None:
    form = form_of(trainer.get(f"/question-bank/{body['id']}/edit").text)
    english = _preview(trainer, form, **{"preview-language": "en"}).text
    chinese = _preview(trainer, form, **{"preview-language": "zh_Hans"}).text
    assert f"Stem of {body['id']}</p>" in english
    assert f"Stem of {body['id']}（中文）</p>" in chinese
    assert "<html" not in english
    assert 'name="slot-1-' in english
    assert "Why, of" not in english  # feedback comes after the answer


@pytest.mark.parametrize("type_name", TYPES)
def test_an_unfinished_question_is_shown_too(trainer: FlaskClient, type_name: str) -> None:
    form = form_of(trainer.get(f"/question-bank/new?type={type_name}").text)
    answer = _preview(trainer, form | {"stem-en": ["Half a que"]})
    assert answer.status_code == 200
    assert "Half a que" in answer.text
    marked = _preview(trainer, form, do="mark").text
    assert "Complete the question first" in marked


@pytest.mark.parametrize("type_name", KEYS)
def test_an_answer_can_be_tried_out(trainer: FlaskClient, bank: None, type_name: str) -> None:
    body = next(body for body in samples.ALL if body["type"] == type_name)
    form = form_of(trainer.get(f"/question-bank/{body['id']}/edit").text)
    given = {f"slot-1-{name}": values for name, values in KEYS[type_name].items()}
    right = _preview(trainer, form | given, do="mark").text
    assert ">Right</span>" in right
    assert f"Why, of {body['id']}" in right
    assert ">Not answered</span>" in _preview(trainer, form, do="mark").text


def test_an_answer_that_does_not_fit_is_explained(trainer: FlaskClient, bank: None) -> None:
    form = form_of(trainer.get("/question-bank/n1/edit").text) | {"slot-1-value": ["heavy"]}
    assert "Write a number in digits" in _preview(trainer, form, do="mark").text


def test_without_a_script_the_page_itself_shows_it(trainer: FlaskClient, bank: None) -> None:
    at = "/question-bank/s1/edit"
    form = filled(trainer.get(at).text, stem__en="Newly **typed**", preview__language="en")
    page = trainer.post(at, data={**form, "do": ["preview"]}).text
    assert "Newly <strong>typed</strong>" in page
    assert form_of(page)["stem-en"] == ["Newly **typed**"]


def test_what_is_typed_cannot_become_a_page_of_its_own(trainer: FlaskClient) -> None:
    form = form_of(trainer.get("/question-bank/new?type=single").text)
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    text = _preview(trainer, form | {"stem-en": [hostile], "options-1-text-en": [hostile]}).text
    assert "<script>" not in text
    assert "<img" not in text


def test_a_preview_of_nothing_known_is_refused(trainer: FlaskClient) -> None:
    assert trainer.post("/question-bank/preview", data={"type": "essay"}).status_code == 400
