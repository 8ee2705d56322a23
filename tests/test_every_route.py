"""Every route, as every role, with other people's ids: nobody gets in where they do not belong."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from lms.identity.permissions import ALLOWED, Permission, Role
from tests.cast import ADA, CHEN, HUI, LIN, MAX, SOFIA, TOM
from tests.conftest import SignIn

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
