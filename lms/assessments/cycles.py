"""The quarters of the year: their keys, and their first and last moments in a named time zone. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_KEY = re.compile(r"(20\d\d)-Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """For example 2026-Q4."""
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """The first day, in whatever zone."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day, in whatever zone."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter after this one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before this one."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def start(self, zone: str) -> datetime:
        """The first moment, aware, in UTC."""
        return datetime.combine(self.first_day, time(), ZoneInfo(zone)).astimezone(UTC)

    def end(self, zone: str) -> datetime:
        """The moment at which the next quarter begins: the first one that is no longer inside."""
        return self.next.start(zone)

    def as_of(self, today: date) -> date:
        """The day on which the roster is looked at: today, or the quarter's last day once it is over."""
        return min(today, self.last_day)


def from_key(key: str) -> Quarter | None:
    """The quarter of a key, for years 2000 to 2099; None where it is none."""
    match = _KEY.fullmatch(key)
    return Quarter(int(match[1]), int(match[2])) if match else None


def of_day(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def of_moment(moment: datetime, zone: str) -> Quarter:
    """The quarter an aware moment lies in, on a zone's clock; exactly one has start ≤ moment < end."""
    quarter = of_day(moment.astimezone(ZoneInfo(zone)).date())
    # Where a clock is put back over midnight, the old day's last hour comes after the new day's first moment.
    if moment < quarter.start(zone):
        return quarter.previous
    return quarter.next if moment >= quarter.end(zone) else quarter
