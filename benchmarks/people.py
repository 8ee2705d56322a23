"""A company of a thousand: units in three levels, a lead for each team, and one person for each other role."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from benchmarks.rows import add_rows
from lms.identity.models import Person, PersonLanguage, PersonMarket, PersonRole, Unit
from lms.identity.passwords import hash_password

PEOPLE = 1000
REGIONS, TEAMS = 4, 5
"""Under the company stand so many regions, with so many teams each."""

HR, TRAINER, ADMINISTRATOR = 1, 2, 3
"""Ids of those who are not agents."""

FIRST_AGENT = 4
AGENTS = range(FIRST_AGENT, PEOPLE + 1)

PASSWORD = "a password for the benchmark"

_FAMILY = ["王", "李", "张", "刘", "陈", "Weber", "Okafor", "Álvarez", "Haddad", "Novak"]
_GIVEN = ["晓", "伟", "敏", "静", "Ana", "Tom", "Layla", "Jonas", "Mei", "Omar"]


def team_of(person_id: int) -> int:
    """The id of the person's unit: teams are spread evenly."""
    return 2 + REGIONS + person_id % (REGIONS * TEAMS)


def add_people(session: Session) -> None:
    """Units, people, roles, markets and languages. Everybody has the one password: its check costs what any costs."""
    add_rows(session, Unit, _units())
    add_rows(session, Person, _people(hash_password(PASSWORD)))
    roles = {HR: "hr", TRAINER: "trainer", ADMINISTRATOR: "administrator"}
    everybody = range(1, PEOPLE + 1)
    add_rows(session, PersonRole, ({"person_id": id_, "role": roles.get(id_, "agent")} for id_ in everybody))
    markets = {0: "DE", 1: "GULF"}
    served = ({"person_id": id_, "market": markets[id_ % 4]} for id_ in AGENTS if id_ % 4 in markets)
    add_rows(session, PersonMarket, served)
    languages = ({"person_id": id_, "language": "en", "level": "B2"} for id_ in everybody)
    add_rows(session, PersonLanguage, languages)


def _units() -> Iterator[dict[str, Any]]:
    yield {"id": 1, "key": "company", "name": {"en": "Company", "zh_Hans": "公司"}, "parent_id": None}
    for region in range(REGIONS):
        names = {"en": f"Region {region + 1}", "zh_Hans": f"{region + 1}区"}
        yield {"id": 2 + region, "key": f"region-{region + 1}", "name": names, "parent_id": 1}
    for team in range(REGIONS * TEAMS):
        names = {"en": f"Team {team + 1}", "zh_Hans": f"{team + 1}组"}
        parent = 2 + team % REGIONS
        yield {"id": 2 + REGIONS + team, "key": f"team-{team + 1}", "name": names, "parent_id": parent}


def _people(password_hash: str) -> Iterator[dict[str, Any]]:
    leads = FIRST_AGENT + REGIONS * TEAMS
    lead_of = {team_of(id_): id_ for id_ in range(FIRST_AGENT, leads)}
    for id_ in range(1, PEOPLE + 1):
        family, given = _FAMILY[id_ % len(_FAMILY)], _GIVEN[id_ // 10 % len(_GIVEN)]
        yield {
            "id": id_,
            "employee_number": f"B{id_:05}",
            "email": f"person{id_}@bench.example",
            "full_name": f"{family}{given}" if family > "z" and given > "z" else f"{given} {family}",
            "locale": "zh_Hans" if id_ % 2 else "en",
            "time_zone": "Asia/Shanghai" if id_ % 2 else "Europe/Berlin",
            "unit_id": team_of(id_),
            # Team leads have the lowest ids of all agents: they stand in the table before those they lead.
            "manager_id": lead_of[team_of(id_)] if id_ >= leads else None,
            "hired_on": date(2024, 1 + id_ % 12, 1 + id_ % 28),
            "left_on": None,
            "password_hash": password_hash,
        }
