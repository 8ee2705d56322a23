"""Single choice: two to six options, exactly one of them right. Response: {"choice": id}."""

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
from quizzes.questions.options import check_options, option_order, right_ids


class Single:
    """The right option earns everything, another nothing."""

    name = "single"
    fields = frozenset({"options"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """Two to six options, exactly one right."""
        options = check_options(raw, faults, least=2, most=6)
        if sum(option.get("correct") is True for option in options) != 1:
            faults.add(("options",), N_("Mark exactly one option as right (correct: true)."))

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """The options."""
        return {option["id"]: option["text"] for option in body["options"]}

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The options' ids, shuffled where asked for."""
        return option_order(body, random, shuffle=shuffle)

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"choice": id}."""
        ids = chosen_ids(raw, "choice", order)
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
        """The right option."""
        return {"choice": right_ids(body)[0]}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """1 for the right option, else 0."""
        return EVERYTHING if response and response["choice"] in right_ids(body) else NOTHING
