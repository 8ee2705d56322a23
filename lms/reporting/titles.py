"""Titles of activities, for rows that name them by kind and key."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from lms.activities import Activities, Activity
from lms.reporting.words import KINDS
from lms.web.language import say


class Titles:
    """The published activities' titles in the reader's language, of the kinds the ledger speaks of unless others are
    given. What is no longer offered is called by its key."""

    def __init__(self, session: Session, activities: Activities, kinds: Iterable[str] = tuple(KINDS)) -> None:
        self.by_kind: dict[str, list[Activity]] = {
            kind: sorted(activities.all(session, kind), key=lambda found: say(dict(found.title)))
            for kind in kinds
        }
        self._titles = {
            (kind, activity.key): say(dict(activity.title))
            for kind, found in self.by_kind.items()
            for activity in found
        }

    def of(self, kind: str, key: str) -> str:
        """The title, else the key."""
        return self._titles.get((kind, key), key)
