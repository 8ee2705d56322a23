"""What a trainer's form holds, field by field: texts per language, numbers, lists of parts; and back. Pure.

A page of a question is always made from `Fields`, whether they were posted or written from a body: so whatever was typed
stays on the page, right or wrong. A list of parts (options, pairs, items) has a row per part; a row's token names its
fields (`options-2-text-en`) and says nothing about its place, which is where it stands in the form.
"""

import itertools
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lms.translated import LANGUAGES
from quizzes.questions.base import BadResponse, Texts
from quizzes.questions.numeric.reading import read_number

Pairs = list[tuple[str, str]]
"""Field names with their values, in the order in which a browser sends them."""

USED = "used-ids"
"""The field that remembers every id a question has ever had."""

_ID = re.compile(r"[\w-]{1,20}")


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts in a form: its name, the texts of each part, and how many empty rows a new question starts with.

    `label` is the message id of one part's name, with %(number)s. Texts in `optional` are left out where empty.
    """

    name: str
    texts: Sequence[str]
    label: str
    add: str
    blank: int
    optional: frozenset[str] = frozenset()


class Fields:
    """The fields of a form with their values, in order."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\0", ""))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fields) and self._values == other._values

    def __hash__(self) -> int:
        return hash(tuple(self.pairs()))

    def pairs(self) -> Pairs:
        """Every field with its values, in order."""
        return [(name, value) for name, values in self._values.items() for value in values]

    def typed(self, name: str) -> str:
        """The first value as it was typed; empty where there is none."""
        return self._values.get(name, [""])[0]

    def text(self, name: str) -> str:
        """The first value without the space around it."""
        return self.typed(name).strip()

    def all(self, name: str) -> list[str]:
        """Every value of one name."""
        return self._values.get(name, [])

    def texts(self, name: str) -> dict[str, str]:
        """A translated text: the languages in which something was written."""
        return {language: text for language in LANGUAGES if (text := self.text(f"{name}-{language}"))}

    def lines(self, name: str) -> list[str]:
        """The lines in which something was written, each once."""
        return list(dict.fromkeys(line.strip() for line in self.typed(name).split("\n") if line.strip()))

    def listed(self, name: str) -> list[str]:
        """What stands between commas (of either script) or line ends, each once."""
        found = (part.strip() for part in re.split(r"[,，、;；\n]", self.typed(name)))
        return list(dict.fromkeys(part for part in found if part))

    def number(self, name: str) -> int | float | str | None:
        """A number as people write it; the text itself where it is none, so that a check can say so; None where empty."""
        text = self.text(name)
        try:
            digits = read_number(text)
        except BadResponse:
            return text
        if digits is None:
            return None
        return float(digits) if "." in digits else int(digits)

    def rows(self, name: str) -> list[str]:
        """The tokens of a list's rows, in order."""
        prefix, suffix = f"{name}-", "-id"
        return [
            token
            for field in self._values
            if field.startswith(prefix) and field.endswith(suffix)
            if (token := field[len(prefix) : -len(suffix)]) and "-" not in token
        ]

    def row(self, name: str, token: str) -> Pairs:
        """The fields of one row."""
        prefix = f"{name}-{token}-"
        return [(field, value) for field, value in self.pairs() if field.startswith(prefix)]

    def used_ids(self) -> list[str]:
        """Every id the question has or had."""
        given = (value for field, value in self.pairs() if field.endswith("-id") and _ID.fullmatch(value))
        return list(dict.fromkeys([*self.text(USED).split(), *given]))


class Ids:
    """Gives new parts their ids: a, b, … z, aa, …; never one that was used before."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = set(used)
        self._names = _names()

    def new(self) -> str:
        """The next unused id."""
        found = next(name for name in self._names if name not in self._used)
        self._used.add(found)
        return found


def _names() -> Iterator[str]:
    for length in itertools.count(1):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            yield "".join(letters)


def filled_rows(fields: Fields, parts: Parts) -> list[str]:
    """The rows that are parts of the question: those with an id, and new ones in which something was written."""
    return [
        token
        for token in fields.rows(parts.name)
        if any(
            value.strip()
            for field, value in fields.row(parts.name, token)
            if not field.endswith("-id") or _ID.fullmatch(value)
        )
    ]


def read_parts(fields: Fields, parts: Parts, ids: Ids) -> list[dict[str, Any]]:
    """The parts as a body has them; new ones are given their ids."""
    found = []
    for token in filled_rows(fields, parts):
        prefix = f"{parts.name}-{token}"
        id_ = fields.text(f"{prefix}-id")
        part: dict[str, Any] = {"id": id_ if _ID.fullmatch(id_) else ids.new()}
        for name in parts.texts:
            texts = fields.texts(f"{prefix}-{name}")
            if texts or name not in parts.optional:
                part[name] = texts
        found.append(part)
    return found


def write_parts(parts: Parts, found: Sequence[Mapping[str, Any]]) -> Pairs:
    """The rows of the parts a body has."""
    pairs: Pairs = []
    for token, part in enumerate(found, start=1):
        pairs.append((f"{parts.name}-{token}-id", part["id"]))
        for name in parts.texts:
            pairs += write_texts(f"{parts.name}-{token}-{name}", part.get(name))
    return pairs


def blank_rows(parts: Parts) -> Pairs:
    """Empty rows for a new question."""
    return [(f"{parts.name}-{token}-id", "") for token in range(1, parts.blank + 1)]


def write_texts(name: str, texts: Texts | None) -> Pairs:
    """A translated text, a field per language."""
    return [(f"{name}-{language}", (texts or {}).get(language, "")) for language in LANGUAGES]


def write_number(value: float | str | None) -> str:
    """A number in plain digits, as `Fields.number` reads it."""
    if value is None:
        return ""
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)
