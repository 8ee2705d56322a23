"""Takes checked values out of a mapping of a YAML file; what is wrong becomes a fault, and reading goes on."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from courses.source.faults import Faults, did_you_mean
from courses.source.lined_yaml import Lined
from lms.translated import BASE_LANGUAGE, LANGUAGES

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Fields:
    """A mapping whose fields are asked for by name and kind. Each answer is usable even where the file is wrong."""

    def __init__(self, node: Lined, place: str, known: Sequence[str], faults: Faults) -> None:
        self.faults = faults
        self.place = place
        self.line = node.line
        self.items: dict[str, Lined] = {}
        if isinstance(node.value, dict):
            self.items = node.value
        else:
            faults.add(node.line, f"{place} is not a mapping.", f"Write it as fields: {', '.join(known)}.")
        for name, item in self.items.items():
            if name not in known:
                faults.add(item.line, f"{place} has an unknown field {name!r}.", did_you_mean(name, known))

    def _take(self, name: str, kind: type, example: str, *, required: bool = True) -> Any:
        item = self.items.get(name)
        if item is None or item.value is None:
            if required:
                self.faults.add(
                    self.line_of(name), f"{self.place} has no {name!r}.", f"Add, for example, {example}"
                )
            return None
        # A whole number is no yes or no, although Python counts True among the numbers.
        if not isinstance(item.value, kind) or (kind is int and isinstance(item.value, bool)):
            self.faults.add(
                item.line,
                f"{name!r} of {self.place} is not what it must be.",
                f"Write, for example, {example}",
            )
            return None
        return item.value

    def line_of(self, name: str) -> int:
        """The line of a field, or of the mapping where the field is missing."""
        return self.items[name].line if name in self.items else self.line

    def slug(self, name: str, *, required: bool = True) -> str:
        """A key: lower case, digits, hyphens; empty where missing or wrong."""
        value = self._take(name, str, f"{name}: germany", required=required)
        if value is not None and not SLUG.fullmatch(value):
            self.faults.add(
                self.line_of(name), f"{value!r} is not a key.", "Use lower case letters, digits and hyphens."
            )
        return value or ""

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        """One of the allowed words; the first where missing or wrong."""
        value = self._take(name, str, f"{name}: {allowed[0]}")
        if value is not None and value not in allowed:
            self.faults.add(self.line_of(name), f"{name!r} is {value!r}.", did_you_mean(value, allowed))
        return value if value in allowed else allowed[0]

    def plain(self, name: str, example: str, *, required: bool = True) -> str:
        """One line of untranslated text."""
        return str(self._take(name, str, f"{name}: {example}", required=required) or "")

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return bool(self._take(name, bool, f"{name}: true"))

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number within bounds; the least where missing or wrong."""
        value = self._take(name, int, f"{name}: {least}")
        if value is not None and not least <= value <= most:
            self.faults.add(
                self.line_of(name), f"{name!r} is {value}.", f"Use a whole number from {least} to {most}."
            )
        return least if value is None else int(value)

    def day(self, name: str) -> date:
        """A date; the earliest possible where missing or wrong."""
        value = self._take(name, date, f"{name}: 2026-11-22 (without quotes)")
        return value if value is not None else date.min

    def listed(self, name: str, *, required: bool = True) -> list[Lined]:
        """The entries of a list."""
        return (
            self._take(name, list, f"a list below {name!r}, each entry with a hyphen", required=required)
            or []
        )

    def texts(self, name: str, *, required: bool = True) -> dict[str, str]:
        """Translated text under a field."""
        item = self.items.get(name)
        if item is None:
            self._take(name, dict, f"{name}: {{en: …, zh_Hans: …}}", required=required)
            return {}
        return read_texts(item, f"{name!r} of {self.place}", self.faults)


def read_texts(item: Lined, place: str, faults: Faults) -> dict[str, str]:
    """Translated text: known languages only, the base language always there, none empty."""
    if not isinstance(item.value, dict):
        faults.add(item.line, f"{place} is not translated text.", "Write {en: …, zh_Hans: …}.")
        return {}
    texts: dict[str, str] = {}
    for language, text in item.value.items():
        if language not in LANGUAGES:
            faults.add(
                text.line, f"{place} has an unknown language {language!r}.", did_you_mean(language, LANGUAGES)
            )
        elif not isinstance(text.value, str) or not text.value.strip():
            faults.add(
                text.line,
                f"{place} has no text in {language!r}.",
                "Write it, in quotes where it looks like a number.",
            )
        else:
            texts[language] = text.value.strip()
    if BASE_LANGUAGE not in item.value:
        faults.add(
            item.line,
            f"{place} has no text in {BASE_LANGUAGE!r}.",
            "The base language is always there: add it.",
        )
    return texts
