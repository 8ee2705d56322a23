"""A word or a few: compared with the accepted ones of every language. Response: {"text": "…"} as it was typed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from quizzes.questions.base import EVERYTHING, N_, NOTHING, BadResponse, Body, Faults, Response, Texts

LONGEST = 200
_ACCENTS = re.compile("[\u0300-\u036f]")  # not the marks of Japanese or Arabic: those change the word
_ALIKE = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "−": "-"})
_AROUND = " \t\n.,;:!?。，；：！？、\"'“”‘’「」《》()（）"


def fold(text: str) -> str:
    """What two spellings of the same answer have in common.

    Case, accents, full and half width, the kind of apostrophe and hyphen, spaces, and punctuation around the answer do
    not count.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    without_accents = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    joined = unicodedata.normalize("NFC", without_accents).translate(_ALIKE).strip(_AROUND)
    return re.sub(r"\s+", "", joined)


class ShortText:
    """An accepted text, in any of the languages, earns everything."""

    name = "short_text"
    fields = frozenset({"accepted"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """At least one accepted text for each language asked for."""
        accepted = raw.get("accepted")
        if not isinstance(accepted, Mapping):
            faults.add(("accepted",), N_("List the accepted answers per language: {en: […], zh_Hans: […]}."))
            return
        for language in faults.languages:
            if not accepted.get(language):
                faults.add(
                    ("accepted",), N_("Accepted answers in %(language)s are missing."), language=language
                )
        for language, texts in accepted.items():
            if not isinstance(texts, list):
                faults.add(("accepted", language), N_("Write a list, one answer each."))
                continue
            for number, text in enumerate(texts):
                if not isinstance(text, str) or not fold(text):
                    faults.add(
                        ("accepted", language, number), N_("Write a text (quote it where it is a number).")
                    )

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """Nothing is listed."""
        return {}

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """Nothing is listed."""
        return []

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"text": as typed, without the space around it}."""
        text = raw.get("text") if isinstance(raw, Mapping) else raw
        if text is None:
            return None
        if not isinstance(text, str) or "\0" in text:
            raise BadResponse(N_("Write a few words."))
        text = text.strip()
        if len(text) > LONGEST:
            raise BadResponse(N_("Write at most %(most)s characters."), most=LONGEST)
        return {"text": text} if text else None

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """The response itself."""
        return response

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """From the text field named `text`."""
        return {"text": "".join(values.get("text", [])[:1])}

    def key(self, body: Body) -> Response:
        """The first accepted text."""
        return {"text": next(text for texts in body["accepted"].values() for text in texts)}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """1 for an accepted text, else 0."""
        if not response:
            return NOTHING
        accepted = {fold(text) for texts in body["accepted"].values() for text in texts}
        return EVERYTHING if fold(response["text"]) in accepted else NOTHING
