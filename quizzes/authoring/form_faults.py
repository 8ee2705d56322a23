"""Where a fault of a body stands in the form, and how it is said there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.translated import LANGUAGE_NAMES
from quizzes.questions.base import N_, Fault, Path
from quizzes.questions.fields import Fields, Parts, filled_rows

IN_A_FORM = {
    "Mark exactly one option as right (correct: true).": N_("Mark exactly one option as right."),
    "Mark at least one option as right (correct: true).": N_("Mark at least one option as right."),
    "Give a list of tags; the first is the pool's key.": N_("Choose a pool."),
    "Write true or false.": N_("Choose true or false."),
    "Give one tolerance: absolute or in per cent.": N_("Choose one kind of tolerance."),
    "Give %(least)s to %(most)s of these.": N_("Write %(least)s to %(most)s of these."),
    "List the questions: `question: id`, or `draw: 5` with `tags: […]`.": N_(
        "Add a question, or draw some at random."
    ),
    "Write `question: id`, or `draw: 5` with `tags: […]`.": N_(
        "Write how many questions to draw, and at least one tag they have."
    ),
    "Write a whole number, at least %(least)s, or leave it out.": N_(
        "Write a whole number, at least %(least)s, or leave it empty."
    ),
}
"""The rules speak of files; these are their words for somebody who sees a form."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault at a field of the form. `part` is the list and the number (from 1) of the row it stands in."""

    field: str
    message: str
    values: Mapping[str, Any]
    part: tuple[str, int] | None = None


def placed(
    faults: Sequence[Fault], fields: Fields, lists: Sequence[Parts], places: Mapping[str, str]
) -> list[Placed]:
    """The faults at their fields, in the order of the rules."""
    rows = {parts.name: filled_rows(fields, parts) for parts in lists}
    return [_placed(fault, fields, rows, places) for fault in faults]


def _placed(
    fault: Fault, fields: Fields, rows: Mapping[str, Sequence[str]], places: Mapping[str, str]
) -> Placed:
    path = _with_language(fault)
    name = str(path[0]) if path else ""
    part = None
    names = [places.get(name, name)]
    if name in rows and len(path) > 1 and isinstance(path[1], int):
        token = rows[name][path[1]]
        part = (name, fields.rows(name).index(token) + 1)
        names.append(token)
        path = path[1:]
    names += [str(step) for step in path[1:] if not isinstance(step, int)]
    values = dict(fault.values)
    if "language" in values:
        values["language"] = LANGUAGE_NAMES[values["language"]]
    return Placed("-".join(names), IN_A_FORM.get(fault.message, fault.message), values, part)


def _with_language(fault: Fault) -> Path:
    language = fault.values.get("language")
    return (*fault.path, language) if language else fault.path
