"""Matching: what stands left is given its partner from the right. Response: {"pairs": {left id: right id}}."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from quizzes.questions.base import (
    N_,
    NOTHING,
    BadResponse,
    Body,
    Faults,
    Response,
    Texts,
    place,
    places,
    shuffled,
)

_PAIR_FIELDS = frozenset({"id", "left", "right"})
_DISTRACTOR_FIELDS = frozenset({"id", "text"})


class Matching:
    """Each pair that is right earns its equal share. Left and right of a pair have the pair's id.

    The left side stands in the written order and is spoken of by its place there; the right side, distractors included,
    is always shuffled and spoken of by its place among those shown.
    """

    name = "matching"
    fields = frozenset({"pairs", "distractors"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """Two to eight pairs, up to four distractors, ids unique over both."""
        pairs = faults.parts(("pairs",), raw.get("pairs"), 2, 8)
        distractors = faults.parts(("distractors",), raw.get("distractors", []), 0, 4)
        faults.unique(("pairs",), (part.get("id") for part in [*pairs, *distractors]))
        for number, pair in enumerate(pairs):
            faults.unknown(("pairs", number), pair, _PAIR_FIELDS)
            faults.texts(("pairs", number, "left"), pair.get("left"))
            faults.texts(("pairs", number, "right"), pair.get("right"))
        for number, distractor in enumerate(distractors):
            faults.unknown(("distractors", number), distractor, _DISTRACTOR_FIELDS)
            faults.texts(("distractors", number, "text"), distractor.get("text"))

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """The right side, distractors included."""
        return {pair["id"]: pair["right"] for pair in body["pairs"]} | {
            distractor["id"]: distractor["text"] for distractor in body.get("distractors", [])
        }

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The ids of the right side, shuffled."""
        return shuffled([part["id"] for part in [*body["pairs"], *body.get("distractors", [])]], random)

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"pairs": …} from places: {"pairs": {"1": "3"}} means the first on the left goes with the third shown."""
        chosen = raw.get("pairs") if isinstance(raw, Mapping) else raw
        if not chosen:
            return None
        if not isinstance(chosen, Mapping):
            raise BadResponse(N_("Choose among the options shown."))
        lefts = [pair["id"] for pair in body["pairs"]]
        found = {place(left, lefts): place(right, order) for left, right in chosen.items() if right}
        return {"pairs": {left: found[left] for left in lefts if left in found}} if found else None

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """By places, as the page shows it."""
        if not response:
            return None
        lefts, rights = places([pair["id"] for pair in body["pairs"]]), places(order)
        return {"pairs": {lefts[left]: rights[right] for left, right in response["pairs"].items()}}

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """From the lists to choose from, named `pair-1`, `pair-2`, …"""
        prefix = "pair-"
        return {
            "pairs": {
                name[len(prefix) :]: chosen[0]
                for name, chosen in values.items()
                if name.startswith(prefix) and chosen
            }
        }

    def key(self, body: Body) -> Response:
        """Each left with its own right."""
        return {"pairs": {pair["id"]: pair["id"] for pair in body["pairs"]}}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """The share of the pairs that are right."""
        if not response:
            return NOTHING
        right = sum(response["pairs"].get(pair["id"]) == pair["id"] for pair in body["pairs"])
        return Fraction(right, len(body["pairs"]))
