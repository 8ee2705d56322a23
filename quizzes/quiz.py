"""A quiz's rules as a frozen value, and what can be wrong with them in a file. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quizzes.questions.base import N_, Faults, Texts, is_number

RESERVED = frozenset({"attempts", "available", "new", "questions", "session"})
"""Keys that stand for something else in addresses."""

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELDS = frozenset(
    {
        "key",
        "title",
        "intro",
        "items",
        "pass_mark",
        "time_limit_minutes",
        "attempts",
        "wait_minutes",
        "shuffle_questions",
        "shuffle_options",
        "show_after",
    }
)


class ShowAfter(StrEnum):
    """What a learner sees after submitting."""

    RESULT = "result"
    ANSWERS = "answers"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a quiz: a fixed question by its key, or `count` drawn among those that have all the tags."""

    question: str | None = None
    count: int = 1
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quiz:
    """The rules of one version. `attempts` None is unlimited; `pass_mark` is in per cent of the points."""

    key: str
    title: Texts
    intro: Texts
    items: tuple[Item, ...]
    pass_mark: float
    time_limit_minutes: int | None
    attempts: int | None
    wait_minutes: int
    shuffle_questions: bool
    shuffle_options: bool
    show_after: ShowAfter

    @property
    def length(self) -> int:
        """How many questions an attempt has."""
        return sum(item.count for item in self.items)


def read_quiz(body: Mapping[str, Any]) -> Quiz:
    """The rules from a checked body."""
    return Quiz(
        key=body["key"],
        title=body["title"],
        intro=body.get("intro") or {},
        items=tuple(_item(raw) for raw in body["items"]),
        pass_mark=body["pass_mark"],
        time_limit_minutes=body.get("time_limit_minutes"),
        attempts=body.get("attempts"),
        wait_minutes=body.get("wait_minutes") or 0,
        shuffle_questions=body.get("shuffle_questions", False),
        shuffle_options=body.get("shuffle_options", False),
        show_after=ShowAfter(body.get("show_after", ShowAfter.ANSWERS)),
    )


def _item(raw: Mapping[str, Any]) -> Item:
    if "question" in raw:
        return Item(question=raw["question"])
    return Item(count=raw["draw"], tags=frozenset(raw["tags"]))


def check_quiz(raw: Mapping[str, Any], faults: Faults) -> None:
    """Adds a fault for everything wrong in one quiz by itself; what it draws on is checked with the bank."""
    faults.unknown((), raw, _FIELDS)
    key = raw.get("key")
    if not is_key(key) or key in RESERVED:
        faults.add(
            ("key",), N_("Give a key of lower-case letters, digits and hyphens that is not a reserved word.")
        )
    faults.texts(("title",), raw.get("title"))
    if "intro" in raw:
        faults.texts(("intro",), raw["intro"])
    if not is_number(raw.get("pass_mark")) or not 0 <= raw["pass_mark"] <= 100:
        faults.add(("pass_mark",), N_("Write the pass mark in per cent, 0 to 100."))
    for name, least in (("time_limit_minutes", 1), ("attempts", 1), ("wait_minutes", 0)):
        if name in raw and not (type(raw[name]) is int and least <= raw[name] <= 100_000):
            faults.add((name,), N_("Write a whole number, at least %(least)s, or leave it out."), least=least)
    for name in ("shuffle_questions", "shuffle_options"):
        if not isinstance(raw.get(name, False), bool):
            faults.add((name,), N_("Write true or false."))
    if raw.get("show_after", "answers") not in list(ShowAfter):
        faults.add(("show_after",), N_("Choose one of: %(choices)s."), choices=", ".join(ShowAfter))
    _check_items(raw.get("items"), faults)


def _check_items(items: Any, faults: Faults) -> None:
    if not isinstance(items, list) or not items:
        faults.add(("items",), N_("List the questions: `question: id`, or `draw: 5` with `tags: […]`."))
        return
    for number, item in enumerate(items):
        fields = set(item) if isinstance(item, Mapping) else set()
        if fields == {"question"} and isinstance(item["question"], str):
            continue
        if (
            fields == {"draw", "tags"}
            and type(item["draw"]) is int
            and item["draw"] > 0
            and _tags(item["tags"])
        ):
            continue
        faults.add(("items", number), N_("Write `question: id`, or `draw: 5` with `tags: […]`."))


def _tags(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(tag, str) for tag in value)


def is_key(value: Any) -> bool:
    """Whether a value can be the lasting key of a pool or a quiz."""
    return isinstance(value, str) and len(value) <= 80 and bool(_KEY.fullmatch(value))
