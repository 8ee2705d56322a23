"""How values look on pages: dates, times, numbers and rates in the reader's form; no data is a dash."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import numbers
from flask import Flask
from flask_babel import format_date, format_datetime, format_time, get_locale

DASH = "–"
TENTH = Decimal("0.001")
"""A tenth of a per cent."""


def day(value: date | datetime | None) -> str:
    """A date in the reader's form and zone."""
    return DASH if value is None else str(format_date(value, "medium"))


def moment(value: datetime | None) -> str:
    """A date and time in the reader's form and zone."""
    return DASH if value is None else str(format_datetime(value, "medium"))


def clock_time(value: datetime | None) -> str:
    """Hours, minutes and seconds in the reader's zone."""
    return DASH if value is None else str(format_time(value, "HH:mm:ss"))


def short_time(value: datetime | None) -> str:
    """Hours and minutes in the reader's form and zone, for a moment whose day is known."""
    return DASH if value is None else str(format_time(value, "short"))


def number(value: float | None) -> str:
    """A number with the reader's marks, up to two decimals."""
    return DASH if value is None else _formatted(value, "#,##0.##", str(get_locale()))


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal where it needs one, rounded half up as marks are; None is a dash, never
    0 %. Whoever reads 100 % or 0 % may rely on it: what is only near them stays at 99.9 % and 0.1 %.
    """
    return DASH if share is None else _percentage(share, str(get_locale()))


@lru_cache(maxsize=4096)
def _percentage(share: float, locale: str) -> str:
    exact = Decimal(str(share))
    shown = exact.quantize(TENTH, ROUND_HALF_UP)
    if 0 < exact < 1:
        shown = min(max(shown, TENTH), 1 - TENTH)
    return str(numbers.format_decimal(shown, "#,##0.#%", locale=locale))


@lru_cache(maxsize=4096)
def _formatted(value: float, pattern: str, locale: str) -> str:
    """The same few hundred numbers fill every report: formatting each once makes a long page half as dear."""
    return str(numbers.format_decimal(value, pattern, locale=locale))


def combine(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    """Both attribute sets in one (templates have no other way to merge keyword arguments)."""
    return first | second


def init_app(app: Flask) -> None:
    """Gives the filters to templates under their own names."""
    for function in (day, moment, clock_time, short_time, number, percent, combine):
        app.add_template_filter(function, function.__name__)
    app.jinja_env.globals["DASH"] = DASH
