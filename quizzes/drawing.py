"""Draws the questions of one attempt: fixed ones, and random ones by tag, none twice. Pure; chance is given in."""

from collections.abc import Collection, Mapping, Sequence
from random import Random

from quizzes.quiz import Item


class NotEnoughQuestions(Exception):
    """The bank cannot fill the quiz; `items` are the numbers (from 0) of the lines left short."""

    def __init__(self, items: Sequence[int]) -> None:
        super().__init__(f"not enough questions for items {list(items)}")
        self.items = items


def draw_form(
    items: Sequence[Item], bank: Mapping[str, Collection[str]], random: Random, *, shuffle: bool
) -> list[str]:
    """The keys of the questions to ask, in the order to ask them.

    `bank` holds the tags of every question that can be asked, by key. A draw takes questions that have all of its
    tags. Wherever the bank can fill the quiz at all, it is filled: where draws overlap, a question taken by one line is
    given up for another that has no other. Raises NotEnoughQuestions.
    """
    places = [item for item in items for _ in range(item.count)]
    taken = _assign(places, bank, random)
    if len(taken) < len(places):
        filled = set(taken.values())
        lines = [number for number, item in enumerate(items) for _ in range(item.count)]
        raise NotEnoughQuestions(sorted({lines[n] for n in range(len(places)) if n not in filled}))
    form = [key for key, _place in sorted(taken.items(), key=lambda pair: pair[1])]
    if shuffle:
        random.shuffle(form)
    return form


def short_items(items: Sequence[Item], bank: Mapping[str, Collection[str]]) -> list[int]:
    """The numbers of the lines that the bank cannot fill; empty where the quiz can be drawn."""
    try:
        draw_form(items, bank, Random(0), shuffle=False)  # noqa: S311 (not a secret)
    except NotEnoughQuestions as shortage:
        return list(shortage.items)
    return []


def _assign(places: Sequence[Item], bank: Mapping[str, Collection[str]], random: Random) -> dict[str, int]:
    """A question for as many places as possible: augmenting paths, each place trying its questions in random order."""
    tagged = {key: frozenset(tags) for key, tags in sorted(bank.items())}
    fitting = {item: _fitting(item, tagged) for item in set(places)}
    choices = [random.sample(fitting[item], len(fitting[item])) for item in places]
    taken: dict[str, int] = {}

    def fill(place: int, tried: set[str]) -> bool:
        for key in choices[place]:
            if key in tried:
                continue
            tried.add(key)
            if key not in taken or fill(taken[key], tried):
                taken[key] = place
                return True
        return False

    # Fixed questions first: they have one choice each, and draws make way for them.
    for place in sorted(range(len(places)), key=lambda number: places[number].question is None):
        fill(place, set())
    return taken


def _fitting(item: Item, tagged: Mapping[str, frozenset[str]]) -> list[str]:
    if item.question is not None:
        return [item.question] if item.question in tagged else []
    return [key for key, tags in tagged.items() if item.tags <= tags]
