"""The part of the day, for a greeting. Pure."""

from datetime import datetime
from enum import StrEnum


class PartOfDay(StrEnum):
    """How the day is divided when people greet each other; the same in English and in Chinese."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def part_of_day(local: datetime) -> PartOfDay:
    """Morning from 5, afternoon from 12, evening from 18 o'clock until 5, by the reader's own clock."""
    if 5 <= local.hour < 12:
        return PartOfDay.MORNING
    if 12 <= local.hour < 18:
        return PartOfDay.AFTERNOON
    return PartOfDay.EVENING
