"""Every page of every role, at phone and desktop size, in both languages and both colour schemes: no violation that
axe-core finds, nothing wider than the screen, one main heading, a title."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from lms.demonstration import DEMO_PASSWORD, DEMO_SIGN_INS
from tests.journeys.conftest import SIZES
from tests.journeys.demonstration import prepared, served

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

Scheme = Literal["light", "dark"]

PAGES = {
    "nobody": ["/sign-in", "/no-such-page"],
    "new agent": [
        "/", "/me", "/me/records", "/courses", "/courses?q=德国", "/courses/germany", "/courses/germany/names",
        "/courses/germany/scenarios", "/courses/germany/desk-card", "/courses/gulf/phrases", "/quizzes/germany",
        "/account/password", "/people",
    ],
    "trainer": [
        "/", "/question-bank", "/question-bank/new", "/question-bank/new?type=single", "/question-bank/de-names-title/edit",
        "/quiz-editor", "/quiz-editor/new", "/quiz-editor/germany", "/quiz-editor/germany/edit",
    ],
    "HR": [
        "/", "/people", "/people/new", "/people/1006", "/people/1006/edit", "/people/1007/records",
        "/people-imports/new", "/units", "/units/new", "/quarters", "/records",
    ],
    "team lead": ["/", "/quarters", "/records"],
}  # fmt: skip
LOOKS: list[tuple[str, str, Scheme]] = [("phone", "zh-CN", "dark"), ("desktop", "en-GB", "light")]
REFUSED = {"/no-such-page": 404, "/people": 403}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(prepared(tmp_path_factory.mktemp("demonstration"))) as address:
        yield address


def sign_in_by_form(page: Page, role: str) -> None:
    page.goto("/sign-in")
    page.fill("[name=name]", DEMO_SIGN_INS[role])
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def complaints(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    found = []
    page.evaluate(AXE)
    for violation in page.evaluate(f"axe.run({json.dumps(RULES)})")["violations"]:
        found += [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for node in violation["nodes"][:3]
        ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"{wide} px wider than the screen")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} main headings")
    if not re.fullmatch(r".+ · Attune", page.title()):
        found.append(f"title {page.title()!r}")
    return found


@pytest.mark.parametrize(("size", "locale", "scheme"), LOOKS, ids=["-".join(look) for look in LOOKS])
def test_every_page(browser: Browser, demonstration: str, size: str, locale: str, scheme: Scheme) -> None:
    wrong: dict[str, list[str]] = {}
    for role, paths in PAGES.items():
        context = browser.new_context(
            base_url=demonstration,
            viewport=SIZES[size],
            locale=locale,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        if role != "nobody":
            sign_in_by_form(page, role)
        for path in paths:
            answer = page.goto(path)
            assert answer
            found = complaints(page)
            wanted = REFUSED.get(path, 200) if role in ("nobody", "new agent") else 200
            if answer.status != wanted:
                found.append(f"answered {answer.status}")
            if found:
                wrong[f"{role} {path}"] = found
        context.close()
    assert wrong == {}
