"""Reads of who is there to be assigned something."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from lms.assignments.audiences import Member
from lms.assignments.unit_tree import UnitNode, UnitTree
from lms.identity.models import Person, PersonMarket, PersonRole, Unit
from lms.identity.permissions import Role
from lms.identity.queries import depths, parents_first

People = Select[int]
"""A selection of person ids, to narrow others by."""

# Built once: both stand behind every agent's first page.
_UNITS = select(Unit.id, Unit.key, Unit.name, Unit.parent_id).order_by(Unit.key)
_AGENTS = (
    select(Person.id, Person.employee_number, Person.full_name, Person.unit_id)
    .join(PersonRole, PersonRole.person_id == Person.id)
    .where(PersonRole.role == Role.AGENT.value)
    .where(or_(Person.hired_on.is_(None), Person.hired_on <= bindparam("hired_by")))
    .where(or_(Person.left_on.is_(None), Person.left_on >= bindparam("employed_on")))
    .order_by(Person.full_name, Person.id)
)
_ONE_AGENT = _AGENTS.where(Person.id == bindparam("person_id"))
_OWN_MARKETS = select(PersonMarket.market).where(PersonMarket.person_id == bindparam("person_id"))


def unit_tree(session: Session) -> UnitTree:
    """Every unit."""
    ordered = parents_first(session.connection().execute(_UNITS))
    depth = depths(ordered)
    return UnitTree(
        UnitNode(unit.id, unit.key, unit.name, unit.parent_id, depth[unit.id]) for unit in ordered
    )


def agents(
    session: Session, *, hired_by: date, employed_on: date, within: People | None = None
) -> list[Member]:
    """People with the role agent, by name, who were hired by one day (or whose hire date is not known) and still
    employed on another. `within` narrows them to a selection of people.
    """
    query = _AGENTS if within is None else _AGENTS.where(Person.id.in_(within))
    rows = session.connection().execute(query, {"hired_by": hired_by, "employed_on": employed_on})
    markets, none = _markets(session, within), frozenset[str]()
    return [
        Member(person_id, number, name, unit_id, markets.get(person_id, none))
        for person_id, number, name, unit_id in rows
    ]


def agent(session: Session, person_id: int, *, hired_by: date, employed_on: date) -> Member | None:
    """One person as `agents` would give them; None where they are not among those."""
    connection, one = session.connection(), {"person_id": person_id}
    days = {"hired_by": hired_by, "employed_on": employed_on}
    row = connection.execute(_ONE_AGENT, one | days).one_or_none()
    return Member(*row, frozenset(connection.execute(_OWN_MARKETS, one).scalars())) if row else None


def _markets(session: Session, within: People | None) -> dict[int, frozenset[str]]:
    query = select(PersonMarket.person_id, PersonMarket.market)
    if within is not None:
        query = query.where(PersonMarket.person_id.in_(within))
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, market in session.connection().execute(query):
        found[person_id].append(market)
    return {person_id: frozenset(markets) for person_id, markets in found.items()}


def markets_served(session: Session) -> Collection[str]:
    """Every market somebody serves, by code."""
    return session.scalars(select(PersonMarket.market).distinct().order_by(PersonMarket.market)).all()
