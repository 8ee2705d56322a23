"""True or false as the trainer writes it."""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs
from quizzes.questions.true_false.rules import CHOICES


class TrueFalseForm:
    """Whether the statement holds."""

    label = N_("True or false")
    explained = N_("A statement that holds or does not.")
    lists = ()
    places: dict[str, str] = {}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The answer, where one is chosen."""
        chosen = fields.text("answer")
        return {"answer": chosen == CHOICES[0]} if chosen in CHOICES else {}

    def write(self, body: Body) -> Pairs:
        """The answer, where there is one."""
        return [("answer", CHOICES[0] if body["answer"] else CHOICES[1])] if "answer" in body else []

    def blank(self) -> Pairs:
        """Nothing chosen."""
        return []


form = TrueFalseForm()
