"""Adding to the ledger. The one way in: a score and its record cannot part."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.clock import now
from lms.identity.models import Person
from lms.records import models, standing
from lms.records.actions import Action


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded. `actor_id` is who did it where that is not the person."""

    action: Action
    person_id: int
    subject_kind: str
    subject_key: str
    happened_at: datetime | None = None
    subject_version: int | None = None
    reference: str | None = None
    score: float | None = None
    max_score: float | None = None
    passed: bool | None = None
    detail: dict[str, Any] | None = None
    actor_id: int | None = None


def record(session: Session, entry: Entry) -> models.Record:
    """Adds a fact to the ledger, folds it into the standing and tells the listeners, all in the caller's transaction."""
    happened_at = entry.happened_at or now()
    unit_id = session.scalar(select(Person.unit_id).where(Person.id == entry.person_id))
    values = asdict(entry) | {"happened_at": happened_at, "action": entry.action.value}
    row = models.Record(**values, recorded_at=now(), unit_id=unit_id)
    session.add(row)
    _fold(session, entry, happened_at)
    session.flush()
    for listener in session.info.get("record_listeners", ()):
        listener(session, row)
    return row


def _fold(session: Session, entry: Entry, happened_at: datetime) -> None:
    key = (entry.person_id, entry.subject_kind, entry.subject_key)
    row = session.get(models.Standing, key)
    fact = standing.Fact(
        entry.action, happened_at, entry.subject_version, entry.score, entry.max_score, entry.passed
    )
    after = standing.fold(as_value(row) if row else None, fact)
    if row is None:
        row = models.Standing(person_id=key[0], subject_kind=key[1], subject_key=key[2])
        session.add(row)
    for name, value in asdict(after).items():
        setattr(row, name, value)


def as_value(row: models.Standing) -> standing.Standing:
    """The stored standing as the pure rules see it."""
    return standing.Standing(
        status=standing.Status(row.status),
        last_at=row.last_at,
        enrolled_at=row.enrolled_at,
        started_at=row.started_at,
        completed_at=row.completed_at,
        attempts=row.attempts,
        best_score=row.best_score,
        max_score=row.max_score,
        passed=row.passed,
        version=row.version,
    )
