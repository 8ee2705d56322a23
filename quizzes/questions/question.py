"""A whole question: the fields every type has, and its type's own. Pure."""

from collections.abc import Mapping
from typing import Any

from quizzes.questions.base import N_, Faults, is_number
from quizzes.questions.register import TYPES

LEVELS = ("remember", "understand", "apply", "analyse")
DIFFICULTIES = ("easy", "medium", "hard")

FIELDS = frozenset(
    {"id", "type", "tags", "level", "difficulty", "lesson", "evidence", "points", "stem", "feedback"}
)
"""What a question of any type may have besides its type's own fields."""


def check_question(raw: Mapping[str, Any], faults: Faults) -> None:
    """Adds a fault for everything wrong in one question, so that what passes can be shown and marked."""
    if not isinstance(raw.get("id"), str) or not raw["id"]:
        faults.add(("id",), N_("Give the question an id that is unique in the whole bank."))
    type_ = TYPES.get(str(raw.get("type")))
    if type_ is None:
        faults.add(("type",), N_("Choose one of: %(choices)s."), choices=", ".join(TYPES))
        return
    faults.unknown((), raw, FIELDS | type_.fields)
    faults.texts(("stem",), raw.get("stem"))
    if "feedback" in raw:
        faults.texts(("feedback",), raw["feedback"])
    _check_labels(raw, faults)
    type_.check(raw, faults)


def _check_labels(raw: Mapping[str, Any], faults: Faults) -> None:
    tags = raw.get("tags")
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) and tag for tag in tags):
        faults.add(("tags",), N_("Give a list of tags; the first is the pool's key."))
    elif len(set(tags)) != len(tags):
        faults.add(("tags",), N_("A tag stands here twice."))
    for name, known in (("level", LEVELS), ("difficulty", DIFFICULTIES)):
        if name in raw and raw[name] not in known:
            faults.add((name,), N_("Choose one of: %(choices)s."), choices=", ".join(known))
    points = raw.get("points", 1)
    if not is_number(points) or not 0 < points <= 100:
        faults.add(("points",), N_("Write a number above 0, at most 100."))
    for name in ("lesson", "evidence"):
        if name in raw and not isinstance(raw[name], str):
            faults.add((name,), N_("Write a text."))
