"""Adding to the ledger. The one way in: a score and its record cannot part."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from lms.clock import now
from lms.identity.models import Person
from lms.records import models, queries, standing
from lms.records.actions import Action
from lms.records.queries import StandingKey


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded. `actor_id` is who did it where that is not the person.

    A result's `happened_at` is the moment its attempt was submitted, however late it was marked: the two count in the
    same quarter.
    """

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


COUNTED = {"preserve_rowcount": True}
"""Without it an INSERT does not say on every driver whether it inserted."""

# Plain statements, built once: every answer handed in passes here twice.
_STANDING = cast(Table, models.Standing.__table__)
_KEY = tuple(_STANDING.primary_key)
_UNIT = select(Person.__table__.c.unit_id).where(Person.__table__.c.id == bindparam("person_id"))
_LOCKED = (
    select(_STANDING)
    .where(*(column == bindparam(column.name) for column in _KEY))
    .with_for_update()  # nothing on SQLite, where the whole transaction holds the one writer's place
)
_ADD = {
    "sqlite": sqlite.insert(_STANDING).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_STANDING).on_conflict_do_nothing(),
}
_CHANGE = update(_STANDING).where(*(column == bindparam(f"of_{column.name}") for column in _KEY))


def record(session: Session, entry: Entry) -> models.Record:
    """Adds a fact to the ledger, folds it into the standing and tells the listeners, all in the caller's transaction.

    Facts about the same person and activity wait for each other, whichever engine: no fold is lost.
    """
    session.flush()
    at = now()
    row = models.Record(
        happened_at=entry.happened_at or at,
        recorded_at=at,
        person_id=entry.person_id,
        actor_id=entry.actor_id,
        unit_id=session.connection().execute(_UNIT, {"person_id": entry.person_id}).scalar(),
        action=entry.action.value,
        subject_kind=entry.subject_kind,
        subject_key=entry.subject_key,
        subject_version=entry.subject_version,
        reference=entry.reference,
        score=entry.score,
        max_score=entry.max_score,
        passed=entry.passed,
        detail=entry.detail,
    )
    _fold(session, (entry.person_id, entry.subject_kind, entry.subject_key), queries.as_fact(row))
    session.add(row)
    session.flush()
    for listener in session.info.get("record_listeners", ()):
        listener(session, row)
    return row


def refold(session: Session, keys: Iterable[StandingKey]) -> None:
    """Writes the standings of these keys again from the ledger alone."""
    for key in keys:
        _add_or_lock(session, key, standing.Standing(standing.Status.ENROLLED, now()))
        if folded := queries.folded(session, key):
            _change(session, key, folded)
        else:
            session.delete(session.get_one(models.Standing, key))
    session.flush()


def _fold(session: Session, key: StandingKey, fact: standing.Fact) -> None:
    stored = _add_or_lock(session, key, standing.fold(None, fact))
    if stored is not None:
        _change(session, key, standing.fold(queries.as_value(stored), fact))


def _add_or_lock(session: Session, key: StandingKey, first: standing.Standing) -> Any:
    """None where `first` was added; otherwise the row that was there, locked until the transaction ends."""
    connection, names = session.connection(), _names(key)
    stored = connection.execute(_LOCKED, names).one_or_none()
    if stored is not None:
        return stored
    added = connection.execute(
        _ADD[connection.dialect.name], names | asdict(first), execution_options=COUNTED
    )
    if added.rowcount == 1:
        return None
    # Another transaction was first with the first fact: ours waited for it and goes on from what it left.
    return connection.execute(_LOCKED, names).one()


def _change(session: Session, key: StandingKey, value: standing.Standing) -> None:
    names = {f"of_{name}": part for name, part in _names(key).items()}
    session.connection().execute(_CHANGE, names | asdict(value))
    if loaded := session.identity_map.get(identity_key(models.Standing, key)):
        session.expire(loaded)


def _names(key: StandingKey) -> dict[str, Any]:
    return dict(zip(("person_id", "subject_kind", "subject_key"), key, strict=True))
