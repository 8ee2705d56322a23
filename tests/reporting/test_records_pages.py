"""Completion records through HTTP: the same rows on the page and in both files, and only those one may see."""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.activities import Activities, Activity
from lms.identity.models import Person
from lms.records.actions import Action
from lms.records.services import Entry, record
from tests.assessments.cases import QuizzesOnOffer, sit
from tests.cast import ADA, CHEN, HUI, LIN, MAX, SOFIA, TOM
from tests.conftest import SignIn
from tests.reporting.reading import csv_rows, tables, xlsx_rows, xlsx_sheets


@pytest.fixture(autouse=True)
def on_offer(app: Flask) -> Any:
    """Three published quizzes."""
    before = app.extensions["attune.activities"]
    app.extensions["attune.activities"] = Activities([QuizzesOnOffer()])
    yield
    app.extensions["attune.activities"] = before


@pytest.fixture
def filled(session: Session) -> None:
    """Lin passes a quiz and takes a course that is no longer offered, Chen fails, Tom has an open attempt."""
    sit(session, LIN, "privacy", datetime(2026, 10, 31, 15, 59, 59, tzinfo=UTC), 9.5)
    record(
        session,
        Entry(Action.COURSE_ENROLLED, LIN, "course", "old-course", datetime(2026, 9, 1, 2, tzinfo=UTC), 3),
    )
    sit(session, CHEN, "germany", datetime(2026, 11, 20, 8, tzinfo=UTC), 4)
    record(
        session,
        Entry(Action.ATTEMPT_STARTED, TOM, "quiz", "tone", datetime(2026, 12, 1, 8, tzinfo=UTC), 1),
    )
    session.commit()


def shown(sign_in: SignIn, person: int, query: str = "") -> list[list[str]]:
    """The rows on the page, without the head."""
    found = tables(sign_in(person).get(f"/records?{query}"))
    return found[0][1:] if found else []


def who_and_what(sign_in: SignIn, query: str) -> set[tuple[str, str]]:
    return {(row[0], row[2]) for row in shown(sign_in, HUI, query)}


def test_nothing_recorded_yet(sign_in: SignIn) -> None:
    browser = sign_in(HUI)
    assert "Nothing is recorded yet" in browser.get("/records").text
    assert len(csv_rows(browser.get("/records.csv"))) == 1
    assert "Records" in xlsx_sheets(browser.get("/records.xlsx"))


def test_what_the_page_says(filled: None, sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/records")
    head, *rows = tables(page)[0]
    assert head == ["Person", "Employee number", "Title", "Kind", "Status", "Completed", "Attempts", "Best score",
                    "Maximum score", "Last activity"]  # fmt: skip
    plain = [[cell.replace("\u202f", " ") for cell in row] for row in rows]
    assert plain == [
        ["Tom Okafor", "E004", "Tone", "Quiz", "In progress", "–", "0", "–", "–", "Dec 1, 2026, 4:00 PM"],
        ["Chen Yu", "E002", "Germany", "Quiz", "Not passed", "–", "1", "4", "10", "Nov 20, 2026, 4:00 PM"],
        ["林晓", "E001", "Privacy basics", "Quiz", "Completed", "Oct 31, 2026, 11:59 PM", "1", "9.5", "10",
         "Oct 31, 2026, 11:59 PM"],
        ["林晓", "E001", "old-course", "Course", "Enrolled", "–", "0", "–", "–", "Sep 1, 2026, 10:00 AM"],
    ]  # fmt: skip
    assert "Times are those of Asia/Shanghai." in page.text
    assert "4 records" in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("activity=quiz", {("林晓", "Privacy basics"), ("Chen Yu", "Germany"), ("Tom Okafor", "Tone")}),
        ("activity=quiz:germany", {("Chen Yu", "Germany")}),
        ("status=enrolled", {("林晓", "old-course")}),
        ("unit=service-europe", {("Chen Yu", "Germany")}),
        ("unit=company&status=failed", {("Chen Yu", "Germany")}),
        ("person=e004", {("Tom Okafor", "Tone")}),
        ("person=%E6%9E%97", {("林晓", "Privacy basics"), ("林晓", "old-course")}),
        ("person=%25", set()),
        ("since=2026-11-01", {("Chen Yu", "Germany"), ("Tom Okafor", "Tone")}),
        ("until=2026-10-31", {("林晓", "Privacy basics"), ("林晓", "old-course")}),
        ("until=2026-10-30", {("林晓", "old-course")}),
        ("since=2026-10-31&until=2026-10-31&by=completion", {("林晓", "Privacy basics")}),
        ("since=2026-01-01&by=completion", {("林晓", "Privacy basics")}),
        ("since=2026-12-02", set()),
    ],
)
def test_filters(filled: None, sign_in: SignIn, query: str, expected: set[tuple[str, str]]) -> None:
    assert who_and_what(sign_in, query) == expected


class Lessons:
    """A source of what is looked up but never recorded of itself."""

    kind = "lesson"

    def all(self, session: Session) -> list[Activity]:
        """Not to be asked for a report."""
        raise AssertionError("no record is about a lesson")

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """None."""
        return {}


def test_the_filter_offers_only_what_records_are_about(app: Flask, filled: None, sign_in: SignIn) -> None:
    app.extensions["attune.activities"] = Activities([QuizzesOnOffer(), Lessons()])
    page = sign_in(HUI).get("/records").text
    assert re.findall(r'<optgroup label="([^"]+)"', page) == ["Course", "Quiz"]
    assert sign_in(HUI).get("/people/E001/records").status_code == 200


EVERY_COLUMN = ["person", "number", "unit", "activity", "kind", "status", "enrolled", "started", "completed",
                "attempts", "best", "maximum", "version", "last"]  # fmt: skip


@pytest.mark.parametrize("query", ["", "activity=quiz", "&".join(f"column={key}" for key in EVERY_COLUMN)])
def test_page_csv_and_workbook_hold_the_same_rows(filled: None, sign_in: SignIn, query: str) -> None:
    browser = sign_in(HUI)
    on_page = tables(browser.get(f"/records?{query}"))[0]
    in_csv = csv_rows(browser.get(f"/records.csv?{query}"))
    in_book = xlsx_rows(xlsx_sheets(browser.get(f"/records.xlsx?{query}"))["Records"])
    zone = " (Asia/Shanghai)"
    assert [name.removesuffix(zone) for name in in_csv[0]] == on_page[0]
    assert in_book[0] == in_csv[0]
    moments = {place for place, name in enumerate(in_csv[0]) if name.endswith(zone)}
    assert len(on_page) == len(in_csv) == len(in_book) > 3
    for page_row, csv_row, book_row in zip(on_page[1:], in_csv[1:], in_book[1:], strict=True):
        for place, (seen, text, cell) in enumerate(zip(page_row, csv_row, book_row, strict=True)):
            if place in moments:
                assert (seen == "–") is (text == "") is (cell is None)
                if text:
                    assert isinstance(cell, datetime)
                    assert cell.strftime("%Y-%m-%d %H:%M:%S") == text
                    assert str(cell.year) in seen
            else:
                assert (seen if seen != "–" else "") == text == ("" if cell is None else str(cell))


def test_every_page_of_a_long_list_together_is_the_file(session: Session, sign_in: SignIn) -> None:
    for number in range(120):
        at = datetime(2026, 11, 1 + number % 20, 8, tzinfo=UTC)
        record(session, Entry(Action.ATTEMPT_STARTED, LIN, "quiz", f"quiz-{number:03}", at, 1))
    session.commit()
    browser = sign_in(HUI)
    pages = [row[2] for page in (1, 2, 3) for row in tables(browser.get(f"/records?page={page}"))[0][1:]]
    assert pages == [row[2] for row in csv_rows(browser.get("/records.csv"))[1:]]
    assert len(set(pages)) == 120


def test_the_choice_of_columns_is_kept_in_every_link(filled: None, sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/records?column=version&column=person&column=nonsense&activity=quiz&_external=1")
    assert tables(page)[0][0] == ["Person", "Version"]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/records\.[^"]+)"', page.text)]
    assert len(links) == 2
    for link in links:
        assert "column=version&column=person" in link
        assert "activity=quiz" in link
        assert "_external" not in link
    assert re.findall(r'value="(\w+)" checked', page.text) == ["person", "version"]


def test_a_filter_that_cannot_be_read_is_explained(filled: None, sign_in: SignIn) -> None:
    browser = sign_in(HUI)
    page = browser.get("/records?since=yesterday")
    assert page.status_code == 422
    assert "Write the day as year-month-day" in page.text
    assert browser.get("/records.csv?since=yesterday").status_code == 400
    assert (
        "This day is before the first one." in browser.get("/records?since=2026-12-01&until=2026-11-01").text
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_no_failure(sign_in: SignIn, day: str) -> None:
    hr = sign_in(HUI)
    answer = hr.get(f"/records?since={day}&until={day}")
    assert answer.status_code == 422
    assert "Write the day as year-month-day" in answer.text
    assert hr.get(f"/records.csv?until={day}").status_code == 400


def test_the_workbook_explains_itself(filled: None, sign_in: SignIn) -> None:
    sheets = xlsx_sheets(sign_in(HUI).get("/records.xlsx?since=2026-10-01&status=completed&unit=company"))
    said = xlsx_rows(sheets["About this file"])
    assert ["Contents", "Completion records · Meridian Trading"] in said
    assert ["Exported by", "王慧"] in said
    assert ["Time zone", "Asia/Shanghai"] in said
    assert ["Last activity", "from 2026-10-01"] in said
    assert ["Unit", "Company with the units under it"] in said
    assert ["Status", "Completed"] in said
    assert any(row[0] == "Best score" and row[1] for row in said)


def test_a_name_like_a_formula_is_harmless(session: Session, sign_in: SignIn) -> None:
    session.get_one(Person, LIN).full_name = '=HYPERLINK("http://example.com","x")'
    sit(session, LIN, "privacy", datetime(2026, 11, 1, tzinfo=UTC), 9)
    session.commit()
    browser = sign_in(HUI)
    assert csv_rows(browser.get("/records.csv"))[1][0].startswith("'=HYPERLINK")
    cell = xlsx_sheets(browser.get("/records.xlsx"))["Records"]["A2"]
    assert cell.data_type == "s"
    assert "<a href" in browser.get("/records").text


def test_a_team_lead_gets_their_team_only(filled: None, sign_in: SignIn) -> None:
    assert {row[0] for row in shown(sign_in, TOM)} == {"林晓"}
    browser = sign_in(TOM)
    assert {row[1] for row in csv_rows(browser.get("/records.csv"))[1:]} == {"E001"}
    sheets = xlsx_sheets(browser.get("/records.xlsx"))
    assert {row[1] for row in xlsx_rows(sheets["Records"])[1:]} == {"E001"}
    assert ["People", "Those who report to the exporter, directly or through others"] in xlsx_rows(
        sheets["About this file"]
    )
    assert shown(sign_in, TOM, "person=Chen") == []
    assert {row[0] for row in shown(sign_in, MAX)} == {"Chen Yu"}


@pytest.mark.parametrize("person", [LIN, SOFIA, ADA])
def test_others_are_turned_away(sign_in: SignIn, person: int) -> None:
    for address in ("/records", "/records.csv", "/records.xlsx", "/people/E002/records"):
        assert sign_in(person).get(address).status_code == 403


def test_a_persons_ledger_in_order(filled: None, sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/people/E001/records")
    standings, ledger = tables(page)
    assert [row[0] for row in standings[1:]] == ["Privacy basics", "old-course"]
    assert [(row[1], row[2], row[4], row[5]) for row in ledger[1:]] == [
        ("Result", "Privacy basics", "9.5 / 10", "Passed"),
        ("Attempt submitted", "Privacy basics", "–", "–"),
        ("Attempt started", "Privacy basics", "–", "–"),
        ("Enrolled", "old-course", "–", "–"),
    ]
    assert {row[6] for row in ledger[1:]} == {"Customer service, Asia"}


def test_a_lead_opens_their_peoples_records_and_nobody_elses(filled: None, sign_in: SignIn) -> None:
    tom = sign_in(TOM)
    assert tom.get("/people/E001/records").status_code == 200
    for number in ("E002", "E004", "E999"):
        assert tom.get(f"/people/{number}/records").status_code == 404


def test_everybody_sees_their_own(filled: None, sign_in: SignIn) -> None:
    page = sign_in(LIN).get("/me/records")
    assert [row[0] for row in tables(page)[0][1:]] == ["Privacy basics", "old-course"]
    assert "Nothing is recorded yet" in sign_in(SOFIA).get("/me/records").text
