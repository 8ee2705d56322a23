"""Quarters: exactly one at any moment, in any zone, and to the second."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessments.cycles import Quarter, from_key, of_day, of_moment

zones = st.sampled_from(sorted(name for name in available_timezones() if "/" in name))
quarters = st.builds(Quarter, st.integers(2000, 2098), st.integers(1, 4))
moments = st.datetimes(datetime(2000, 2, 1), datetime(2098, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, zones)
def test_every_moment_lies_in_exactly_one_quarter(moment: datetime, zone: str) -> None:
    quarter = of_moment(moment, zone)
    assert quarter.start(zone) <= moment < quarter.end(zone)
    assert quarter.previous.end(zone) == quarter.start(zone)


@given(quarters, zones)
def test_the_boundaries_belong_to_one_side_each(quarter: Quarter, zone: str) -> None:
    start, end, tick = quarter.start(zone), quarter.end(zone), timedelta(microseconds=1)
    assert of_moment(start, zone) == quarter
    assert of_moment(start - tick, zone) == quarter.previous
    assert of_moment(end - tick, zone) == quarter
    assert of_moment(end, zone) == quarter.next
    assert timedelta(days=89) < end - start < timedelta(days=93)


@given(quarters)
def test_next_and_previous_undo_each_other_and_keys_are_read_back(quarter: Quarter) -> None:
    assert quarter.next.previous == quarter == quarter.previous.next
    assert quarter.previous < quarter < quarter.next
    assert from_key(quarter.key) == quarter
    assert of_day(quarter.first_day) == of_day(quarter.last_day) == quarter


def test_the_quarter_in_shanghai_begins_eight_hours_before_utc() -> None:
    quarter = Quarter(2026, 4)
    assert quarter.start("Asia/Shanghai") == datetime(2026, 9, 30, 16, tzinfo=UTC)
    assert quarter.end("Asia/Shanghai") == datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert (quarter.first_day, quarter.last_day) == (date(2026, 10, 1), date(2026, 12, 31))


def test_a_quarter_with_a_change_of_clock_is_an_hour_longer() -> None:
    berlin = Quarter(2026, 4)
    assert berlin.end("Europe/Berlin") - berlin.start("Europe/Berlin") == timedelta(days=92, hours=1)


def test_a_first_midnight_that_the_clock_skipped_is_the_moment_of_the_change() -> None:
    """In Damascus, 1 April 2005 began at 01:00."""
    start = Quarter(2005, 2).start("Asia/Damascus")
    assert start.astimezone(ZoneInfo("Asia/Damascus")).isoformat() == "2005-04-01T01:00:00+03:00"
    assert of_moment(start - timedelta(seconds=1), "Asia/Damascus") == Quarter(2005, 1)


def test_the_roster_day_is_today_until_the_quarter_is_over() -> None:
    quarter = Quarter(2026, 4)
    assert quarter.as_of(date(2026, 12, 10)) == date(2026, 12, 10)
    assert quarter.as_of(date(2027, 3, 1)) == date(2026, 12, 31)
    assert quarter.as_of(date(2026, 7, 1)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-Q5", "2026-Q0", "1999-Q4", "2026-q4", "2026-Q4 ", "２026-Q4", "12026-Q4"]
)
def test_what_is_no_key_is_no_quarter(key: str) -> None:
    assert from_key(key) is None
