"""A trainer writes a question with the live preview, publishes it, and composes and publishes a quiz with it."""

import json
import re

import pytest
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizzes.content_import import import_pools
from quizzes.models import Quiz
from quizzes.source import Pool
from tests.cast import SOFIA
from tests.journeys.conftest import SignedInPage
from tests.journeys.test_every_page import AXE, RULES
from tests.quizzes import samples

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def bank(session: Session) -> None:
    import_pools(session, [Pool("sample", samples.ALL, [])])
    session.commit()


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run({json.dumps(RULES)})")["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] + ["too wide"] * (wide > 0)


def _texts(page: Page, name: str, english: str, chinese: str) -> None:
    page.locator(f"#{name}-en").fill(english)
    page.locator(f"#{name}-zh_Hans").fill(chinese)


def _write_question(page: Page) -> None:
    page.goto("/question-bank")
    page.get_by_role("link", name="New question").click()
    page.get_by_role("link", name="Single choice").click()
    expect(page.locator("#stem-en")).to_be_focused()
    preview = page.locator("[data-preview-here]")
    _texts(page, "stem", "Who pours the tea **first**?", "谁先倒茶？")
    expect(preview).to_contain_text("Who pours the tea first?")
    expect(preview.locator("strong")).to_have_text("first")
    for number, (english, chinese) in enumerate([("The host", "主人"), ("The guest", "客人")], start=1):
        _texts(page, f"options-{number}-text", english, chinese)
    expect(preview.get_by_role("radio")).to_have_count(2)
    page.get_by_role("radio", name=re.compile("Right.*Option 1")).check()

    # Enter goes on to the next row, and behind the last one adds a row: hands stay on the keyboard.
    page.locator("#options-4-text-zh_Hans").press("Enter")
    expect(page.locator("#options-5-text-en")).to_be_focused()
    page.keyboard.type("Nobody")
    page.locator("#options-5-text-zh_Hans").fill("没有人")
    page.get_by_role("button", name="Move up: Option 5").click()
    expect(page.locator("[data-announce]")).to_have_text("Now at place 4 of 5.")
    page.get_by_role("button", name="Remove: Option 3").click()

    page.get_by_role("group", name="Language of the preview").get_by_label("简体中文").check()
    expect(preview).to_contain_text("谁先倒茶？")
    preview.get_by_label("主人").check()
    page.get_by_role("button", name="Mark my answer").click()
    expect(preview.locator(".tag--good").first).to_be_visible()
    assert _violations(page) == []


def test_a_trainer_writes_a_question_and_a_quiz(signed_in_page: SignedInPage, session: Session) -> None:
    page = signed_in_page(SOFIA, "desktop")
    _write_question(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who pours the tea first?")
    expect(page.get_by_role("status")).to_contain_text("The question is published.")
    assert _violations(page) == []

    page.goto("/quiz-editor/new")
    _texts(page, "title", "Tea", "茶")
    page.locator("#find").fill("倒茶")
    page.locator("#find").press("Enter")
    page.get_by_role("button", name=re.compile("Add.*Who pours")).click()
    page.get_by_role("button", name="Draw questions at random").click()
    expect(page.get_by_label("Draw", exact=True)).to_be_focused()
    page.get_by_label("Draw", exact=True).fill("2")
    page.get_by_label("questions that have all these tags").fill("sample")
    expect(page.get_by_text("8 questions in use have all these tags.")).to_be_visible()
    assert _violations(page) == []

    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_text("nothing you answer is kept")).to_be_visible()
    expect(page.get_by_text("Who pours the tea first?")).to_be_visible()
    page.get_by_role("link", name="Show the right answers").click()
    expect(page.get_by_text("Right answer").first).to_be_visible()
    assert _violations(page) == []

    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Save and go to publishing").click()
    assert _violations(page) == []
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_contain_text("The quiz is published.")
    assert _violations(page) == []
    assert session.scalars(select(Quiz.state)).all() == ["published"]


def test_on_a_phone_without_scripts_nothing_is_missing(
    signed_in_page: SignedInPage, session: Session
) -> None:
    page = signed_in_page(SOFIA, "phone", javascript=False)
    page.goto("/question-bank/new?type=ordering")
    _texts(page, "stem", "Brew tea", "泡茶")
    for number, step in enumerate(("Boil", "Steep", "Pour"), start=1):
        _texts(page, f"items-{number}-text", step, f"{step}（中）")
    page.get_by_role("button", name="Move down: Step 1").click()
    page.get_by_role("button", name="Show the question anew").click()
    expect(page.locator("#preview")).to_contain_text("Boil")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brew tea")


def test_unsaved_writing_is_not_lost_by_a_slip(signed_in_page: SignedInPage) -> None:
    page = signed_in_page(SOFIA, "desktop")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto("/question-bank/new?type=true_false")
    page.locator("#stem-en").press_sequentially("Half a thought")
    page.get_by_role("link", name="All questions").click()
    expect(page.locator("#stem-en")).to_have_value("Half a thought")
    assert asked == ["beforeunload"]
    page.locator("#stem-en").press("Control+Enter")
    expect(page.locator(".flash")).to_contain_text("Saved as a draft.")
