"""Which quizzes ask a question, and what would be missing without it. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from quizzes.drawing import short_items
from quizzes.questions.base import Texts
from quizzes.quiz import Item


@dataclass(frozen=True, slots=True)
class QuizInUse:
    """A quiz as far as the bank is concerned; `items` of its published version, else of its draft."""

    key: str
    title: Texts
    items: tuple[Item, ...]
    published: bool


@dataclass(frozen=True, slots=True)
class Use:
    """One quiz that asks a question. `fixed`: always; else it may be drawn. `needed`: without it the quiz falls short."""

    quiz: QuizInUse
    fixed: bool
    needed: bool


def uses(
    key: str, tags: Collection[str], quizzes: Iterable[QuizInUse], bank: Mapping[str, Collection[str]]
) -> list[Use]:
    """The quizzes that ask the question, always or by chance. `bank` holds the tags of every question in use."""
    without = {other: found for other, found in bank.items() if other != key}
    found = []
    for quiz in quizzes:
        fixed = any(item.question == key for item in quiz.items)
        if fixed or any(item.question is None and item.tags <= set(tags) for item in quiz.items):
            needed = key in bank and bool(short_items(quiz.items, without))
            found.append(Use(quiz, fixed, needed))
    return found


def use_counts(questions: Mapping[str, Collection[str]], quizzes: Collection[QuizInUse]) -> dict[str, int]:
    """In how many quizzes each question, given with its tags, is asked or may be drawn."""
    return {
        key: sum(any(_asks(item, key, set(tags)) for item in quiz.items) for quiz in quizzes)
        for key, tags in questions.items()
    }


def _asks(item: Item, key: str, tags: set[str]) -> bool:
    return item.question == key if item.question is not None else item.tags <= tags
