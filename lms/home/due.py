"""How pressing a due date is. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

SOON = timedelta(days=7)


class Due(StrEnum):
    """OVERDUE: the moment has passed. TODAY: later on the same day. SOON: within seven days. LATER: beyond them."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


def due(due_at: datetime | None, local: datetime) -> Due | None:
    """How pressing `due_at` is at the moment `local`, an aware time in the reader's zone: its day is the reader's day.

    None where nothing is due. The due moment itself is not overdue.
    """
    if due_at is None:
        return None
    if due_at < local:
        return Due.OVERDUE
    if due_at.astimezone(local.tzinfo).date() == local.date():
        return Due.TODAY
    return Due.SOON if due_at - local <= SOON else Due.LATER
