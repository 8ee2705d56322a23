"""A number as the trainer writes it."""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs, write_number, write_texts

EXACT, ABSOLUTE, PERCENT = "exact", "absolute", "percent"


class NumericForm:
    """The number, how far off an answer may be, and the unit."""

    label = N_("Number")
    explained = N_("The learner works out a number; you say how exact it must be.")
    lists = ()
    places = {"tolerance_percent": "tolerance"}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The answer, at most one tolerance, the unit where there is one."""
        found: dict[str, Any] = {}
        if (answer := fields.number("answer")) is not None:
            found["answer"] = answer
        name = {ABSOLUTE: "tolerance", PERCENT: "tolerance_percent"}.get(fields.text("tolerance-kind"))
        if name:
            tolerance = fields.number("tolerance")
            found[name] = "" if tolerance is None else tolerance
        if unit := fields.texts("unit"):
            found["unit"] = unit
        return found

    def write(self, body: Body) -> Pairs:
        """The number as it is read."""
        kind = ABSOLUTE if "tolerance" in body else PERCENT if "tolerance_percent" in body else EXACT
        return [
            ("answer", write_number(body.get("answer"))),
            ("tolerance-kind", kind),
            ("tolerance", write_number(body.get("tolerance", body.get("tolerance_percent")))),
            *write_texts("unit", body.get("unit")),
        ]

    def blank(self) -> Pairs:
        """No tolerance yet."""
        return [("tolerance-kind", EXACT)]


form = NumericForm()
