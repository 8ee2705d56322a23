"""A number with a tolerance and perhaps a unit. Response: {"value": "1.68"}, a decimal in plain digits."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
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
    is_number,
)
from quizzes.questions.numeric.reading import read_number


class Numeric:
    """Everything within the tolerance (its edge included), nothing outside.

    `tolerance` is absolute, `tolerance_percent` a percentage of the answer; with neither, the number must be exact.
    """

    name = "numeric"
    fields = frozenset({"answer", "tolerance", "tolerance_percent", "unit"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """A number, at most one tolerance, a translated unit."""
        if not is_number(raw.get("answer")):
            faults.add(("answer",), N_("Write the answer as a number, without its unit."))
        for name in ("tolerance", "tolerance_percent"):
            if name in raw and not (is_number(raw[name]) and raw[name] >= 0):
                faults.add((name,), N_("Write a number that is not below 0."))
        if "tolerance" in raw and "tolerance_percent" in raw:
            faults.add(("tolerance_percent",), N_("Give one tolerance: absolute or in per cent."))
        if "unit" in raw:
            faults.texts(("unit",), raw["unit"])

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """Nothing is listed."""
        return {}

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """Nothing is listed."""
        return []

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"value": …}; the reader's own number format and a typed unit are understood."""
        text = raw.get("value") if isinstance(raw, Mapping) else raw
        if text is None:
            return None
        if not isinstance(text, str):
            raise BadResponse(N_("Write a number."))
        value = read_number(text, tuple((body.get("unit") or {}).values()))
        return None if value is None else {"value": value}

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """The response itself."""
        return response

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """From the text field named `value`."""
        return {"value": "".join(values.get("value", [])[:1])}

    def key(self, body: Body) -> Response:
        """The answer."""
        return {"value": format(Decimal(repr(body["answer"])), "f")}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """1 within the tolerance, else 0."""
        if not response:
            return NOTHING
        answer = _exact(body["answer"])
        percent = body.get("tolerance_percent")
        room = (
            abs(answer) * _exact(percent) / 100 if percent is not None else _exact(body.get("tolerance", 0))
        )
        return EVERYTHING if abs(Fraction(response["value"]) - answer) <= room else NOTHING


def _exact(number: float) -> Fraction:
    """The decimal as the author wrote it, not the nearest binary number: 0.1 is a tenth."""
    return Fraction(repr(number))
