"""A table as a workbook: typed dates and numbers, a frozen header with filters, and a sheet that explains it. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from rustpy_xlsxwriter import Format, write_worksheets

from lms.reporting.csv_file import heading
from lms.reporting.table import Column, Kind, Row, Table

LONGEST_TEXT = 32_767
"""What a cell holds at most."""

_LOOKS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
    Kind.PERCENT: "0.0%",
}
_WIDTHS = {Kind.TEXT: 28.0, Kind.STATUS: 16.0, Kind.DATE: 12.0, Kind.MOMENT: 22.0}


def write_xlsx(
    table: Table, zone: str, sheets: tuple[str, str], about: Sequence[tuple[str, str]], file: BinaryIO
) -> None:
    """Writes the workbook row by row. `sheets` are the names of the two sheets, `about` what is said of the file before
    its columns are explained. Moments stand in `zone`, without a zone of their own: Excel knows none.
    """
    first, second = sheets
    headings = [heading(column, zone) for column in table.columns]
    explained = [*about, *((heading(column, zone), column.meaning) for column in table.columns)]
    looks = {
        name: Format().set_num_format(_LOOKS[column.kind])
        for name, column in zip(headings, table.columns, strict=True)
        if column.kind in _LOOKS
    }
    write_worksheets(
        [(first, _cells(table, headings, zone)), (second, _explanation(explained))],
        file,
        freeze_panes={"general": {"row": 1, "col": 0}},
        bold_headers=True,
        column_formats={first: looks, second: [Format().set_text_wrap(), Format().set_text_wrap()]},
        column_widths={
            first: [_WIDTHS.get(column.kind, 14.0) for column in table.columns],
            second: [30.0, 90.0],
        },
        autofilter={first: True},
    )


def _cells(table: Table, headings: Sequence[str], zone: str) -> Iterator[dict[str, Any]]:
    typed = [(place, _TYPED[column.kind](column, zone)) for place, column in enumerate(table.columns)
             if column.kind in _TYPED]  # fmt: skip
    empty = True
    for row in table.rows:
        empty = False
        yield dict(zip(headings, _typed(row, typed), strict=True))
    if empty:  # the header is taken from the first row: without one there would be none
        yield dict.fromkeys(headings)


def _typed(row: Row, typed: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    cells = list(row)
    for place, make in typed:
        if (value := cells[place]) is not None:
            cells[place] = make(value)
    return cells


def _explanation(lines: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    (item, meaning), *rest = lines
    return [{item: text, meaning: said} for text, said in rest]


def _capped(_column: Column, _zone: str) -> Callable[[Any], Any]:
    return lambda text: text[:LONGEST_TEXT]


def _worded(column: Column, _zone: str) -> Callable[[Any], Any]:
    words = column.words
    return lambda code: words.get(code, code)


def _local(_column: Column, zone: str) -> Callable[[Any], Any]:
    local = ZoneInfo(zone)

    def make(moment: datetime) -> datetime:
        return moment.astimezone(local).replace(tzinfo=None)

    return make


_TYPED: dict[Kind, Callable[[Column, str], Callable[[Any], Any]]] = {
    Kind.TEXT: _capped,
    Kind.STATUS: _worded,
    Kind.MOMENT: _local,
}
