"""How long somebody must wait after failed sign-ins. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)
"""Failures older than this are forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures are free; then each further one doubles the wait, from one minute up to the longest."""

    free: int
    longest: timedelta = timedelta(minutes=15)


BY_ACCOUNT = Limit(free=5)
BY_ADDRESS = Limit(free=40)
"""An address may be a whole office behind one router, hence the larger number."""


def wait_until(failures: Sequence[datetime], limit: Limit, now: datetime) -> datetime | None:
    """When the next try is allowed, or None where it is allowed now."""
    recent = [at for at in failures if now - at < WINDOW]
    beyond = len(recent) - limit.free
    if beyond < 0:
        return None
    wait = min(timedelta(minutes=1) * 2 ** min(beyond, 10), limit.longest)
    until = max(recent) + wait
    return until if until > now else None
