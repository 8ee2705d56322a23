"""True or false: a statement that holds or does not. Response: {"choice": "true" or "false"}."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from quizzes.questions.base import (
    EVERYTHING,
    N_,
    NOTHING,
    BadResponse,
    Body,
    Faults,
    Response,
    Texts,
    chosen_ids,
)

CHOICES = ("true", "false")


class TrueFalse:
    """The right one earns everything. True always stands first: readers look for it there."""

    name = "true_false"
    fields = frozenset({"answer"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """An answer that is true or false."""
        if not isinstance(raw.get("answer"), bool):
            faults.add(("answer",), N_("Write true or false."))

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """The page has its own words for true and false."""
        return {}

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """True, then false."""
        return list(CHOICES)

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"choice": "true" or "false"}."""
        ids = chosen_ids(raw, "choice", CHOICES)
        if len(ids) > 1:
            raise BadResponse(N_("Choose one option."))
        return {"choice": ids[0]} if ids else None

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """The response itself."""
        return response

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """From the radio buttons named `choice`."""
        return {"choice": values.get("choice", [])}

    def key(self, body: Body) -> Response:
        """The right one."""
        return {"choice": "true" if body["answer"] else "false"}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """1 for the right one, else 0."""
        return EVERYTHING if response == self.key(body) else NOTHING
