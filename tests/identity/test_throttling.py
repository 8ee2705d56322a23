"""Waiting after failed sign-ins."""

from datetime import UTC, datetime, timedelta

from lms.identity.throttling import BY_ACCOUNT, wait_until

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def minutes_ago(*minutes: float) -> list[datetime]:
    return [NOW - timedelta(minutes=each) for each in minutes]


def test_the_first_failures_are_free() -> None:
    assert wait_until(minutes_ago(0, 0, 0, 0), BY_ACCOUNT, NOW) is None


def test_then_the_wait_doubles() -> None:
    assert wait_until(minutes_ago(0, 0, 0, 0, 0), BY_ACCOUNT, NOW) == NOW + timedelta(minutes=1)
    assert wait_until(minutes_ago(0, 0, 0, 0, 0, 0), BY_ACCOUNT, NOW) == NOW + timedelta(minutes=2)


def test_it_never_grows_beyond_the_longest() -> None:
    assert wait_until(minutes_ago(*[0] * 500), BY_ACCOUNT, NOW) == NOW + BY_ACCOUNT.longest


def test_after_the_wait_one_more_try_is_allowed() -> None:
    assert wait_until(minutes_ago(1, 2, 3, 4, 5), BY_ACCOUNT, NOW) is None


def test_old_failures_are_forgotten() -> None:
    assert wait_until(minutes_ago(*[61] * 50), BY_ACCOUNT, NOW) is None
