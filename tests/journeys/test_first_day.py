"""The main job, end to end, on the demonstration: a new agent's first day on a phone in Chinese, and what HR sees of it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from lms.demonstration import DEMO_PASSWORD, DEMO_SIGN_INS
from tests.journeys.answering import Knowing
from tests.journeys.conftest import SIZES
from tests.journeys.demonstration import prepared, served

pytestmark = pytest.mark.browser

LESSONS = 11
STATUS_OF_LIN = "林晓"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(prepared(tmp_path_factory.mktemp("demonstration"))) as address:
        yield address


def open_as(browser: Browser, address: str, role: str, size: str, locale: str) -> Page:
    context = browser.new_context(
        base_url=address, viewport=SIZES[size], locale=locale, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/")
    page.fill("[name=name]", DEMO_SIGN_INS[role])
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")
    return page


def take_the_course(page: Page) -> None:
    page.goto("/courses/germany")
    page.locator('form[action="/courses/germany/enrolments"] button').click()
    for _ in range(LESSONS):
        page.locator('form[action*="/completions"] button').click()
        page.wait_for_load_state()


def pass_the_quiz(page: Page) -> None:
    page.goto("/quizzes/germany")
    page.locator('form[action="/quizzes/germany/attempts"] button').click()
    Knowing("germany", "zh_Hans").answer_all(page)
    expect(page.locator(".question-map [data-answered]")).to_have_count(page.locator(".question").count())
    page.locator("button[name=submit]").click()
    page.wait_for_url("**/result")


def figure_of(page: Page, name: str) -> int:
    """How many people stand behind one figure of the quarter."""
    page.goto(f"{page.url.split('/people')[0]}/people?figure={name}")
    return page.locator("tbody tr").count()


def test_a_new_agents_first_day_and_hrs_proof(browser: Browser, demonstration: str) -> None:
    hr = open_as(browser, demonstration, "HR", "desktop", "en-GB")
    hr.goto("/quarters")
    before = figure_of(hr, "participated")
    assert STATUS_OF_LIN not in hr.content()

    lin = open_as(browser, demonstration, "new agent", "phone", "zh-CN")
    expect(lin.locator("html")).to_have_attribute("lang", "zh-Hans")
    take_the_course(lin)
    pass_the_quiz(lin)
    expect(lin.locator("main")).to_contain_text("100%")
    lin.goto("/courses/germany")
    expect(lin.locator("main")).to_contain_text("已完成")

    hr.goto("/quarters")
    assert figure_of(hr, "participated") == before + 1
    assert STATUS_OF_LIN in hr.content()
    check_files(hr)


def check_files(hr: Page) -> None:
    """The completion records as CSV and XLSX: both hold the new agent's course and quiz."""
    hr.goto("/records?person=1006")
    found = {}
    for ending in ("csv", "xlsx"):
        with hr.expect_download() as download:
            hr.locator(f'a[href*="/records.{ending}"]').first.click()
        found[ending] = Path(download.value.path()).read_bytes()
    text = found["csv"].decode("utf-8-sig")
    lines = [row for row in csv.reader(io.StringIO(text)) if "林晓" in row]
    assert len(lines) == 2  # the course and its quiz
    sheet = load_workbook(io.BytesIO(found["xlsx"])).worksheets[0]
    assert [[str(cell.value) for cell in row][:2] for row in sheet.iter_rows(min_row=2)] == [
        line[:2] for line in lines
    ]
