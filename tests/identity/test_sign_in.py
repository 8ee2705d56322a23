"""Signing in, as the person at the form meets it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.identity import sign_in as rules
from lms.identity.passwords import hash_password
from tests.cast import LIN, PASSWORD
from tests.conftest import SignIn


def post(client: FlaskClient, name: str, password: str, **query: str) -> tuple[int, str, str]:
    answer = client.post("/sign-in", data={"name": name, "password": password}, query_string=query)
    return answer.status_code, answer.headers.get("Location", ""), answer.text


@pytest.mark.parametrize("name", ["lin@example.com", "LIN@Example.com ", "E001"])
def test_by_address_or_number(client: FlaskClient, name: str) -> None:
    assert post(client, name, PASSWORD)[:2] == (302, "/")
    assert "小林" in client.get("/").text


def test_wrong_password_and_unknown_account_look_the_same(client: FlaskClient) -> None:
    wrong = post(client, "lin@example.com", "not the password")
    unknown = post(client, "nobody@example.com", "not the password")
    assert wrong[0] == unknown[0] == 422
    # The token against forged forms is another one for each page; everything else is the same.
    pages = [re.sub(r'name="csrf_token"[^>]*', "", page) for page in (wrong[2], unknown[2])]
    assert pages[0].replace("lin@example.com", "") == pages[1].replace("nobody@example.com", "")


def test_somebody_who_left_cannot_sign_in(client: FlaskClient) -> None:
    assert post(client, "wei@example.com", PASSWORD)[0] == 422


def test_guessing_is_slowed_down_even_for_the_right_password(client: FlaskClient) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False) as clock:
        for _ in range(5):
            assert post(client, "lin@example.com", "guess guess guess")[0] == 422
        status, _, text = post(client, "lin@example.com", PASSWORD)
        assert status == 429
        assert "Try again in 1 minute." in text
        assert post(client, "chen@example.com", PASSWORD)[0] == 302  # others are not held up
        client.post("/sign-out")
        clock.shift(timedelta(seconds=61))
        assert post(client, "lin@example.com", PASSWORD)[0] == 302


def test_unknown_accounts_are_slowed_down_alike(client: FlaskClient) -> None:
    for _ in range(5):
        post(client, "nobody@example.com", "guess guess guess")
    assert post(client, "nobody@example.com", "guess guess guess")[0] == 429


def test_goes_on_to_the_page_asked_for(client: FlaskClient) -> None:
    asked = client.get("/me")
    assert asked.location == "/sign-in?next=%2Fme"
    assert post(client, "lin@example.com", PASSWORD, next="/me")[1] == "/me"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_never_to_another_site(client: FlaskClient, elsewhere: str) -> None:
    assert post(client, "lin@example.com", PASSWORD, next=elsewhere)[1] == "/"


def test_signing_out_everywhere_ends_other_sessions(sign_in: SignIn) -> None:
    phone, laptop = sign_in(LIN), sign_in(LIN)
    assert laptop.get("/me").status_code == 200
    phone.post("/sign-out-everywhere")
    assert laptop.get("/me").status_code == 302
    assert phone.get("/me").status_code == 302


def test_a_temporary_password_must_be_changed_first(client: FlaskClient, session: Session) -> None:
    rules.set_password(session, LIN, hash_password("abcd-efgh-jkmn-pqrs"), temporary=True)
    session.commit()
    assert post(client, "E001", "abcd-efgh-jkmn-pqrs")[0] == 302
    assert client.get("/").location == "/account/password"
    form = {"current": "abcd-efgh-jkmn-pqrs", "new": "a sentence of my own", "again": "a sentence of my own"}
    assert client.post("/account/password", data=form).location == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        (
            {"current": "wrong", "new": "long enough now", "again": "long enough now"},
            "not your present password",
        ),
        ({"current": PASSWORD, "new": "short", "again": "short"}, "at least 12 characters"),
        ({"current": PASSWORD, "new": "long enough now", "again": "another thing"}, "not the same"),
        ({"current": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "have not been using"),
    ],
)
def test_a_bad_new_password_is_explained(sign_in: SignIn, form: dict[str, str], complaint: str) -> None:
    answer = sign_in(LIN).post("/account/password", data=form)
    assert answer.status_code == 422
    assert complaint in answer.text
