"""When an attempt is open, and when the next may start. Pure; the time is given in and is always the server's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(seconds=10)
"""How long after the deadline an answer may still arrive: what was sent in time must not be lost to a slow line."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether another attempt may start. `left` None: as many as wanted. `next_at`: not before; None: now, or never
    where none is left."""

    left: int | None
    next_at: datetime | None

    @property
    def may_start(self) -> bool:
        """Whether one may start now."""
        return self.left != 0 and self.next_at is None


def deadline(started_at: datetime, time_limit_minutes: int | None) -> datetime | None:
    """When the attempt ends by itself; None without a time limit."""
    return started_at + timedelta(minutes=time_limit_minutes) if time_limit_minutes else None


def is_due(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether the time, the grace included, is over: the attempt is to be submitted with what was saved."""
    return deadline_at is not None and now > deadline_at + GRACE


def is_open(submitted_at: datetime | None, deadline_at: datetime | None, now: datetime) -> bool:
    """Whether answers are still taken."""
    return submitted_at is None and not is_due(deadline_at, now)


def is_newer(sequence: int, stored: int | None) -> bool:
    """Whether an answer replaces the one stored: the newest wins, an old retry never overwrites."""
    return stored is None or sequence > stored


def elapsed(started_at: datetime, now: datetime) -> int:
    """Milliseconds since the start: the clock that sequences are taken from, the same in every tab and device."""
    return max(0, int((now - started_at).total_seconds() * 1000))


def allowance(
    limit: int | None, wait_minutes: int, submitted: Sequence[datetime], now: datetime
) -> Allowance:
    """What a person may do who submitted attempts at these times and has none open."""
    left = None if limit is None else max(0, limit - len(submitted))
    next_at = max(submitted) + timedelta(minutes=wait_minutes) if submitted else now
    return Allowance(left, next_at if left != 0 and next_at > now else None)
