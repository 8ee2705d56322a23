"""Writes about people and units. The caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.clock import now
from lms.identity.import_file import FileRow, PeopleFile
from lms.identity.import_plan import RowPlan, plan
from lms.identity.models import PeopleImport, Person, PersonLanguage, PersonMarket, PersonRole, Unit
from lms.identity.queries import existing

_COLUMNS = (
    "employee_number",
    "full_name",
    "preferred_name",
    "email",
    "hired_on",
    "left_on",
    "locale",
    "time_zone",
)


def save_person(session: Session, person: Person | None, values: Mapping[str, Any]) -> Person:
    """Writes checked values (see person_fields) to a person, or to a new one. Managers and units must exist."""
    if person is None:
        person = Person(employee_number=values["employee_number"], full_name=values["full_name"])
        session.add(person)
    for name in _COLUMNS:
        if name in values:
            setattr(person, name, values[name])
    if "unit" in values:
        person.unit_id = (
            session.scalar(select(Unit.id).where(Unit.key == values["unit"])) if values["unit"] else None
        )
    if "manager" in values:
        wanted = select(Person.id).where(Person.employee_number == values["manager"])
        person.manager_id = session.scalar(wanted) if values["manager"] else None
    session.flush()
    _replace(
        session,
        PersonRole,
        person.id,
        [{"role": role} for role in values.get("roles", [])],
        "roles" in values,
    )
    _replace(
        session,
        PersonMarket,
        person.id,
        [{"market": m} for m in values.get("markets", [])],
        "markets" in values,
    )
    levels = [{"language": name, "level": level} for name, level in values.get("languages", {}).items()]
    _replace(session, PersonLanguage, person.id, levels, "languages" in values)
    return person


def _replace(
    session: Session, model: type[Any], person_id: int, rows: Iterable[dict[str, str]], given: bool
) -> None:
    if given:
        session.execute(delete(model).where(model.person_id == person_id))
        session.add_all(model(person_id=person_id, **row) for row in rows)
        session.flush()


def keep_import(session: Session, file_name: str, file: PeopleFile, uploaded_by: int) -> PeopleImport:
    """Keeps what was read, so that confirming applies exactly what was shown."""
    rows = [
        {"number": row.number, "cells": {k: _plain(v) for k, v in row.cells.items()}} for row in file.rows
    ]
    kept = PeopleImport(
        file_name=file_name[:200], uploaded_by=uploaded_by, rows=rows, unknown_headings=file.unknown_headings
    )
    session.add(kept)
    session.flush()
    return kept


def _plain(cell: object) -> str | None:
    return None if cell is None else str(cell)[:1000]


def plan_import(session: Session, kept: PeopleImport, grantable: frozenset[str]) -> list[RowPlan]:
    """The verdict on every row against the people there are now."""
    rows = [FileRow(row["number"], row["cells"]) for row in kept.rows]
    return plan(rows, existing(session), grantable)


def apply_import(session: Session, import_id: int, grantable: frozenset[str]) -> PeopleImport | None:
    """Applies the rows that are not refused; None where it was applied before (a double click is one import)."""
    claimed = session.execute(
        update(PeopleImport)
        .where(PeopleImport.id == import_id, PeopleImport.applied_at.is_(None))
        .values(applied_at=now())
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        return None
    kept = session.get_one(PeopleImport, import_id)
    plans = plan_import(session, kept, grantable)
    _write(session, [one for one in plans if one.verdict in ("new", "changed")])
    kept.outcome = as_outcome(plans)
    session.flush()
    return kept


def as_outcome(plans: Sequence[RowPlan]) -> list[dict[str, Any]]:
    """The verdicts as data to keep and to show."""
    return [
        {
            "number": one.number,
            "employee_number": one.employee_number,
            "full_name": one.full_name,
            "verdict": one.verdict,
            "faults": one.faults,
            "fields": sorted(one.changes),
        }
        for one in plans
    ]


def _write(session: Session, plans: Sequence[RowPlan]) -> None:
    numbers = [one.employee_number for one in plans]
    people = {
        p.employee_number: p
        for p in session.scalars(select(Person).where(Person.employee_number.in_(numbers)))
    }
    # Addresses may be handed from one person to another within the file: let go of the old ones first.
    for one in plans:
        if "email" in one.changes and one.employee_number in people:
            people[one.employee_number].email = None
    session.flush()
    for one in plans:
        first = {name: value for name, value in one.changes.items() if name != "manager"}
        people[one.employee_number] = save_person(session, people.get(one.employee_number), first)
    # Managers may stand below their people in the file.
    for one in plans:
        if "manager" in one.changes:
            save_person(session, people[one.employee_number], {"manager": one.changes["manager"]})


def set_starting_passwords(session: Session, hashes: Mapping[int, str]) -> None:
    """Temporary passwords by person; whoever had one is signed out."""
    for person_id, password_hash in hashes.items():
        session.execute(
            update(Person)
            .where(Person.id == person_id)
            .values(
                password_hash=password_hash, password_temporary=True, session_epoch=Person.session_epoch + 1
            )
        )


def save_unit(
    session: Session, unit: Unit | None, key: str, name: dict[str, str], parent_id: int | None
) -> Unit:
    """A new unit, or new words and place for one."""
    if unit is None:
        unit = Unit(key=key, name=name)
        session.add(unit)
    unit.key, unit.name, unit.parent_id = key, name, parent_id
    session.flush()
    return unit


def roles_held(session: Session, person_id: int) -> set[str]:
    """The roles somebody was given."""
    return set(session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))
