"""Answers a quiz's page as somebody who knows the pool by heart: finds each question by its words and gives its key."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]


def _folded(text: str) -> str:
    return re.sub(r"[\s*_`\\]", "", text)


class Knowing:
    """Somebody who knows one pool in one language."""

    def __init__(self, pool: str, language: str) -> None:
        self.language = language
        document = yaml.safe_load((ROOT / "quizzes" / "content" / f"{pool}.yaml").read_text())
        self.questions = {_folded(self._say(one["stem"])): one for one in document["questions"]}

    def _say(self, texts: Mapping[str, str]) -> str:
        return texts[self.language]

    def answer_all(self, page: Page) -> int:
        """Answers every question of the attempt's page; returns how many there were."""
        count = page.locator(".question").count()
        for slot in range(1, count + 1):
            page.locator(f'[data-goto="{slot}"]').click()
            self._answer(page.locator(f"#question-{slot}"))
        return count

    def _answer(self, shown: Locator) -> None:
        question = self.questions[_folded(shown.locator(".question__stem").inner_text())]
        getattr(self, f"_{question['type']}")(shown, question)

    def _single(self, shown: Locator, question: Mapping[str, Any]) -> None:
        key = next(option["id"] for option in question["options"] if option.get("correct"))
        shown.locator(f'input[value="{key}"]').check()

    def _multiple(self, shown: Locator, question: Mapping[str, Any]) -> None:
        for option in question["options"]:
            if option.get("correct"):
                shown.locator(f'input[value="{option["id"]}"]').check()

    def _true_false(self, shown: Locator, question: Mapping[str, Any]) -> None:
        shown.locator(f'input[value="{str(question["answer"]).lower()}"]').check()

    def _numeric(self, shown: Locator, question: Mapping[str, Any]) -> None:
        self._type(shown, str(question["answer"]))

    def _short_text(self, shown: Locator, question: Mapping[str, Any]) -> None:
        self._type(shown, question["accepted"][self.language][0])

    def _type(self, shown: Locator, text: str) -> None:
        shown.locator('input:not([type="hidden"])').fill(text)
        shown.locator('input:not([type="hidden"])').press("Tab")

    def _matching(self, shown: Locator, question: Mapping[str, Any]) -> None:
        for row, pair in zip(shown.locator(".pair").all(), question["pairs"], strict=True):
            wanted = _folded(self._say(pair["right"]))
            options = row.locator("option").all_inner_texts()
            row.locator("select").select_option(index=[_folded(text) for text in options].index(wanted))

    def _ordering(self, shown: Locator, question: Mapping[str, Any]) -> None:
        for place, item in enumerate(question["items"]):
            lines = shown.locator(".ordering__text").all_inner_texts()
            found = [_folded(text) for text in lines].index(_folded(self._say(item["text"])))
            for step in range(found, place, -1):
                shown.locator(".ordering__line").nth(step).locator('[data-move="-1"]').click()
        keep = shown.locator("[data-keep]")
        if keep.is_visible():
            keep.click()
