"""A course as its files say it: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Texts = Mapping[str, str]
"""Text that people read, by language."""

Kind = Literal["foundations", "market", "module"]
KINDS: tuple[Kind, ...] = ("foundations", "market", "module")

BLOCKS = ("do", "avoid", "ask", "note", "phrases", "compare", "reveal", "check", "scenario")

LABELS = ("V", "S", "C", "K", "P")
"""Evidence: a source was read, our service documents, computed, general knowledge, our proposal."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a lesson: a block, or the text between blocks (`kind` empty).

    `argument` is what stands behind the block's name; `line` is where the part begins, `body_line` where `body` does.
    """

    kind: str
    argument: str
    body: str
    line: int
    body_line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a check or a scenario: `mark` is "x" or "" in a check; best, ok or poor in a scenario."""

    mark: str
    text: str
    teaches: str
    line: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """A check or a scenario taken apart: the question or situation, and the choices."""

    stem: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LessonText:
    """One lesson in one language: the file as written, and its parts."""

    language: str
    file: str
    written: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; `texts` by language."""

    key: str
    title: Texts
    goal: Texts
    minutes: int
    required: bool
    line: int = field(default=1, compare=False)
    texts: Mapping[str, LessonText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where claims come from; `id` is the one used in evidence marks."""

    id: str
    title: str
    url: str | None
    note: Texts | None


@dataclass(frozen=True, slots=True)
class Course:
    """One course as its folder says it."""

    key: str
    kind: str
    market: str | None
    cultural: bool
    title: Texts
    summary: Texts
    objectives: tuple[Texts, ...]
    owner: Texts
    reviewed: date
    review_due: date
    needs_local_reviewer: bool
    lessons: tuple[Lesson, ...]
    completion: str
    """`required` or `all` lessons."""
    quiz: str | None
    sources: tuple[Source, ...]
