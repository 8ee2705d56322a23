"""The people pages: finding, adding, changing, temporary passwords, units."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.identity.models import Person, Unit
from tests.cast import ADA, HUI
from tests.conftest import SignIn

FORM = {
    "employee_number": "N1",
    "full_name": "Madonna",
    "roles": ["agent"],
    "markets": "DE",
    "languages": "en C1",
}


def test_finding_people(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    assert "林晓" in hr.get("/people?q=林").text
    assert "Chen Yu" not in hr.get("/people?q=林").text
    assert "魏 前" not in hr.get("/people").text  # has left
    assert "魏 前" in hr.get("/people?status=left").text
    europe = hr.get("/people?unit=service-europe").text
    assert "Max Weber" in europe
    assert "Tom Okafor" not in europe
    assert "Nobody matches" in hr.get("/people?q=%25").text  # a per cent sign is a sign, not a wildcard


def test_adding_somebody_and_their_first_sign_in(sign_in: SignIn, client: FlaskClient) -> None:
    hr = sign_in(HUI)
    assert hr.post("/people/new", data=FORM).location == "/people/N1"
    page = hr.post("/people/N1/temporary-password").text
    found = re.search(r"<code>([a-z0-9-]{19})</code>", page)
    assert found
    assert client.post("/sign-in", data={"name": "N1", "password": found[1]}).status_code == 302
    assert client.get("/").location == "/account/password"


def test_faults_stand_at_their_fields_and_keep_what_was_typed(sign_in: SignIn) -> None:
    answer = sign_in(HUI).post("/people/new", data=FORM | {"email": "nonsense", "hired_on": "soon"})
    assert answer.status_code == 422
    assert "This is not an e-mail address" in answer.text
    assert "Write the date with the year first" in answer.text
    assert 'value="nonsense"' in answer.text
    assert (
        "Somebody else has this employee number"
        in sign_in(HUI).post("/people/new", data=FORM | {"employee_number": "E001"}).text
    )


def test_changing_somebody(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    page = hr.get("/people/E001/edit").text
    assert 'value="lin@example.com"' in page
    form = FORM | {
        "employee_number": "ignored",
        "full_name": "林晓晓",
        "email": "",
        "manager": "E007",
        "left_on": "2026-12-31",
        "shown": shown_in(page),
    }
    assert hr.post("/people/E001/edit", data=form).location == "/people/E001"
    lin = session.scalar(select(Person).where(Person.employee_number == "E001"))
    assert lin
    assert (lin.full_name, lin.email, lin.manager_id, str(lin.left_on)) == ("林晓晓", None, 7, "2026-12-31")


def shown_in(page: str) -> str:
    found = re.search(r'name="shown"[^>]*value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_a_colleagues_change_in_between_is_seen(sign_in: SignIn, session: Session) -> None:
    hr, admin = sign_in(HUI), sign_in(ADA)
    stale = shown_in(hr.get("/people/E001/edit").text)
    form = FORM | {
        "full_name": "林晓",
        "preferred_name": "小林",
        "email": "lin@example.com",
        "manager": "E004",
    }
    fresh = shown_in(admin.get("/people/E001/edit").text)
    assert (
        admin.post("/people/E001/edit", data=form | {"left_on": "2026-12-31", "shown": fresh}).status_code
        == 302
    )
    answer = hr.post("/people/E001/edit", data=form | {"preferred_name": "晓晓", "shown": stale})
    assert answer.status_code == 409
    assert "Somebody has changed this person" in answer.text
    assert session.scalar(select(Person.left_on).where(Person.employee_number == "E001"))
    session.rollback()
    assert hr.post("/people/E001/edit", data=form | {"shown": shown_in(answer.text)}).status_code == 302


def test_hr_changes_nobody_above_their_office_and_the_last_administrator_stays(sign_in: SignIn) -> None:
    hr, admin = sign_in(HUI), sign_in(ADA)
    form = FORM | {"full_name": "Ada", "roles": ["administrator"], "left_on": "2026-01-01"}
    shown = shown_in(hr.get("/people/E006/edit").text)
    assert "a role you cannot give" in hr.post("/people/E006/edit", data=form | {"shown": shown}).text
    refused = admin.post("/people/E006/edit", data=form | {"shown": shown}).text
    assert "This is the last administrator" in refused


def test_nobody_lifts_people_above_their_own_office(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    answer = hr.post("/people/new", data=FORM | {"roles": ["agent", "administrator"]})
    assert "You cannot give or take this role" in answer.text
    assert (
        hr.post("/people/E006/temporary-password").status_code == 403
    )  # setting a password is acting as them
    assert sign_in(ADA).post("/people/E005/temporary-password").status_code == 200


def test_starting_passwords_for_those_without_one(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    hr.post("/people/new", data=FORM | {"full_name": "=cmd()"})
    file = hr.post("/people/starting-passwords")
    lines = file.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("N1,'=cmd()")


def test_unused_passwords_are_replaced_only_when_asked(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    hr.post("/people/new", data=FORM)
    first = hr.post("/people/starting-passwords").data.decode("utf-8-sig").splitlines()[1]
    again = hr.post("/people/starting-passwords", follow_redirects=True)
    assert "There is nobody who needs a temporary password" in again.text
    second = hr.post("/people/starting-passwords", data={"unused": "1"}).data.decode("utf-8-sig")
    assert "N1,Madonna" in second
    assert first not in second


def test_hr_is_led_to_people_without_any_password(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    hr.post("/people/new", data=FORM)
    assert "1 person has no password yet" in hr.get("/").text
    hr.post("/people/starting-passwords")
    assert "no password yet" not in hr.get("/").text


def test_a_persons_page_speaks_in_words(sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/people/E004").text
    assert "Germany" in page
    assert "Team lead" in page  # Lin reports to him
    assert "<dd>Customer service, Asia</dd>" in page
    assert "temporary-password" in page
    above = sign_in(HUI).get("/people/E006").text
    assert "temporary-password" not in above
    assert "Only an administrator can change this person" in above


def test_pages_of_people_mark_their_way(sign_in: SignIn) -> None:
    hr = sign_in(HUI)
    for path in ("/people", "/people/E001", "/units", "/people-imports/new"):
        assert re.search(r'href="/people" aria-current="page"', hr.get(path).text), path


def test_units_form_a_tree_without_circles(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(HUI)
    assert (
        hr.post("/units/new", data={"key": "night", "name_zh_Hans": "夜班", "parent": 3}).location == "/units"
    )
    assert "夜班" in hr.get("/units").text
    below = session.scalar(select(Unit.id).where(Unit.key == "night"))
    session.rollback()
    assert below
    circle = hr.post(
        "/units/service-asia/edit", data={"key": "service-asia", "name_en": "Asia", "parent": below}
    )
    assert circle.status_code == 422
    assert (
        "Another unit has this code"
        in hr.post("/units/new", data={"key": "night", "name_en": "N", "parent": 0}).text
    )


def test_the_first_administrator_comes_from_the_command_line(app: Flask) -> None:
    runner = app.test_cli_runner()
    done = runner.invoke(
        args=["people", "add-admin", "--number", "A1", "--name", "First", "--email", "A1@Example.com"]
    )
    assert done.exit_code == 0
    password = done.output.split()[-1]
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/sign-in", data={"name": "a1@example.com", "password": password}).status_code == 302
    refused = runner.invoke(
        args=["people", "add-admin", "--number", "A2", "--name", "X", "--email", "lin@example.com"]
    )
    assert refused.exit_code == 1
    assert "E001" in refused.output
