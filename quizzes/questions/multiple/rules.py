"""Multiple choice: three to eight options, one or more of them right. Response: {"choices": [id, …]}, in written order."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from quizzes.questions.base import EVERYTHING, N_, NOTHING, Body, Faults, Response, Texts, chosen_ids
from quizzes.questions.options import check_options, option_order, right_ids

SCORINGS = ("all_or_nothing", "partial", "partial_with_penalty")


class Multiple:
    """Scored by one of three rules, named in `scoring`; the first is the default.

    all_or_nothing: exactly the right options earn everything, any other choice nothing.
    partial: the right options chosen, divided by the right ones or by those chosen, whichever are more; so choosing
        everything is not rewarded, and nothing is taken away for a slip.
    partial_with_penalty: the right options chosen less the wrong ones chosen, divided by the right ones; never below 0.
    """

    name = "multiple"
    fields = frozenset({"options", "scoring"})

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """Three to eight options, at least one right, a known scoring."""
        options = check_options(raw, faults, least=3, most=8)
        if not any(option.get("correct") is True for option in options):
            faults.add(("options",), N_("Mark at least one option as right (correct: true)."))
        if raw.get("scoring", SCORINGS[0]) not in SCORINGS:
            faults.add(("scoring",), N_("Choose one of: %(choices)s."), choices=", ".join(SCORINGS))

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """The options."""
        return {option["id"]: option["text"] for option in body["options"]}

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The options' ids, shuffled where asked for."""
        return option_order(body, random, shuffle=shuffle)

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """{"choices": ids in the written order}."""
        chosen = set(chosen_ids(raw, "choices", order))
        ids = [option["id"] for option in body["options"] if option["id"] in chosen]
        return {"choices": ids} if ids else None

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """The response itself."""
        return response

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """From the check boxes named `choices`."""
        return {"choices": values.get("choices", [])}

    def key(self, body: Body) -> Response:
        """Exactly the right options."""
        return {"choices": right_ids(body)}

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """By the question's scoring rule."""
        if not response:
            return NOTHING
        chosen, right = set(response["choices"]), set(right_ids(body))
        hits = len(chosen & right)
        scoring = body.get("scoring", SCORINGS[0])
        if scoring == "partial":
            return Fraction(hits, max(len(right), len(chosen), 1))
        if scoring == "partial_with_penalty":
            return max(NOTHING, Fraction(hits - len(chosen - right), len(right)))
        return EVERYTHING if chosen == right else NOTHING
