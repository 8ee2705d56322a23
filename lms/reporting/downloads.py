"""A table as a file to download."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice

from flask import Response
from flask_babel import gettext as _

from lms.clock import now
from lms.identity.permissions import Viewer
from lms.reporting.csv_file import csv_bytes
from lms.reporting.local_time import company_moment
from lms.reporting.table import Table
from lms.reporting.xlsx_file import write_xlsx
from lms.web.db import settings

PART = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_download(table: Table, name: str) -> Response:
    """The table as CSV, sent while it is read."""
    parts = _first_rows_read(csv_bytes(table, settings().time_zone))
    next(parts)  # asked for now: a question the database refuses is an error page, not an empty file
    response = Response(parts, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_download(table: Table, name: str, viewer: Viewer, narrowed: Sequence[tuple[str, str]]) -> Response:
    """The table as a workbook whose second sheet says who took it, when, how it was narrowed and what columns mean."""
    zone = settings().time_zone
    about = [
        (_("About this file"), _("Meaning")),
        (_("Contents"), f"{table.title} · {settings().company}"),
        (_("Exported by"), viewer.full_name),
        (_("As of"), company_moment(now())),
        (_("Time zone"), zone),
        *narrowed,
    ]
    parts = _workbook(table, zone, about)
    next(parts)  # written now: what fails is an error page, not half a file
    response = Response(parts, mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _first_rows_read(parts: Iterator[bytes]) -> Iterator[bytes]:
    first = list(islice(parts, 2))  # the headings, and the first rows
    yield b""
    yield from first
    yield from parts


def _workbook(table: Table, zone: str, about: list[tuple[str, str]]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:  # on disk: a company's records of years are many
        write_xlsx(table, zone, (_("Records"), _("About this file")), about, file)
        file.seek(0)
        yield b""
        while part := file.read(PART):
            yield part
