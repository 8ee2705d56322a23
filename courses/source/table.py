"""A Markdown table as rows of cells, with the line of each row."""

import re
from dataclasses import dataclass

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[str, ...]
    line: int


def read_table(body: str, first_line: int) -> tuple[list[Row], list[int]]:
    """The rows of the table in a block, heading first, without the ruling line; and the lines that are no table."""
    rows: list[Row] = []
    strays: list[int] = []
    for number, line in enumerate(body.splitlines(), start=first_line):
        text = line.strip()
        if not text or (rows and len(rows) == 1 and _RULE.fullmatch(text)):
            continue
        if not text.startswith("|"):
            strays.append(number)
            continue
        cells = _CELL.split(text.strip("|") if not text.endswith("\\|") else text[1:])
        rows.append(Row(tuple(cell.strip() for cell in cells), number))
    return rows, strays
