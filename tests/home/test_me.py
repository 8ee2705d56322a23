"""One's own card, and the choice of language."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.identity.models import Person, PersonLanguage
from tests.cast import ADA, LIN, TOM
from tests.conftest import SignIn


def test_the_card_says_everything_in_words(sign_in: SignIn, session: Session) -> None:
    session.add(PersonLanguage(person_id=LIN, language="de", level="B2"))
    session.commit()
    page = sign_in(LIN).get("/me").text
    for words in (
        "<h1>林晓</h1>",
        "小林",
        "Customer service, Asia",
        "Agent",
        "Germany",
        "German (B2)",
        "Asia/Shanghai",
    ):
        assert words in page


def test_a_team_lead_sees_both_roles(sign_in: SignIn) -> None:
    assert "Agent · Team lead" in sign_in(TOM).get("/me").text


def test_what_is_not_known_is_a_dash(sign_in: SignIn) -> None:
    page = sign_in(ADA).get("/me").text
    assert "<dt>Markets</dt><dd>\n        –" in page


def test_the_ways_to_password_and_out_are_there(sign_in: SignIn) -> None:
    page = sign_in(LIN).get("/me").text
    for address in ("/account/password", "/sign-out", "/sign-out-everywhere"):
        assert f'"{address}"' in page


def test_a_person_chooses_a_language_for_every_device(sign_in: SignIn, session: Session) -> None:
    answer = sign_in(LIN).post("/language", data={"language": "zh_Hans", "next": "/me"})
    assert (answer.status_code, answer.location) == (303, "/me")
    person = session.get(Person, LIN)
    assert person
    assert person.locale == "zh_Hans"
    assert '<html lang="zh-Hans"' in sign_in(LIN).get("/me").text


def test_before_signing_in_the_browser_keeps_the_language(client: FlaskClient) -> None:
    client.post("/language", data={"language": "zh_Hans", "next": "/sign-in"})
    assert '<html lang="zh-Hans"' in client.get("/sign-in").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_the_choice_never_leads_to_another_site(client: FlaskClient, elsewhere: str) -> None:
    assert client.post("/language", data={"language": "en", "next": elsewhere}).location == "/"


def test_a_language_that_is_not_offered_is_refused(client: FlaskClient) -> None:
    assert client.post("/language", data={"language": "tlh"}).status_code == 400
