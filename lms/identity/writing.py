"""Writes many people with few statements, however many they are: on SQLite everybody else waits meanwhile."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from lms.clock import now
from lms.identity.models import Person, PersonLanguage, PersonMarket, PersonRole, Unit

People = Mapping[str, Mapping[str, Any]]
"""Checked values (see person_fields) by employee number; a field not given stays as it is."""

_OWN = ("full_name", "preferred_name", "email", "hired_on", "left_on", "locale", "time_zone")
_CHUNK = 500


def write_people(session: Session, people: People) -> dict[str, int]:
    """Adds the people who are not there yet, changes the others; ids by employee number. Units and managers must exist."""
    ids = _ids(session, people)
    _let_go_of_addresses(session, people, ids)
    new = [number for number in people if number not in ids]
    if new:
        session.execute(insert(Person), [_new(number, people[number]) for number in new])
        ids |= _ids(session, new)
    _change_columns(session, people, ids, new=set(new))
    _replace_roles(session, people, ids)
    _replace_markets(session, people, ids)
    _replace_languages(session, people, ids)
    session.expire_all()
    return ids


def _ids(session: Session, numbers: Sequence[str] | People) -> dict[str, int]:
    query = select(Person.employee_number, Person.id)
    found: dict[str, int] = {}
    for part in _chunks(list(numbers)):
        rows = session.execute(query.where(Person.employee_number.in_(part)))
        found |= dict(rows.all())
    return found


def _chunks(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _let_go_of_addresses(session: Session, people: People, ids: Mapping[str, int]) -> None:
    """An address may pass from one person to another within one file."""
    rows = [{"of": ids[number]} for number, values in people.items() if "email" in values and number in ids]
    if rows:
        _update(session, {"email": None}, rows)


def _new(number: str, values: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: values.get(name) for name in _OWN}
    return own | {
        "employee_number": number,
        "password_temporary": False,
        "session_epoch": 1,
        "created_at": now(),
    }


def _change_columns(session: Session, people: People, ids: Mapping[str, int], new: set[str]) -> None:
    """One statement for each set of columns that changes together."""
    units = dict(session.execute(select(Unit.key, Unit.id)).all())
    managers = _ids(session, [values["manager"] for values in people.values() if values.get("manager")])
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for number, values in people.items():
        row = {} if number in new else {name: values[name] for name in _OWN if name in values}
        if "unit" in values:
            row["unit_id"] = units[values["unit"]] if values["unit"] else None
        if "manager" in values:
            row["manager_id"] = managers[values["manager"]] if values["manager"] else None
        if row:
            groups[tuple(row)].append(
                {"of": ids[number]} | {f"new_{name}": value for name, value in row.items()}
            )
    for columns, rows in groups.items():
        _update(session, {name: bindparam(f"new_{name}") for name in columns}, rows)


def _update(session: Session, values: Mapping[str, Any], rows: list[dict[str, Any]]) -> None:
    table = Person.__table__
    session.connection().execute(update(table).where(table.c.id == bindparam("of")).values(**values), rows)  # type: ignore[arg-type]


def _replace_roles(session: Session, people: People, ids: Mapping[str, int]) -> None:
    rows = [
        {"person_id": ids[n], "role": role}
        for n, values in people.items()
        for role in values.get("roles", [])
    ]
    _rewrite(session, PersonRole, [ids[n] for n, values in people.items() if "roles" in values], rows)


def _replace_markets(session: Session, people: People, ids: Mapping[str, int]) -> None:
    rows = [
        {"person_id": ids[n], "market": code}
        for n, values in people.items()
        for code in values.get("markets", [])
    ]
    _rewrite(session, PersonMarket, [ids[n] for n, values in people.items() if "markets" in values], rows)


def _replace_languages(session: Session, people: People, ids: Mapping[str, int]) -> None:
    rows = [
        {"person_id": ids[number], "language": language, "level": level}
        for number, values in people.items()
        for language, level in values.get("languages", {}).items()
    ]
    given = [ids[number] for number, values in people.items() if "languages" in values]
    _rewrite(session, PersonLanguage, given, rows)


def _rewrite(session: Session, model: type[Any], person_ids: list[int], rows: list[dict[str, Any]]) -> None:
    for part in _chunks(person_ids):
        session.execute(
            delete(model).where(model.person_id.in_(part)).execution_options(synchronize_session=False)
        )
    if rows:
        session.execute(insert(model), rows)
