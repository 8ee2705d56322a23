"""Options in the trainer's form: what single and multiple choice share. Pure.

`options-correct` holds the tokens of the rows that are right: a group of radio buttons, or of boxes.
"""

from typing import Any

from quizzes.questions.base import N_, Body
from quizzes.questions.fields import (
    Fields,
    Ids,
    Pairs,
    Parts,
    blank_rows,
    filled_rows,
    read_parts,
    write_parts,
)

OPTIONS = Parts(
    "options",
    ("text", "feedback"),
    N_("Option %(number)s"),
    N_("Add an option"),
    blank=4,
    optional=frozenset({"feedback"}),
)
RIGHT = "options-correct"


def read_options(fields: Fields, ids: Ids) -> list[dict[str, Any]]:
    """The options, those marked as right with `correct`."""
    right = set(fields.all(RIGHT))
    options = read_parts(fields, OPTIONS, ids)
    for token, option in zip(filled_rows(fields, OPTIONS), options, strict=True):
        if token in right:
            option["correct"] = True
    return options


def write_options(body: Body) -> Pairs:
    """The rows, and which of them are right."""
    options = body.get("options", [])
    right = [str(number) for number, option in enumerate(options, start=1) if option.get("correct")]
    return [*write_parts(OPTIONS, options), *((RIGHT, token) for token in right)]


def blank_options() -> Pairs:
    """Empty rows."""
    return blank_rows(OPTIONS)
