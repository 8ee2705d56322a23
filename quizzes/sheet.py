"""What the question types' templates are given: one question as asked, or as looked back on. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.grading import Mark, Slot
from quizzes.questions.base import Body, Response, Texts
from quizzes.questions.register import type_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a page that takes answers. `shown` is the answer as pages speak of it (QuestionType.shown)."""

    slot: int
    body: Body
    order: Sequence[str]
    listed: Mapping[str, Texts]
    shown: Any = None
    sequence: int = 0
    error: str | None = None

    def name(self, field: str) -> str:
        """The form's name for one of the question's fields."""
        return f"slot-{self.slot}-{field}"

    def given(self, field: str) -> Any:
        """What the learner answered under one name, or None."""
        return self.shown.get(field) if isinstance(self.shown, Mapping) else None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A question after submission. `key` is None where the quiz keeps it to itself."""

    slot: int
    body: Body
    order: Sequence[str]
    listed: Mapping[str, Texts]
    response: Response | None
    key: Response | None
    mark: Mark

    def given(self, field: str) -> Any:
        """What the learner answered under one name, or None."""
        return self.response.get(field) if self.response else None

    def right(self, field: str) -> Any:
        """What would have been right under one name, or None where that is not shown."""
        return self.key.get(field) if self.key else None


def ask(number: int, slot: Slot, body: Body, response: Response | None = None, sequence: int = 0) -> Asked:
    """The question of one slot, with what was answered so far."""
    type_ = type_of(body)
    shown = type_.shown(body, slot.order, response)
    return Asked(number, body, slot.order, type_.listed(body), shown, sequence)


def review(
    number: int, slot: Slot, body: Body, response: Response | None, mark: Mark, *, show_key: bool
) -> Reviewed:
    """The question of one slot, with what was answered and what it earned."""
    type_ = type_of(body)
    key = type_.key(body) if show_key else None
    return Reviewed(number, body, slot.order, type_.listed(body), response, key, mark)
