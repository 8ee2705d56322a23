"""Reads of one person's records."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from lms.identity.models import Person, Unit
from lms.records.models import Record, Standing
from lms.reporting.completions import COLUMNS


def ledger_of(person_id: int) -> Select[*tuple[Any, ...]]:
    """Every ledger line about a person with who did it and the unit of then, newest first."""
    actor = aliased(Person)
    return (
        select(Record, actor.full_name.label("actor"), Unit.name.label("unit"))
        .outerjoin(actor, actor.id == Record.actor_id)
        .outerjoin(Unit, Unit.id == Record.unit_id)
        .where(Record.person_id == person_id)
        .order_by(Record.happened_at.desc(), Record.id.desc())
    )


def standings_of(person_id: int) -> Select[*tuple[Any, ...]]:
    """A person's completion records, latest activity first."""
    return (
        select(*(source.label(key) for key, source in COLUMNS.items()))
        .join_from(Standing, Person, Person.id == Standing.person_id)
        .where(Standing.person_id == person_id)
        .order_by(Standing.last_at.desc(), Standing.subject_kind, Standing.subject_key)
    )
