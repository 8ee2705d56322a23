"""Every route, as every role, with ids of nobody and of others: nobody gets in where they do not belong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from lms.assessments.models import QuarterRequirement
from lms.assessments.services import require
from lms.clock import now
from lms.identity.import_file import read_people_file
from lms.identity.permissions import ALLOWED, Permission, Role
from lms.identity.services import keep_import
from quizzes.content_import import import_pools
from quizzes.models import Attempt
from quizzes.queries.bank import find_quiz
from quizzes.services.attempts import start_attempt
from quizzes.source import Pool
from tests.assessments.cases import EVERYONE, Q4
from tests.cast import ADA, CHEN, HUI, LIN, MAX, SOFIA, TOM
from tests.conftest import SignIn
from tests.quizzes import samples

CAST_ROLES = {
    LIN: {Role.AGENT},
    CHEN: {Role.AGENT},
    SOFIA: {Role.TRAINER},
    TOM: {Role.AGENT, Role.TEAM_LEAD},
    MAX: {Role.AGENT, Role.TEAM_LEAD},
    HUI: {Role.HR},
    ADA: {Role.ADMINISTRATOR},
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OPEN_TO_ANYONE = {
    "static", "healthz", "readyz", "account.sign_in", "account.check_sign_in", "home.language", "quizzes.show_session",
}  # fmt: skip
"""Every address that answers without signing in, by name; more are added in this list or not at all."""


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in METHODS:
            if method in (rule.methods or set()):
                yield rule, method


def permission(app: Flask, rule: Rule) -> Permission:
    return Permission(vars(app.view_functions[rule.endpoint])["permission"])


def filled(rule: Rule) -> str:
    """The rule's address with an id that exists nowhere, so that whoever is let in meets 404 at worst."""
    return re.sub(
        r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda m: "999999" if m[1] == "int" else "no-such-thing", rule.rule
    )


def test_every_route_states_who_may_use_it(app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule, _ in routes(app)
        if "permission" not in vars(app.view_functions[rule.endpoint])
    ]
    assert silent == []


def test_addresses_are_kebab_case(app: Flask) -> None:
    plain = [re.sub(r"<[^>]+>", "", rule.rule) for rule, _ in routes(app)]
    assert [address for address in plain if not re.fullmatch(r"[a-z0-9./-]*", address)] == []


def test_only_named_routes_are_open_to_anyone(app: Flask) -> None:
    found = {rule.endpoint for rule, _ in routes(app) if permission(app, rule) is Permission.ANYONE}
    assert found - OPEN_TO_ANYONE == set()


def test_without_signing_in_nothing_else_opens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    wrong = []
    for rule, method in routes(app):
        if permission(app, rule) is Permission.ANYONE:
            continue
        answer = client.open(filled(rule), method=method)
        if not (answer.status_code == 302 and answer.location.startswith("/sign-in")):
            wrong.append((method, rule.rule, answer.status_code))
        as_script = client.open(filled(rule), method=method, headers={"Accept": "application/json"})
        if as_script.status_code != 401:
            wrong.append((method, rule.rule, as_script.status_code))
    assert wrong == []


@pytest.mark.parametrize("person_id", CAST_ROLES)
def test_each_role_enters_exactly_where_the_table_says(app: Flask, sign_in: SignIn, person_id: int) -> None:
    wrong = []
    for rule, method in routes(app):
        needed = permission(app, rule)
        if needed is Permission.ANYONE or rule.endpoint in {
            "account.sign_out",
            "account.sign_out_everywhere",
        }:
            continue
        answer = sign_in(person_id).open(filled(rule), method=method)
        let_in = bool(ALLOWED[needed] & CAST_ROLES[person_id])
        refused = answer.status_code == 403
        # Inside, an id that does not exist may only be "not found" (404), never an error of ours.
        if refused is let_in or answer.status_code >= 500:
            wrong.append((method, rule.rule, needed.value, answer.status_code))
    assert wrong == []


BESIDE = {"<int:slot>": "1", "/quarters/<key>": f"/quarters/{Q4.key}"}
"""What else stands in the addresses of such things."""


@dataclass(frozen=True)
class Own:
    """Something of one person's. `seen_by`: the people a route lets see it, by its permission; all others it does not."""

    value: str
    seen_by: dict[Permission, set[int]]


@pytest.fixture
def own(session: Session) -> dict[str, Own]:
    """By the place in an address: an attempt of Chen's, Chen's employee number, what Hui imported and required."""
    import_pools(session, [Pool("sample", samples.ALL, [samples.quiz()])])
    quiz = find_quiz(session, "sampler")
    assert quiz
    attempt_id = start_attempt(session, quiz, CHEN, Random(1), now())
    file = read_people_file("people.csv", b"Employee number,Full name\nN1,Asha\n")
    import_id = keep_import(session, "people.csv", file, HUI).id
    require(session, Q4, "sampler", EVERYONE, HUI)
    requirement_id = session.scalars(select(QuarterRequirement.id)).one()
    session.commit()
    return {
        "<int:attempt_id>": Own(str(attempt_id), {Permission.LEARN: {CHEN}}),
        "<int:import_id>": Own(str(import_id), {Permission.MANAGE_PEOPLE: {HUI}}),
        "<int:requirement_id>": Own(str(requirement_id), {Permission.MANAGE_QUARTER: {HUI}}),
        "<number>": Own(
            "E002",
            {
                Permission.VIEW_RECORDS: {HUI, MAX},
                Permission.VIEW_PEOPLE: {HUI, ADA},
                Permission.MANAGE_PEOPLE: {HUI, ADA},
            },
        ),
    }


def own_routes(app: Flask, own: dict[str, Own]) -> Iterator[tuple[Rule, str, str, set[int]]]:
    """Every route that names something of somebody's: with its method, its address, and who may see it."""
    for rule, method in routes(app):
        for place, thing in own.items():
            if place in rule.rule:
                address = rule.rule.replace(place, thing.value)
                for part, value in BESIDE.items():
                    address = address.replace(part, value)
                yield rule, method, address, thing.seen_by.get(permission(app, rule), set())


def test_every_id_in_an_address_is_tried_by_others(app: Flask, own: dict[str, Own]) -> None:
    places = {place for rule, _ in routes(app) for place in re.findall(r"<[^>]*_id>", rule.rule)}
    assert places - own.keys() == set()
    left_open = [address for _, _, address, _ in own_routes(app, own) if "<" in address]
    assert left_open == []


@pytest.mark.parametrize("person_id", CAST_ROLES)
def test_what_is_somebody_else_s_is_not_there(
    app: Flask, sign_in: SignIn, session: Session, own: dict[str, Own], person_id: int
) -> None:
    browser, wrong = sign_in(person_id), []
    for rule, method, address, seen_by in own_routes(app, own):
        if person_id in seen_by:
            if method == "GET" and browser.get(address, follow_redirects=True).status_code != 200:
                wrong.append((method, rule.rule, "not shown to whom it belongs"))
            continue
        sent = {"sequence": 1, "response": None} if method == "PUT" else None
        answer = browser.open(address, method=method, json=sent)
        if answer.status_code not in (403, 404):
            wrong.append((method, rule.rule, str(answer.status_code)))
    assert wrong == []
    assert session.scalars(select(Attempt.submitted_at)).all() == [None]
