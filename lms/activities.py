"""The seam between features: what can be assigned, linked and reported, looked up by kind and key."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a person can take: a course, a quiz. `title` is translated data; `url` leads a learner to it."""

    kind: str
    key: str
    title: Mapping[str, str]
    url: str
    minutes: int | None = None
    market: str | None = None


class ActivitySource(Protocol):
    """One feature's answer to "what is (kind, key)?"."""

    kind: str

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """The published activities among `keys`, by key; one query however many keys."""
        ...

    def all(self, session: Session) -> list[Activity]:
        """Every published activity, for choosing one."""
        ...


class Activities:
    """All sources by kind. An unknown kind or key is absent, never an error: content may be retired."""

    def __init__(self, sources: Iterable[ActivitySource]) -> None:
        self._sources = {source.kind: source for source in sources}

    @property
    def kinds(self) -> list[str]:
        """The kinds that some feature answers for."""
        return list(self._sources)

    def find(self, session: Session, kind: str, keys: Collection[str]) -> Mapping[str, Activity]:
        """The published activities of one kind among `keys`, by key."""
        source = self._sources.get(kind)
        return source.find(session, keys) if source and keys else {}

    def get(self, session: Session, kind: str, key: str) -> Activity | None:
        """One activity, or None."""
        return self.find(session, kind, [key]).get(key)

    def all(self, session: Session, kind: str) -> list[Activity]:
        """Every published activity of one kind."""
        source = self._sources.get(kind)
        return source.all(session) if source else []
