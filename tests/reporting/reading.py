"""Reads back what a user gets: tables on a page, CSV, workbooks."""

import csv
import io
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook
from werkzeug.test import TestResponse


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def tables(answer: TestResponse) -> list[list[list[str]]]:
    """Every table of a page: its rows, their cells as text."""
    reader = _Tables()
    reader.feed(answer.text)
    return [[[" ".join(cell.split()) for cell in row] for row in table] for table in reader.tables]


def csv_rows(answer: TestResponse) -> list[list[str]]:
    """The rows of a CSV file that begins with the mark by which Excel knows UTF-8."""
    assert answer.status_code == 200, answer.text
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def xlsx_sheets(answer: TestResponse) -> dict[str, Any]:
    """The sheets of a workbook by name."""
    assert answer.status_code == 200, answer.text
    workbook = load_workbook(io.BytesIO(answer.data))
    return {sheet.title: sheet for sheet in workbook.worksheets}


def xlsx_rows(sheet: Any) -> list[list[Any]]:
    """A sheet's values; whole numbers without the point that the reader gives them."""
    return [
        [int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]
