"""What a quiz asks for and the bank cannot give. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from quizzes.drawing import short_items
from quizzes.questions.base import N_
from quizzes.quiz import Item

MOST_DRAWN = 200
"""More questions than this are not put into one quiz."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line (numbered from 0) that cannot be filled: a message id with its values."""

    line: int
    message: str
    values: Mapping[str, str | int]


def available(tags: Collection[str], bank: Mapping[str, Collection[str]]) -> int:
    """How many questions in use have all the tags."""
    return sum(set(tags) <= set(found) for found in bank.values())


def shortages(items: Mapping[int, Item], bank: Mapping[str, Collection[str]]) -> list[Shortage]:
    """Every line that the bank cannot fill, with what to do about it."""
    numbers = sorted(items)
    if sum(item.count for item in items.values()) > MOST_DRAWN:
        return [
            Shortage(
                numbers[-1],
                N_("A quiz asks at most %(most)s questions; draw fewer."),
                {"most": MOST_DRAWN},
            )
        ]
    short = short_items([items[number] for number in numbers], bank)
    return [_shortage(numbers[place], items[numbers[place]], bank) for place in short]


def _shortage(line: int, item: Item, bank: Mapping[str, Collection[str]]) -> Shortage:
    if item.question is not None:
        if item.question in bank:
            message = N_("This question stands in the quiz twice; remove one.")
        else:
            message = N_("This question is not in use; publish or restore it, or remove the line.")
        return Shortage(line, message, {})
    found = available(item.tags, bank)
    values: dict[str, str | int] = {
        "wanted": item.count,
        "found": found,
        "tags": ", ".join(sorted(item.tags)),
    }
    if found >= item.count:
        return Shortage(
            line,
            N_(
                "%(found)s questions have %(tags)s, but other lines of this quiz take some of them. "
                "Draw fewer, or write more."
            ),
            values,
        )
    return Shortage(
        line,
        N_("%(wanted)s are to be drawn, and %(found)s in use have %(tags)s. Draw fewer, or write more."),
        values,
    )
