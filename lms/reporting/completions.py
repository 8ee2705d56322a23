"""Completion records: one row per person and activity, from the standings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, null, or_, select

from lms.assignments.queries import People
from lms.database import Database
from lms.identity.models import Person
from lms.identity.queries import like_escaped
from lms.records.models import Standing
from lms.reporting.table import Row


@dataclass(frozen=True, slots=True)
class CompletionFilter:
    """What the records are narrowed to. Empty means all.

    `since` and `until` are days in `zone`, both included; they act on the day of completion where `by_completion` is
    set (then rows without one fall out), else on the day of the last activity.
    """

    zone: str
    since: date | None = None
    until: date | None = None
    by_completion: bool = False
    unit_ids: frozenset[int] | None = None
    kind: str = ""
    key: str = ""
    status: str = ""
    search: str = ""


COLUMNS: dict[str, Any] = {
    "person": Person.full_name,
    "number": Person.employee_number,
    "unit": Person.unit_id,
    "activity": Standing.subject_key,
    "kind": Standing.subject_kind,
    "status": Standing.status,
    "enrolled": Standing.enrolled_at,
    "started": Standing.started_at,
    "completed": Standing.completed_at,
    "attempts": Standing.attempts,
    "best": Standing.best_score,
    "maximum": Standing.max_score,
    "version": Standing.version,
    "last": Standing.last_at,
}
"""Where each column of the table comes from. An activity's title is looked up by kind and key."""

ALWAYS = {"number", "kind", "activity"}
"""Asked for in any case: they lead to the person's page and to the title."""


def completions(
    wanted: CompletionFilter, within: People | None, columns: Collection[str] = COLUMNS.keys()
) -> Select[*tuple[Any, ...]]:
    """The rows, latest activity first, with nothing in the place of columns that are not asked for: reading a moment
    that nobody sees is what takes longest. `within` narrows them to the people the viewer may see.
    """
    asked = ALWAYS.union(columns)
    query = select(
        *((source if key in asked else null()).label(key) for key, source in COLUMNS.items())
    ).join_from(Standing, Person, Person.id == Standing.person_id)
    if within is not None:
        query = query.where(Person.id.in_(within))
    if wanted.unit_ids is not None:
        query = query.where(Person.unit_id.in_(wanted.unit_ids))
    if wanted.kind:
        query = query.where(Standing.subject_kind == wanted.kind)
    if wanted.key:
        query = query.where(Standing.subject_key == wanted.key)
    if wanted.status:
        query = query.where(Standing.status == wanted.status)
    if wanted.search:
        pattern = f"%{like_escaped(wanted.search)}%"
        searched = (Person.full_name, Person.preferred_name, Person.employee_number)
        query = query.where(or_(*(column.ilike(pattern, escape="\\") for column in searched)))
    moment = Standing.completed_at if wanted.by_completion else Standing.last_at
    if wanted.since:
        query = query.where(moment >= _begin(wanted.since, wanted.zone))
    if wanted.until:
        query = query.where(moment < _begin(wanted.until + timedelta(days=1), wanted.zone))
    return query.order_by(
        Standing.last_at.desc(), Standing.person_id, Standing.subject_kind, Standing.subject_key
    )


def _begin(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def presented(
    rows: Iterable[Any], unit_names: Mapping[int, str], title: Callable[[str, str], str]
) -> Iterator[Row]:
    """Rows of `completions` as rows of the table: units by their names, activities by their titles."""
    for name, number, unit_id, key, kind, *rest in rows:
        yield (name, number, unit_names.get(unit_id), title(kind, key), kind, *rest)


def streamed(database: Database, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The query's rows as plain rows, over a connection of their own that is held as long as somebody reads."""
    with database.reading() as connection:
        yield from connection.execute(query.execution_options(yield_per=1000))
