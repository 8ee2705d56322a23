"""Reads of people and units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.identity.import_plan import Existing
from lms.identity.models import Person, PersonLanguage, PersonMarket, PersonRole, Unit


class UnitRow(Protocol):
    """A unit, or a row of its columns."""

    @property
    def id(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...


Node = TypeVar("Node", bound=UnitRow)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What the list of people is narrowed to; None means all."""

    search: str = ""
    unit_ids: frozenset[int] | None = None
    role: str | None = None
    status: str = "employed"
    """`employed`, `left` or `all`."""


def people(wanted: PeopleFilter, today: date) -> Select[*tuple[Any, ...]]:
    """Rows (Person, unit's name, manager's name), by name."""
    manager = aliased(Person)
    query: Select[*tuple[Any, ...]] = (
        select(Person, Unit.name, manager.full_name)
        .outerjoin(Unit, Person.unit_id == Unit.id)
        .outerjoin(manager, Person.manager_id == manager.id)
        .order_by(Person.full_name, Person.id)
    )
    if wanted.search:
        pattern = f"%{like_escaped(wanted.search)}%"
        columns = (Person.full_name, Person.preferred_name, Person.email, Person.employee_number)
        query = query.where(or_(*(column.ilike(pattern, escape="\\") for column in columns)))
    if wanted.unit_ids is not None:
        query = query.where(Person.unit_id.in_(wanted.unit_ids))
    if wanted.role:
        query = query.where(exists().where(PersonRole.person_id == Person.id, PersonRole.role == wanted.role))
    employed = or_(Person.left_on.is_(None), Person.left_on >= today)
    if wanted.status == "employed":
        query = query.where(employed)
    elif wanted.status == "left":
        query = query.where(~employed)
    return query


def like_escaped(text: str) -> str:
    """Typed text for LIKE … ESCAPE '\\': its own wildcards mean themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def units(session: Session) -> list[Unit]:
    """All units, parents before their children, siblings by key."""
    return parents_first(session.scalars(select(Unit).order_by(Unit.key)))


def parents_first(units: Iterable[Node]) -> list[Node]:
    """The units, or rows of their columns, in the order of a tree; siblings stay in the order given."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for unit in units:
        children[unit.parent_id].append(unit)
    ordered: list[Node] = []

    def walk(parent_id: int | None) -> None:
        for unit in children[parent_id]:
            ordered.append(unit)
            walk(unit.id)

    walk(None)
    return ordered


def depths(ordered: Iterable[UnitRow]) -> dict[int, int]:
    """How deep each unit lies; parents must come first."""
    found: dict[int, int] = {}
    for unit in ordered:
        found[unit.id] = found[unit.parent_id] + 1 if unit.parent_id in found else 0
    return found


def unit_and_below(session: Session, unit_id: int) -> frozenset[int]:
    """A unit's id and those of all units under it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("tree", recursive=True)
    tree = tree.union(select(Unit.id).where(Unit.parent_id == tree.c.id))
    return frozenset(session.scalars(select(tree.c.id)))


def leads(session: Session, person_id: int) -> bool:
    """Whether anybody reports to the person."""
    return bool(session.scalar(select(exists().where(Person.manager_id == person_id))))


def person_by_number(session: Session, number: str) -> Person | None:
    """Somebody by employee number."""
    return session.scalar(select(Person).where(Person.employee_number == number))


def roles_of(session: Session, person_ids: Iterable[int]) -> Mapping[int, list[str]]:
    """Given roles by person."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(PersonRole.person_id, PersonRole.role).where(PersonRole.person_id.in_(list(person_ids)))
    for person_id, role in session.execute(query.order_by(PersonRole.role)):
        found[person_id].append(role)
    return found


def existing(session: Session) -> Existing:
    """Everybody's values as an import compares them: four queries, however many people."""
    return Existing(values_by_number(session), unit_names(session))


def values_by_number(session: Session, only: str | None = None) -> dict[str, dict[str, Any]]:
    """What is known of everybody, or of one person, by employee number."""
    wanted = select(Person.id) if only is None else select(Person.id).where(Person.employee_number == only)
    manager = aliased(Person)
    unit_keys = {unit.id: unit.key for unit in session.scalars(select(Unit))}
    found: dict[str, dict[str, Any]] = {}
    by_id: dict[int, dict[str, Any]] = {}
    query = select(Person, manager.employee_number).outerjoin(manager, Person.manager_id == manager.id)
    for person, manager_number in session.execute(query.where(Person.id.in_(wanted))):
        values = {
            name: getattr(person, name)
            for name in ("full_name", "preferred_name", "email", "hired_on", "left_on", "locale", "time_zone")
        }
        values |= {"employee_number": person.employee_number, "manager": manager_number}
        values |= {"unit": unit_keys.get(person.unit_id or 0), "roles": [], "markets": [], "languages": {}}
        found[person.employee_number] = by_id[person.id] = values
    for person_id, role in session.execute(
        select(PersonRole.person_id, PersonRole.role)
        .where(PersonRole.person_id.in_(wanted))
        .order_by(PersonRole.role)
    ):
        by_id[person_id]["roles"].append(role)
    for person_id, market in session.execute(
        select(PersonMarket.person_id, PersonMarket.market)
        .where(PersonMarket.person_id.in_(wanted))
        .order_by(PersonMarket.market)
    ):
        by_id[person_id]["markets"].append(market)
    levels = select(PersonLanguage).where(PersonLanguage.person_id.in_(wanted))
    for row in session.scalars(levels.order_by(PersonLanguage.language)):
        by_id[row.person_id]["languages"][row.language] = row.level
    return found


def unit_names(session: Session) -> dict[str, str]:
    """What may be typed for a unit (its key or a name, folded) → its key. A name that two units share is left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for unit in session.scalars(select(Unit)):
        for text in (unit.key, *unit.name.values()):
            names[text.casefold()].add(unit.key)
    return {text: keys.pop() for text, keys in names.items() if len(keys) == 1}


def never_given_password(today: date) -> Select[*tuple[Any, ...]]:
    """People at work who were never given a password."""
    return _at_work(today).where(Person.password_hash.is_(None))


def without_own_password(today: date) -> Select[*tuple[Any, ...]]:
    """People at work who never chose a password: those never given one, and those who have not used theirs."""
    return _at_work(today).where(or_(Person.password_hash.is_(None), Person.password_temporary))


def _at_work(today: date) -> Select[*tuple[Any, ...]]:
    employed = or_(Person.left_on.is_(None), Person.left_on >= today)
    return select(Person).where(employed).order_by(Person.employee_number)


def headcounts(session: Session) -> dict[int, int]:
    """How many people belong to each unit itself, whether or not they still work here."""
    rows = session.execute(
        select(Person.unit_id, func.count()).where(Person.unit_id.is_not(None)).group_by(Person.unit_id)
    )
    return {unit_id: count for unit_id, count in rows if unit_id is not None}
