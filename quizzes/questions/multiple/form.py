"""Multiple choice as the trainer writes it."""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs
from quizzes.questions.multiple.rules import SCORINGS
from quizzes.questions.option_form import OPTIONS, blank_options, read_options, write_options


class MultipleForm:
    """Options, some of them marked as right, and the rule that scores them."""

    label = N_("Multiple choice")
    explained = N_("Several options may be right, and the learner finds all of them.")
    lists = (OPTIONS,)
    places: dict[str, str] = {}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The options and the scoring."""
        found: dict[str, Any] = {"options": read_options(fields, ids)}
        if scoring := fields.text("scoring"):
            found["scoring"] = scoring
        return found

    def write(self, body: Body) -> Pairs:
        """The options and the scoring."""
        return [*write_options(body), ("scoring", body.get("scoring", ""))]

    def blank(self) -> Pairs:
        """Four empty options, scored strictly."""
        return [*blank_options(), ("scoring", SCORINGS[0])]


form = MultipleForm()
