"""Single choice as the trainer writes it."""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs
from quizzes.questions.option_form import OPTIONS, blank_options, read_options, write_options


class SingleForm:
    """Options, one of them marked as right."""

    label = N_("Single choice")
    explained = N_("One of several options is right.")
    lists = (OPTIONS,)
    places: dict[str, str] = {}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The options."""
        return {"options": read_options(fields, ids)}

    def write(self, body: Body) -> Pairs:
        """The options."""
        return write_options(body)

    def blank(self) -> Pairs:
        """Four empty options."""
        return blank_options()


form = SingleForm()
