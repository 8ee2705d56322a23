"""Takes a lesson's Markdown apart: text and blocks, with the line of each."""

import re

from courses.source.faults import Faults, did_you_mean
from courses.source.values import BLOCKS, Part

FENCE = re.compile(r"\s*:{3,}\s*(?P<rest>.*?)\s*$")
CODE = re.compile(r"\s{0,3}(```|~~~)")


def split_parts(text: str, faults: Faults) -> tuple[Part, ...]:
    """The parts in order; faults in the block fences are noted and the reading goes on."""
    splitter = _Splitter(faults)
    for number, line in enumerate(text.splitlines(), start=1):
        splitter.feed(number, line)
    return splitter.finish()


class _Splitter:
    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.parts: list[Part] = []
        self.kind, self.argument, self.opened = "", "", 1
        self.lines: list[str] = []
        self.previous = ""
        self.just_closed = False
        self.in_code = False

    def feed(self, number: int, line: str) -> None:
        """Takes one line."""
        if CODE.match(line):
            self.in_code = not self.in_code
        fence = None if self.in_code else FENCE.match(line)
        if self.just_closed and line.strip() and not (fence and not fence["rest"]):
            self.faults.add(
                number, "There is no blank line behind the block.", "Add a blank line below its ':::'."
            )
        self.just_closed = False
        if fence is None:
            self.lines.append(line)
        elif fence["rest"]:
            self._open(number, fence["rest"])
        else:
            self._close(number)
        self.previous = line

    def _open(self, number: int, rest: str) -> None:
        name, _space, argument = rest.partition(" ")
        if self.kind:
            self.faults.add(
                number,
                f"The block {name!r} begins inside {self.kind!r} (opened on line {self.opened}).",
                "Close the first one with ':::' before; blocks do not nest.",
            )
        if self.previous.strip():
            self.faults.add(
                number, "There is no blank line before the block.", f"Add one above '::: {name}'."
            )
        if name not in BLOCKS:
            self.faults.add(number, f"There is no block {name!r}.", did_you_mean(name, BLOCKS))
        self._end_part()
        self.kind, self.argument, self.opened = name, argument.strip(), number

    def _close(self, number: int) -> None:
        if not self.kind:
            self.faults.add(
                number, "':::' closes a block, but none is open.", "Remove it, or open the block above."
            )
            self.lines.append("")
            return
        self._end_part()
        self.kind, self.argument, self.opened = "", "", number
        self.just_closed = True

    def _end_part(self) -> None:
        body = "\n".join(self.lines)
        if self.kind or body.strip():
            first = self.opened + 1 if self.kind or self.parts else 1
            self.parts.append(Part(self.kind, self.argument, body, self.opened, first))
        self.lines = []

    def finish(self) -> tuple[Part, ...]:
        """All parts; an open block is a fault."""
        if self.kind:
            self.faults.add(
                self.opened, f"The block {self.kind!r} is never closed.", "Add a line ':::' behind its text."
            )
        self._end_part()
        return tuple(self.parts)
