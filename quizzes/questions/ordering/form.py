"""Ordering as the trainer writes it."""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs, Parts, blank_rows, read_parts, write_parts

ITEMS = Parts("items", ("text",), N_("Step %(number)s"), N_("Add a step"), blank=4)


class OrderingForm:
    """Items in the right order."""

    label = N_("Ordering")
    explained = N_("The learner puts steps into the right order.")
    lists = (ITEMS,)
    places: dict[str, str] = {}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The items."""
        return {"items": read_parts(fields, ITEMS, ids)}

    def write(self, body: Body) -> Pairs:
        """The items."""
        return write_parts(ITEMS, body.get("items", []))

    def blank(self) -> Pairs:
        """Four empty items."""
        return blank_rows(ITEMS)


form = OrderingForm()
