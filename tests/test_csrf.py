"""Forms sent from elsewhere, or without their token, change nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.cast import LIN
from tests.conftest import SignIn


@pytest.fixture
def protected(app: Flask) -> Iterator[Flask]:
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_post_without_its_token_is_refused_with_a_remedy(sign_in: SignIn, protected: Flask) -> None:
    person = sign_in(LIN)
    protected.config["WTF_CSRF_ENABLED"] = True
    answer = person.post("/sign-out-everywhere")
    assert answer.status_code == 400
    assert "send the form again" in answer.text
    assert person.get("/me").status_code == 200


def test_every_form_carries_a_token(protected: Flask) -> None:
    assert 'name="csrf_token"' in protected.test_client().get("/sign-in").text
