"""A learner looks a sentence up in the other language, in the middle of a lesson, and stays where they were."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.cast import LIN
from tests.courses.sample import load
from tests.journeys.conftest import SignedInPage

pytestmark = pytest.mark.browser

EN = "\n\n".join(f"Sentence {number} of the tea lesson, told at some length. " * 4 for number in range(30))
ZH = "\n\n".join(f"第{number}句。" for number in range(30))
HEIGHT = "part => part.getBoundingClientRect().top"


def test_the_other_language_opens_at_the_same_sentence(
    signed_in_page: SignedInPage, session: Session, tmp_path: Path
) -> None:
    load(session, tmp_path, second_en=EN, second_zh_Hans=ZH)
    page = signed_in_page(LIN)
    page.goto("/courses/tea/second")
    page.evaluate("window.scrollTo(0, document.querySelector('.lesson__text').children[12].offsetTop - 200)")
    before = page.get_by_text("Sentence 12 of").evaluate(HEIGHT)
    switch = page.get_by_role("link", name="简体中文")
    expect(switch).to_be_in_viewport()
    switch.dispatch_event("click")
    sentence = page.get_by_text("第12句。")
    expect(sentence).to_be_in_viewport()
    assert abs(sentence.evaluate(HEIGHT) - before) < 2
