"""Matching as the trainer writes it."""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs, Parts, blank_rows, read_parts, write_parts

PAIRS = Parts("pairs", ("left", "right"), N_("Pair %(number)s"), N_("Add a pair"), blank=3)
DISTRACTORS = Parts(
    "distractors", ("text",), N_("Without a partner %(number)s"), N_("Add one without a partner"), blank=0
)


class MatchingForm:
    """Pairs, and what looks like a partner but is none."""

    label = N_("Matching")
    explained = N_("The learner gives each thing on the left its partner on the right.")
    lists = (PAIRS, DISTRACTORS)
    places: dict[str, str] = {}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The pairs, and the distractors where there are any."""
        found: dict[str, Any] = {"pairs": read_parts(fields, PAIRS, ids)}
        if distractors := read_parts(fields, DISTRACTORS, ids):
            found["distractors"] = distractors
        return found

    def write(self, body: Body) -> Pairs:
        """The rows of both lists."""
        return [
            *write_parts(PAIRS, body.get("pairs", [])),
            *write_parts(DISTRACTORS, body.get("distractors", [])),
        ]

    def blank(self) -> Pairs:
        """Three empty pairs."""
        return blank_rows(PAIRS)


form = MatchingForm()
