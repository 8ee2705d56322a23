"""Finds evidence marks, links and headings in a lesson's text. The one place that knows how they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"\[\[(?P<inside>[^\[\]\n]*)\]\]")
LINK = re.compile(r"\]\((?P<target>[^()\s]+)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"(?P<signs>#{1,6})\s+(?P<text>\S.*)$")
LESSON_LINK = re.compile(r"lesson:(?P<course>[a-z0-9-]+)/(?P<lesson>[a-z0-9-]+)")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in the text: an evidence mark's inside, a link's target, or a heading's signs."""

    text: str
    line: int


def _lines(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without code."""
    in_code = False
    for number, line in enumerate(body.splitlines(), start=first_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield number, _CODE.sub("", line)


def evidence_marks(body: str, first_line: int = 1) -> list[Found]:
    """What stands inside each [[…]], for example "V D1 D4"."""
    return [
        Found(mark["inside"], number)
        for number, line in _lines(body, first_line)
        for mark in MARK.finditer(line)
    ]


def links(body: str, first_line: int = 1) -> list[Found]:
    """The target of each link."""
    return [
        Found(link["target"], number)
        for number, line in _lines(body, first_line)
        for link in LINK.finditer(line)
    ]


def headings(body: str, first_line: int = 1) -> list[Found]:
    """The signs (##, ###) of each heading."""
    return [
        Found(match["signs"], number)
        for number, line in _lines(body, first_line)
        if (match := HEADING.match(line))
    ]


def plain_lines(body: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """The text's lines with their numbers, without code."""
    return _lines(body, first_line)
