"""What each block must be, block by block."""

import re
from collections.abc import Callable, Mapping

from courses.source.exercise import read_exercise
from courses.source.faults import Faults, did_you_mean
from courses.source.table import read_table
from courses.source.values import Exercise, Part

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
VERDICTS = ("best", "ok", "poor")


def check_block(part: Part, faults: Faults) -> None:
    """Notes what is wrong with one block."""
    if rule := _RULES.get(part.kind):
        rule(part, faults)


def _callout(part: Part, faults: Faults) -> None:
    if not part.body.strip():
        faults.add(part.line, f"The block {part.kind!r} is empty.", "Write its text, or remove the block.")


def _reveal(part: Part, faults: Faults) -> None:
    if not part.argument:
        faults.add(part.line, "The reveal asks nothing.", "Write the question behind '::: reveal'.")
    _callout(part, faults)


def _table(part: Part, faults: Faults, columns: int | None = None) -> None:
    rows, strays = read_table(part.body, part.body_line)
    for line in strays:
        faults.add(
            line,
            f"This line of {part.kind!r} is not part of its table.",
            "Begin and end each row with '|'; move text out of the block.",
        )
    if len(rows) < 2:
        faults.add(
            part.line,
            f"The block {part.kind!r} has no table with a heading and a row.",
            "Write | a | b |, the ruling line, then rows.",
        )
        return
    width = columns or len(rows[0].cells)
    for row in rows:
        if len(row.cells) != width:
            faults.add(
                row.line,
                f"This row has {len(row.cells)} cells, not {width}.",
                "Add or remove cells; write \\| for a bar inside one.",
            )


def _phrases(part: Part, faults: Faults) -> None:
    if not LANGUAGE_TAG.fullmatch(part.argument):
        faults.add(
            part.line,
            f"{part.argument!r} is not a language tag.",
            "Name the phrases' language: '::: phrases de'.",
        )
    _table(part, faults, columns=4)


def _exercise(part: Part, faults: Faults, least: int, most: int) -> Exercise:
    exercise = read_exercise(part)
    if not exercise.stem:
        faults.add(
            part.line,
            f"The {part.kind} has no text before its choices.",
            "Describe the question or the situation.",
        )
    if not least <= len(exercise.choices) <= most:
        faults.add(
            part.line,
            f"The {part.kind} has {len(exercise.choices)} choices.",
            f"Write {least} to {most}, each as '- [ ] …'.",
        )
    for choice in exercise.choices:
        if not choice.text:
            faults.add(choice.line, "This choice has no text.", "Write it behind the brackets.")
        if not choice.teaches:
            faults.add(
                choice.line,
                "This choice teaches nothing.",
                "Add a line '  > …' below it that says what follows, and why.",
            )
    return exercise


def _check(part: Part, faults: Faults) -> None:
    exercise = _exercise(part, faults, 2, 5)
    for choice in exercise.choices:
        if choice.mark not in ("", "x"):
            faults.add(
                choice.line,
                f"[{choice.mark}] is no mark of a check.",
                "Write [x] for the right one, [ ] for the others.",
            )
    _exactly_one(part, exercise, "x", faults)


def _scenario(part: Part, faults: Faults) -> None:
    if not part.argument:
        faults.add(part.line, "The scenario has no title.", "Write it behind '::: scenario'.")
    exercise = _exercise(part, faults, 2, 4)
    for choice in exercise.choices:
        if choice.mark not in VERDICTS:
            faults.add(choice.line, f"[{choice.mark}] is no verdict.", did_you_mean(choice.mark, VERDICTS))
    _exactly_one(part, exercise, "best", faults)


def _exactly_one(part: Part, exercise: Exercise, mark: str, faults: Faults) -> None:
    times = sum(choice.mark == mark for choice in exercise.choices)
    if exercise.choices and times != 1:
        faults.add(part.line, f"The {part.kind} has {times} choices marked [{mark}].", "Mark exactly one.")


_RULES: Mapping[str, Callable[[Part, Faults], None]] = {
    "do": _callout,
    "avoid": _callout,
    "ask": _callout,
    "note": _callout,
    "reveal": _reveal,
    "phrases": _phrases,
    "compare": _table,
    "check": _check,
    "scenario": _scenario,
}
