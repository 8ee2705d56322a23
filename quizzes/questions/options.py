"""Options with ids, of which some are right: what single and multiple choice share."""

from collections.abc import Mapping
from random import Random
from typing import Any

from quizzes.questions.base import N_, Body, Faults

_FIELDS = frozenset({"id", "text", "correct", "feedback"})


def check_options(
    raw: Mapping[str, Any], faults: Faults, *, least: int, most: int
) -> list[Mapping[str, Any]]:
    """Checks `options` but for the number of right ones, and gives those that can be looked into."""
    options = faults.parts(("options",), raw.get("options"), least, most)
    faults.unique(("options",), (option.get("id") for option in options))
    for number, option in enumerate(options):
        path = ("options", number)
        faults.unknown(path, option, _FIELDS)
        faults.texts((*path, "text"), option.get("text"))
        if "feedback" in option:
            faults.texts((*path, "feedback"), option["feedback"])
        if not isinstance(option.get("correct", False), bool):
            faults.add((*path, "correct"), N_("Write true or false."))
    return options


def option_order(body: Body, random: Random, *, shuffle: bool) -> list[str]:
    """The options' ids as they are to be shown."""
    ids = [option["id"] for option in body["options"]]
    if shuffle:
        random.shuffle(ids)
    return ids


def right_ids(body: Body) -> list[str]:
    """The ids of the right options."""
    return [option["id"] for option in body["options"] if option.get("correct")]
