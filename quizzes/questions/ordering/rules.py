"""Ordering: items are put into the right order. Response: {"order": [id, …]}, every item once."""

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

_FIELDS = frozenset({"id", "text"})


class Ordering:
    """Each item that stands at its right place earns its equal share. They are never shown in the right order."""

    name = "ordering"
    fields = frozenset({"items"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """Three to eight items."""
        items = faults.parts(("items",), raw.get("items"), 3, 8)
        faults.unique(("items",), (item.get("id") for item in items))
        for number, item in enumerate(items):
            faults.unknown(("items", number), item, _FIELDS)
            faults.texts(("items", number, "text"), item.get("text"))

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """The items."""
        return {item["id"]: item["text"] for item in body["items"]}

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The items' ids, shuffled."""
        return shuffled([item["id"] for item in body["items"]], random)

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"order": …} from the places shown: {"order": ["3", "1", "2"]} puts the third shown first."""
        tokens = raw.get("order") if isinstance(raw, Mapping) else raw
        if not tokens:
            return None
        if not isinstance(tokens, list):
            raise BadResponse(N_("Choose among the options shown."))
        ids = [place(token, order) for token in tokens]
        if len(ids) != len(order) or len(set(ids)) != len(order):
            raise BadResponse(N_("Give every line a place of its own, 1 to %(most)s."), most=len(order))
        return {"order": ids}

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """By places, as the page shows it."""
        if not response:
            return None
        numbers = places(order)
        return {"order": [numbers[id_] for id_ in response["order"]]}

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """From the lists named `place-1`, `place-2`, …: the place each line shown is given. An incomplete or doubled set
        comes out as such, and `response` refuses it."""
        prefix = "place-"
        given = [
            (int(chosen[0]), name[len(prefix) :])
            for name, chosen in values.items()
            if name.startswith(prefix) and chosen and chosen[0].isdecimal()
        ]
        by_place = dict(sorted(given))
        return {"order": list(by_place.values())}

    def key(self, body: Body) -> Response:
        """The written order."""
        return {"order": [item["id"] for item in body["items"]]}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """The share of the items at their right place."""
        if not response:
            return NOTHING
        right = self.key(body)["order"]
        hits = sum(given == wanted for given, wanted in zip(response["order"], right, strict=False))
        return Fraction(hits, len(right))
