"""The quarter's page: exact figures of a small quarter, the names behind them, and who may see what."""

import re
from datetime import date

import pytest
from sqlalchemy.orm import Session

from lms.assessments.services import require
from lms.identity.models import Person
from tests.assessments.cases import GERMANY, Q4, ZONE, sit
from tests.cast import ADA, CHEN, HUI, LIN, MAX, SOFIA, TOM
from tests.conftest import SignIn
from tests.reporting.reading import csv_rows, tables, xlsx_rows, xlsx_sheets

pytestmark = pytest.mark.usefixtures("quarter")

ADDRESS = "/quarters/2026-Q4"
HEAD = ["Required", "Took part", "Not taken part yet", "Passed", "Took part, not passed",
        "Participation", "Pass rate of the required", "Pass rate of those who took it"]  # fmt: skip


def names(sign_in: SignIn, person: int, query: str) -> list[str]:
    """The names a viewer sees behind a figure."""
    found = tables(sign_in(person).get(f"{ADDRESS}/people?{query}"))
    return [row[0] for row in found[0][1:]] if found else []


def test_hr_sees_the_figures_worked_out_by_hand(sign_in: SignIn) -> None:
    page = sign_in(HUI).get(ADDRESS)
    assert page.status_code == 200
    assert "Everybody on the roster as of Dec 10, 2026." in page.text
    plain = page.text.replace("\u202f", " ")
    assert (
        "from Oct 1, 2026, 12:00:00 AM to Dec 31, 2026, 11:59:59 PM, on the clock of Asia/Shanghai" in plain
    )
    rates = re.findall(
        r'class="rate"><strong>(.*?)</strong> <span class="rate__parts">(.*?)</span>', page.text
    )
    assert rates[:3] == [("75%", "3 / 4"), ("25%", "1 / 4"), ("33.3%", "1 / 3")]
    by_unit, by_market, by_quiz = tables(page)
    assert by_unit == [
        ["Unit", *HEAD],
        ["Company", "4", "3", "1", "1", "2", "75% 3 / 4", "25% 1 / 4", "33.3% 1 / 3"],
        ["Customer service, Asia", "2", "2", "0", "1", "1", "100% 2 / 2", "50% 1 / 2", "50% 1 / 2"],
        ["Customer service, Europe", "2", "1", "1", "0", "1", "50% 1 / 2", "0% 0 / 2", "0% 0 / 1"],
    ]
    assert by_market[1:] == [
        ["Germany", "2", "2", "0", "1", "1", "100% 2 / 2", "50% 1 / 2", "50% 1 / 2"],
        [by_market[2][0], "1", "1", "0", "0", "1", "100% 1 / 1", "0% 0 / 1", "0% 0 / 1"],
        ["No market", "1", "0", "1", "0", "0", "0% 0 / 1", "0% 0 / 1", "– 0 / 0"],
    ]
    assert by_quiz[1:] == [
        ["Germany", "2", "2", "0", "1", "1", "100% 2 / 2", "50% 1 / 2", "50% 1 / 2"],
        ["Privacy basics", "4", "3", "1", "2", "1", "75% 3 / 4", "50% 2 / 4", "66.7% 2 / 3"],
    ]


def test_every_number_on_the_page_is_as_many_names(sign_in: SignIn) -> None:
    browser = sign_in(HUI)
    links = re.findall(r'href="(/quarters/[^"]+/people[^"]*)"[^>]*>([\d,]+)<', browser.get(ADDRESS).text)
    assert len(links) > 20
    for address, count in links:
        page = browser.get(address.replace("&amp;", "&"))
        assert len(tables(page)[0]) - 1 == int(count), address
        file = address.replace("&amp;", "&").replace("/people", "/people.csv")
        assert len(csv_rows(browser.get(file))) - 1 == int(count), address


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("figure=required", ["Chen Yu", "Max Weber", "Tom Okafor", "林晓"]),
        ("figure=missing", ["Max Weber"]),
        ("figure=passed", ["Tom Okafor"]),
        ("figure=failed", ["Chen Yu", "林晓"]),
        ("figure=passed&quiz=privacy", ["Tom Okafor", "林晓"]),
        ("figure=participated&market=GULF", ["Chen Yu"]),
        ("figure=missing&market=-", ["Max Weber"]),
        ("figure=required&unit=service-asia", ["Tom Okafor", "林晓"]),
        ("figure=required&unit=company&quiz=germany", ["Tom Okafor", "林晓"]),
        ("figure=missing&unit=service-asia", []),
        ("figure=required&unit=no-such-unit", []),
    ],
)
def test_the_names_behind_a_figure(sign_in: SignIn, query: str, expected: list[str]) -> None:
    assert names(sign_in, HUI, query) == expected


def test_a_name_says_how_far_the_person_is_and_leads_to_their_records(sign_in: SignIn) -> None:
    page = sign_in(HUI).get(f"{ADDRESS}/people?figure=failed&unit=service-asia")
    assert tables(page)[0][1] == [
        "林晓", "E001", "Customer service, Asia", "Took part, not passed", "2", "2", "1", "Germany",
    ]  # fmt: skip
    assert 'href="/people/E001/records"' in page.text


def test_the_files_hold_the_same_names(sign_in: SignIn) -> None:
    query = "figure=failed&unit=company"
    browser = sign_in(HUI)
    on_page = tables(browser.get(f"{ADDRESS}/people?{query}"))[0]
    in_csv = csv_rows(browser.get(f"{ADDRESS}/people.csv?{query}"))
    sheets = xlsx_sheets(browser.get(f"{ADDRESS}/people.xlsx?{query}"))
    assert in_csv == on_page
    assert [
        ["" if cell is None else str(cell) for cell in row] for row in xlsx_rows(sheets["Records"])
    ] == on_page
    said = dict(xlsx_rows(sheets["About this file"]))
    assert said["Exported by"] == "王慧"
    assert said["Roster of"] == "2026-12-10"
    assert ["Unit", "Company with the units under it"] in xlsx_rows(sheets["About this file"])
    assert said["Figure"] == "Took part, not passed"


def test_a_team_lead_sees_their_team_in_every_figure_list_and_file(sign_in: SignIn) -> None:
    tom = sign_in(TOM)
    page = tom.get(ADDRESS)
    assert "Your team" in page.text
    by_unit, by_market, by_quiz = tables(page)
    assert by_unit[1:] == [
        ["Company", "1", "1", "0", "0", "1", "100% 1 / 1", "0% 0 / 1", "0% 0 / 1"],
        ["Customer service, Asia", "1", "1", "0", "0", "1", "100% 1 / 1", "0% 0 / 1", "0% 0 / 1"],
    ]
    assert [row[:2] for row in by_market[1:]] == [["Germany", "1"]]
    assert [row[:2] for row in by_quiz[1:]] == [["Germany", "1"], ["Privacy basics", "1"]]
    assert names(sign_in, TOM, "figure=required") == ["林晓"]
    assert [row[1] for row in csv_rows(tom.get(f"{ADDRESS}/people.csv?figure=required"))] == [
        "Employee number",
        "E001",
    ]
    assert names(sign_in, MAX, "figure=required") == ["Chen Yu"]


@pytest.mark.parametrize("person", [LIN, CHEN, SOFIA, ADA])
def test_others_are_turned_away(sign_in: SignIn, person: int) -> None:
    browser = sign_in(person)
    for address in (
        ADDRESS,
        f"{ADDRESS}/people",
        f"{ADDRESS}/people.csv",
        f"{ADDRESS}/people.xlsx",
        "/quarters",
    ):
        assert browser.get(address).status_code == 403


def test_to_the_second_in_the_companys_zone(session: Session, sign_in: SignIn) -> None:
    """Max's pass in the first second of Q1 counts there; one in the last second of Q4 counts in Q4."""
    assert names(sign_in, HUI, "figure=missing") == ["Max Weber"]
    sit(session, MAX, "privacy", Q4.end(ZONE).replace(hour=15, minute=59, second=59, microsecond=999999), 9)
    session.commit()
    assert names(sign_in, HUI, "figure=missing") == []
    assert names(sign_in, HUI, "figure=passed") == ["Max Weber", "Tom Okafor"]


@pytest.mark.parametrize(
    ("hired", "left", "required"),
    [
        ("2026-12-31", None, True),
        ("2027-01-01", None, False),
        (None, None, True),
        ("2024-03-01", "2026-12-10", True),  # today is the last day of work
        ("2024-03-01", "2026-12-09", False),
    ],
)
def test_the_roster_by_hire_and_leaving_date(
    session: Session, sign_in: SignIn, hired: str | None, left: str | None, required: bool
) -> None:
    max_weber = session.get_one(Person, MAX)
    max_weber.hired_on = date.fromisoformat(hired) if hired else None
    max_weber.left_on = date.fromisoformat(left) if left else None
    session.commit()
    assert ("Max Weber" in names(sign_in, HUI, "figure=required")) is required


def test_the_present_quarter_and_its_neighbours(sign_in: SignIn) -> None:
    browser = sign_in(HUI)
    assert browser.get("/quarters").location == ADDRESS
    page = browser.get(ADDRESS).text
    assert 'href="/quarters/2026-Q3"' in page
    assert 'href="/quarters/2027-Q1"' in page
    assert browser.get("/quarters/2026-Q5").status_code == 404
    assert browser.get(f"{ADDRESS}/people?figure=nonsense").status_code == 404


def test_a_quarter_that_requires_nothing_says_what_to_do(sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/quarters/2026-Q3").text
    assert "This quarter requires nothing yet" in page
    assert "Set what this quarter requires" in page
    assert "%" not in re.sub(r"<[^>]+>", "", page)
    lead = sign_in(TOM).get("/quarters/2026-Q3").text
    assert "Set what this quarter requires" not in lead


def test_a_quarter_that_has_not_begun_shows_no_rates(session: Session, sign_in: SignIn) -> None:
    require(session, Q4.next, "germany", GERMANY, HUI)
    session.commit()
    page = sign_in(HUI).get("/quarters/2027-Q1").text
    assert "The quarter has not begun." in page
    assert "0%" not in page
    assert 'aria-label="Required: 2"' in page
