"""Reads of the ledger and of the standings folded from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from lms.identity.models import Person
from lms.records import standing
from lms.records.actions import Action
from lms.records.models import Record, Standing

StandingKey = tuple[int, str, str]
"""Person, kind of activity, its key."""

VALUE_FIELDS = tuple(field.name for field in fields(standing.Standing))

_STORED = select(Standing.person_id, Standing.subject_kind, Standing.subject_key, *(
    getattr(Standing, name) for name in VALUE_FIELDS
))  # fmt: skip
_FACTS = select(
    Record.person_id, Record.subject_kind, Record.subject_key, Record.action, Record.happened_at,
    Record.subject_version, Record.score, Record.max_score, Record.passed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored standing that is not what the ledger says. `field` is None where one of the two is missing altogether."""

    key: StandingKey
    employee_number: str
    field: str | None
    stored: Any
    folded: Any

    def __str__(self) -> str:
        _person, kind, subject = self.key
        where = f"{self.employee_number} {kind} {subject}"
        if self.field is not None:
            return f"{where}: {self.field} is {_said(self.stored)}, the ledger says {_said(self.folded)}"
        if self.stored is None:
            return f"{where}: the standing is missing"
        return f"{where}: there is a standing, but nothing in the ledger"


def _said(value: Any) -> str:
    return "empty" if value is None else str(value)


def as_fact(row: Record | Row[Any]) -> standing.Fact:
    """A ledger line as the pure rules see it."""
    return standing.Fact(
        Action(row.action), row.happened_at, row.subject_version, row.score, row.max_score, row.passed
    )


def as_value(row: Standing | Row[Any]) -> standing.Standing:
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


def folded(session: Session, key: StandingKey) -> standing.Standing | None:
    """One standing, folded from the ledger; None where the ledger holds nothing."""
    person_id, kind, subject = key
    facts = session.execute(
        _FACTS.where(
            Record.person_id == person_id, Record.subject_kind == kind, Record.subject_key == subject
        )
    )
    return _fold(facts).get(key)


def differences(session: Session) -> Iterator[Difference]:
    """Folds the whole ledger again and compares, person by person, in flat memory.

    The session must see one moment throughout (a reading session on SQLite; REPEATABLE READ on PostgreSQL).
    """
    ledger = _by_person(session, _FACTS.order_by(Record.person_id))
    stored = _by_person(session, _STORED.order_by(Standing.person_id))
    people = session.execute(select(Person.id, Person.employee_number).order_by(Person.id)).all()
    facts, standings = next(ledger, None), next(stored, None)
    for person_id, number in people:
        by_key: dict[StandingKey, standing.Standing] = {}
        kept: dict[StandingKey, standing.Standing] = {}
        if facts and facts[0] == person_id:
            by_key = _fold(facts[1])
            facts = next(ledger, None)
        if standings and standings[0] == person_id:
            kept = {row[:3]: as_value(row) for row in standings[1]}
            standings = next(stored, None)
        yield from _compared(number, kept, by_key)


def _by_person(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[tuple[int, Iterator[Any]]]:
    rows = session.execute(query.execution_options(yield_per=2000))
    return groupby(rows, key=lambda row: row.person_id)


def _fold(facts: Iterable[Any]) -> dict[StandingKey, standing.Standing]:
    found: dict[StandingKey, standing.Standing] = {}
    for row in facts:
        found[row[:3]] = standing.fold(found.get(row[:3]), as_fact(row))
    return found


def _compared(
    number: str, stored: dict[StandingKey, standing.Standing], folded: dict[StandingKey, standing.Standing]
) -> Iterator[Difference]:
    for key in sorted(stored.keys() | folded.keys()):
        before, after = stored.get(key), folded.get(key)
        if before is None or after is None:
            yield Difference(key, number, None, before, after)
            continue
        for name in VALUE_FIELDS:
            if getattr(before, name) != getattr(after, name):
                yield Difference(key, number, name, getattr(before, name), getattr(after, name))
