"""The pure rules of the home page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.home.due import Due, due
from lms.home.greeting import PartOfDay, part_of_day
from lms.web.addresses import is_local

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 7, 14, 12, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (4, PartOfDay.EVENING),
        (5, PartOfDay.MORNING),
        (11, PartOfDay.MORNING),
        (12, PartOfDay.AFTERNOON),
        (17, PartOfDay.AFTERNOON),
        (18, PartOfDay.EVENING),
        (23, PartOfDay.EVENING),
    ],
)
def test_the_day_has_three_parts(hour: int, part: PartOfDay) -> None:
    assert part_of_day(NOON.replace(hour=hour, minute=59)) is part


@pytest.mark.parametrize(
    ("due_at", "urgency"),
    [
        (None, None),
        (NOON - timedelta(seconds=1), Due.OVERDUE),
        (NOON, Due.TODAY),
        (datetime(2026, 7, 14, 23, 59, tzinfo=SHANGHAI), Due.TODAY),
        (datetime(2026, 7, 15, 0, 0, tzinfo=SHANGHAI), Due.SOON),
        (NOON + timedelta(days=7), Due.SOON),
        (NOON + timedelta(days=7, seconds=1), Due.LATER),
    ],
)
def test_a_due_date_presses_more_as_it_comes_near(due_at: datetime | None, urgency: Due | None) -> None:
    assert due(due_at, NOON) is urgency


def test_today_is_the_readers_day_whatever_zone_the_due_date_is_written_in() -> None:
    late_utc = datetime(
        2026, 7, 14, 16, 30, tzinfo=ZoneInfo("UTC")
    )  # half past midnight on the 15th in Shanghai
    assert due(late_utc, NOON) is Due.SOON


@given(
    st.timedeltas(timedelta(days=-400), timedelta(days=400)), st.timedeltas(timedelta(0), timedelta(days=30))
)
def test_waiting_never_makes_a_due_date_less_pressing(ahead: timedelta, waited: timedelta) -> None:
    order = [Due.LATER, Due.SOON, Due.TODAY, Due.OVERDUE]
    before, after = due(NOON + ahead, NOON), due(NOON + ahead, NOON + waited)
    assert before
    assert after
    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize("address", ["/", "/courses/germany?page=2", "/a//b", "/搜索?q=德国"])
def test_pages_of_ours_are_local(address: str) -> None:
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "courses",
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "/\t/evil.example",
    ],
)
def test_other_sites_are_not_local_however_they_are_written(address: str) -> None:
    assert not is_local(address)
