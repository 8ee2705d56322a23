"""Titles of activities, for rows that name them by kind and key."""

from sqlalchemy.orm import Session

from lms.activities import Activities, Activity
from lms.web.language import say


class Titles:
    """Every published activity's title in the reader's language. What is no longer offered is called by its key."""

    def __init__(self, session: Session, activities: Activities) -> None:
        self.by_kind: dict[str, list[Activity]] = {
            kind: sorted(activities.all(session, kind), key=lambda found: say(dict(found.title)))
            for kind in activities.kinds
        }
        self._titles = {
            (kind, activity.key): say(dict(activity.title))
            for kind, found in self.by_kind.items()
            for activity in found
        }

    def of(self, kind: str, key: str) -> str:
        """The title, else the key."""
        return self._titles.get((kind, key), key)
