"""Moments on reports: in the company's time zone, whoever reads, because a file or a colleague shows the same."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import dates
from flask_babel import format_datetime, get_locale

from lms.web.db import settings
from lms.web.filters import DASH


def company_moment(moment: datetime | None) -> str:
    """Date, hours and minutes."""
    if moment is None:
        return DASH
    local, locale = _local(moment), get_locale()
    day, hour = dates.format_date(local, "medium", locale), dates.format_time(local, "short", locale=locale)
    return str(dates.get_datetime_format("medium", locale=locale)).format(hour, day)


def company_second(moment: datetime) -> str:
    """Date and time to the second, for the boundaries of a period."""
    return str(format_datetime(_local(moment), "medium", rebase=False))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(settings().time_zone)).replace(tzinfo=None)
