"""Writes about people and units. The caller commits."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from lms.clock import now
from lms.identity.import_file import FileRow, PeopleFile
from lms.identity.import_plan import RowPlan, plan
from lms.identity.models import PeopleImport, Person, PersonRole, Unit
from lms.identity.queries import existing
from lms.identity.writing import write_people


def save_person(session: Session, number: str, values: Mapping[str, Any]) -> Person:
    """Writes checked values (see person_fields) to the person with this employee number, or to a new one."""
    ids = write_people(session, {number: values})
    return session.get_one(Person, ids[number])


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
    standing = (one for one in plans if one.verdict in ("new", "changed"))
    write_people(session, {one.employee_number: one.changes for one in standing})
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


def missing_units(kept: PeopleImport, outcome: Sequence[Mapping[str, Any]]) -> list[str]:
    """What rows refused for it say of their unit, each once: the units somebody has to add first."""
    refused = {row["number"] for row in outcome if row["faults"].get("unit") == "unknown_unit"}
    return sorted({row["cells"]["unit"].strip() for row in kept.rows if row["number"] in refused})


def set_starting_passwords(
    session: Session, hashes: Mapping[int, str], *, only_without_own: bool
) -> set[int]:
    """Temporary passwords by person; whoever had one is signed out. `only_without_own` passes over those who have chosen
    a password of their own in the meantime. Returns whose password was set."""
    done = set()
    for person_id, password_hash in hashes.items():
        change = update(Person).where(Person.id == person_id)
        if only_without_own:
            change = change.where(or_(Person.password_hash.is_(None), Person.password_temporary))
        values = {"password_hash": password_hash, "password_temporary": True}
        changed = session.execute(change.values(**values, session_epoch=Person.session_epoch + 1))
        if changed.rowcount == 1:  # type: ignore[attr-defined]
            done.add(person_id)
    return done


class CircularTree(ValueError):
    """A unit would stand below itself."""


def save_unit(
    session: Session, unit: Unit | None, key: str, name: dict[str, str], parent_id: int | None
) -> Unit:
    """A new unit, or new words and place for one; its code stays, because requirements and files name it. Raises
    CircularTree."""
    # Locked, so that two moves at the same moment cannot make a circle that neither sees.
    parents = {one.id: one.parent_id for one in session.scalars(select(Unit).with_for_update())}
    if unit is None:
        unit = Unit(key=key, name=name)
        session.add(unit)
    above = parent_id
    while above is not None:
        if above == unit.id:
            raise CircularTree(key)
        above = parents.get(above)
    unit.name, unit.parent_id = name, parent_id
    session.flush()
    return unit


def roles_held(session: Session, person_id: int) -> set[str]:
    """The roles somebody was given."""
    return set(session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))
