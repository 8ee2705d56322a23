"""What is different between the quiz in use and its draft. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.translated import LANGUAGES
from quizzes.questions.base import Body

FIELDS = (
    "pass_mark",
    "time_limit_minutes",
    "attempts",
    "wait_minutes",
    "shuffle_questions",
    "shuffle_options",
    "show_after",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `language` for texts. None stands for nothing there."""

    field: str
    before: Any
    after: Any
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences: fields, lines that are new, lines that are gone, and whether the rest changed places."""

    fields: list[Change]
    added: list[Mapping[str, Any]]
    removed: list[Mapping[str, Any]]
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.fields or self.added or self.removed or self.reordered)


def changes(before: Body, after: Body) -> Changes:
    """From the one to the other."""
    old, new = list(before["items"]), list(after["items"])
    added, removed = _without(new, old), _without(old, new)
    return Changes(
        fields=[*_texts(before, after), *_rules(before, after)],
        added=added,
        removed=removed,
        reordered=_without(old, removed) != _without(new, added),
    )


def _texts(before: Body, after: Body) -> Iterable[Change]:
    for name in ("title", "intro"):
        for language in LANGUAGES:
            was, is_ = ((body.get(name) or {}).get(language) for body in (before, after))
            if was != is_:
                yield Change(name, was, is_, language)


def _rules(before: Body, after: Body) -> Iterable[Change]:
    for name in FIELDS:
        was, is_ = before.get(name), after.get(name)
        if (was or None) != (is_ or None):
            yield Change(name, was, is_)


def _without(
    items: Iterable[Mapping[str, Any]], others: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The items that are left when each of the others has taken its equal away."""
    left = list(items)
    for other in others:
        if other in left:
            left.remove(other)
    return left
