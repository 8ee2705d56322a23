"""The table and the files made of it."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lms.cells import ACTING
from lms.reporting.csv_file import csv_bytes
from lms.reporting.table import Column, Kind, Row, Table
from lms.reporting.xlsx_file import write_xlsx

ZONE = "Asia/Shanghai"
COLUMNS = [
    Column("name", "Name", Kind.TEXT, "The whole name."),
    Column("day", "Day", Kind.DATE, "A day."),
    Column("at", "At", Kind.MOMENT, "A moment."),
    Column("points", "Points", Kind.NUMBER, "Points.", usual=False),
    Column("share", "Share", Kind.PERCENT, "A share.", usual=False),
    Column("status", "Status", Kind.STATUS, "A status.", words={"done": "完成"}),
]
ROW = ("林晓", date(2026, 10, 1), datetime(2026, 9, 30, 16, 0, 0, 250_000, tzinfo=UTC), 7.5, 0.25, "done")
NOTHING = (None,) * len(COLUMNS)


def table(*rows: Row) -> Table:
    return Table("A table", COLUMNS, iter(rows))


def read_csv(found: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(csv_bytes(found, ZONE)).decode("utf-8-sig"), newline="")))


def workbook(found: Table) -> Any:
    file = io.BytesIO()
    write_xlsx(found, ZONE, ("Records", "About"), [("Item", "Meaning"), ("Exported by", "王慧")], file)
    file.seek(0)
    return load_workbook(file)


def test_csv_has_iso_dates_in_the_companys_zone_and_nothing_for_no_data() -> None:
    assert read_csv(table(ROW, NOTHING)) == [
        ["Name", "Day", "At (Asia/Shanghai)", "Points", "Share", "Status"],
        ["林晓", "2026-10-01", "2026-10-01 00:00:00", "7.5", "0.25", "完成"],
        ["", "", "", "", "", ""],
    ]


def test_a_workbook_has_typed_cells_a_frozen_head_filters_and_an_explanation() -> None:
    book = workbook(table(ROW, ("no more is known", *NOTHING[1:])))
    sheet, about = book["Records"], book["About"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F3")
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0] == ["Name", "Day", "At (Asia/Shanghai)", "Points", "Share", "Status"]
    assert values[1][0] == "林晓"
    assert values[1][1] == datetime(2026, 10, 1)  # noqa: DTZ001 (a workbook knows no zones)
    assert abs((values[1][2] - datetime(2026, 10, 1)).total_seconds()) < 1  # noqa: DTZ001
    assert values[1][3:] == [7.5, 0.25, "完成"]
    assert [sheet["B2"].number_format, sheet["C2"].number_format, sheet["E2"].number_format] == [
        "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "0.0%",
    ]  # fmt: skip
    assert values[2] == ["no more is known", None, None, None, None, None]
    explained = [tuple(cell.value for cell in row) for row in about.iter_rows()]
    assert explained[:3] == [("Item", "Meaning"), ("Exported by", "王慧"), ("Name", "The whole name.")]
    assert len(explained) == 2 + len(COLUMNS)


def test_an_empty_workbook_still_has_its_head() -> None:
    assert [cell.value for cell in next(workbook(table())["Records"].iter_rows())][:2] == ["Name", "Day"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 10", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]
)
def test_typed_text_never_acts_as_a_formula(text: str) -> None:
    row = (text, *NOTHING[1:])
    assert read_csv(table(row))[1][0] == f"'{text}"
    assert workbook(table(row))["Records"]["A2"].data_type == "s"


def test_negative_numbers_stay_numbers() -> None:
    row = (None, None, None, -3.0, -0.5, None)
    assert read_csv(table(row))[1][3:5] == ["-3", "-0.5"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=5))
def test_whatever_was_typed_comes_back_from_csv(texts: list[str]) -> None:
    found = read_csv(table(*((text, *NOTHING[1:]) for text in texts)))
    assert [row[0] for row in found[1:]] == [f"'{text}" if text[:1] in ACTING else text for text in texts]


def test_columns_are_chosen_by_key_in_their_own_order() -> None:
    assert [column.key for column in table().chosen([]).columns] == ["name", "day", "at", "status"]
    chosen = table(ROW).chosen(["points", "name", "no-such-column"])
    assert ([column.key for column in chosen.columns], list(chosen.rows)) == (
        ["name", "points"],
        [("林晓", 7.5)],
    )
    assert list(table(ROW).chosen(["points"]).rows) == [(7.5,)]
    assert [column.key for column in table().chosen(["no-such-column"]).columns] == [
        "name",
        "day",
        "at",
        "status",
    ]


def test_csv_is_made_while_rows_are_read() -> None:
    read = 0

    def rows() -> Iterator[Row]:
        nonlocal read
        for _ in range(100_000):
            read += 1
            yield NOTHING

    parts = csv_bytes(Table("t", COLUMNS, rows()), ZONE)
    next(parts)
    assert read == 0
    next(parts)
    assert 0 < read <= 2000
