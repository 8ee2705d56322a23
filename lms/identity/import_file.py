"""Reads a file of people, CSV or XLSX, into rows of cells. Pure: bytes in, values out.

Encodings are found out: UTF-8 with or without its mark, UTF-16 with its mark, else GB18030, which Excel writes in
China. A file that is not what it says, or that would unfold to something huge, is refused with a reason.
"""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import load_workbook

from lms.identity.person_fields import heading_field

MOST_ROWS = 20_000
MOST_UNFOLDED = 100 * 1024 * 1024
MOST_OTHER = 2 * 1024 * 1024


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `code` says why (see the import page for the words)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row: its number as the spreadsheet shows it, and its cells by field."""

    number: int
    cells: dict[str, object]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What was read: rows, and the headings nobody understood."""

    rows: list[FileRow]
    unknown_headings: list[str] = field(default_factory=list)


def read_people_file(name: str, content: bytes) -> PeopleFile:
    """Reads the file. Raises UnreadableFile."""
    if not content.strip():
        raise UnreadableFile("empty")
    if content[:4] == b"PK\x03\x04":
        table = _xlsx(content)
    elif content[:4] == b"\xd0\xcf\x11\xe0" or name.lower().endswith(".xls"):
        raise UnreadableFile("old_excel")
    else:
        table = _csv(content)
    return _by_field(table)


def _csv(content: bytes) -> list[list[object]]:
    text = decode(content)
    if "\x00" in text:
        raise UnreadableFile("not_a_table")
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), dialect)]
    except csv.Error:
        raise UnreadableFile("not_a_table") from None
    return rows


def decode(content: bytes) -> str:
    """The text, whatever of the usual encodings it is in. Raises UnreadableFile."""
    candidates = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("encoding")


def _xlsx(content: bytes) -> list[list[object]]:
    try:
        _check_parts(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows: list[list[object]] = []
        for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=60):
            rows.append(list(row))
        book.close()
    except UnreadableFile:
        raise
    except Exception:  # whatever a damaged or hostile file does to the reader, it is no table
        raise UnreadableFile("not_a_table") from None
    return rows


def _check_parts(content: bytes) -> None:
    """Only sheets and their texts may be large: a heavy style sheet is not a list of people."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNFOLDED:
        raise UnreadableFile("too_large")
    large = ("xl/worksheets/", "xl/sharedStrings.xml")
    if any(part.file_size > MOST_OTHER and not part.filename.startswith(large) for part in parts):
        raise UnreadableFile("too_large")


def _by_field(table: list[list[object]]) -> PeopleFile:
    first = next((index for index, row in enumerate(table) if any(_filled(cell) for cell in row)), None)
    if first is None:
        raise UnreadableFile("empty")
    headings = ["" if cell is None else str(cell).strip() for cell in table[first]]
    fields = [heading_field(heading) if heading else None for heading in headings]
    if "employee_number" not in fields:
        raise UnreadableFile("no_employee_number")
    if len({name for name in fields if name}) < len([name for name in fields if name]):
        raise UnreadableFile("heading_twice")
    rows = [
        FileRow(number, {name: _cell(row, column) for column, name in enumerate(fields) if name})
        for number, row in enumerate(table[first + 1 :], start=first + 2)
        if any(_filled(cell) for cell in row)
    ]
    if len(rows) > MOST_ROWS:
        raise UnreadableFile("too_many_rows")
    unknown = [heading for heading, name in zip(headings, fields, strict=True) if heading and not name]
    return PeopleFile(rows, unknown)


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _cell(row: list[object], column: int) -> object:
    value = row[column] if column < len(row) else None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a spreadsheet keeps the number 1001 as 1001.0
    return value
