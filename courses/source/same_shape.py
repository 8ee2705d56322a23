"""A translation has the shape of its base: the same headings, blocks, choices and evidence, in the same order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from courses.source.exercise import read_exercise
from courses.source.faults import Faults
from courses.source.marks import evidence_marks, headings
from courses.source.table import read_table
from courses.source.values import LessonText, Part


@dataclass(frozen=True, slots=True)
class _Feature:
    """Something that must be the same: `name` says what, `line` where."""

    name: str
    line: int


def check_same_shape(base: LessonText, other: LessonText, faults: Faults) -> None:
    """Notes the first place where the translation's structure leaves the base, and every difference in evidence."""
    ours, theirs = list(_features(base)), list(_features(other))
    for mine, yours in zip(ours, theirs, strict=False):
        if mine.name != yours.name:
            faults.add(
                yours.line,
                f"Here stands {yours.name}, but {base.file} has {mine.name} (line {mine.line}).",
                "Give both languages the same headings, blocks and choices in the same order.",
            )
            return
    if len(ours) > len(theirs):
        missing = ours[len(theirs)]
        last = len(other.written.splitlines()) or 1
        faults.add(
            last, f"{missing.name} of {base.file} (line {missing.line}) is missing.", "Translate it here."
        )
    elif len(theirs) > len(ours):
        faults.add(
            theirs[len(ours)].line,
            f"{theirs[len(ours)].name} is not in {base.file}.",
            "Remove it, or add it there.",
        )
    else:
        _evidence(base, other, faults)


def _features(text: LessonText) -> Iterator[_Feature]:
    for part in text.parts:
        if part.kind:
            yield _Feature(f"block {part.kind!r}{_detail(part)}", part.line)
        for heading in headings(part.body, part.body_line):
            yield _Feature(f"heading {heading.text!r}", heading.line)


def _detail(part: Part) -> str:
    if part.kind == "phrases":
        rows, _strays = read_table(part.body, part.body_line)
        return f" ({part.argument}, {len(rows)} rows)"
    if part.kind == "compare":
        rows, _strays = read_table(part.body, part.body_line)
        return f" ({len(rows)} rows)"
    if part.kind in ("check", "scenario"):
        marks = [choice.mark or "-" for choice in read_exercise(part).choices]
        return f" (choices {' '.join(marks)})"
    return ""


def _evidence(base: LessonText, other: LessonText, faults: Faults) -> None:
    for mine, yours in zip(base.parts, other.parts, strict=False):
        ours, theirs = _marks(mine), _marks(yours)
        for mark in ours - theirs:
            faults.add(
                yours.line,
                f"[[{mark}]] of {base.file} (line {mine.line} and below) is missing here.",
                "Put it behind the same claim.",
            )
        for mark in theirs - ours:
            faults.add(
                yours.line,
                f"[[{mark}]] is not in {base.file} (line {mine.line} and below).",
                "Remove it, or add it there.",
            )


def _marks(part: Part) -> Counter[str]:
    return Counter(mark.text for mark in evidence_marks(part.body))
