"""Error pages: what happened, in the reader's language, with a way out; JSON for scripts; even without a database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Blueprint, Flask, abort
from flask.testing import FlaskClient

from lms.app import build_app
from lms.database import Database
from lms.feature import Feature
from lms.identity.access import requires
from lms.identity.permissions import Permission
from tests.cast import LIN
from tests.conftest import Databases

CODES = (400, 401, 403, 404, 405, 409, 413, 429, 500)

faults = Blueprint("faults", __name__)


@faults.get("/fault/<int:code>")
@requires(Permission.ANYONE)
def fault(code: int) -> str:
    """Fails as asked."""
    abort(code)


@faults.get("/explained")
@requires(Permission.ANYONE)
def explained() -> str:
    """Fails with words of its own."""
    abort(409, "Somebody published a newer version of this question.")


@faults.get("/surprise")
@requires(Permission.ANYONE)
def surprise() -> str:
    """Fails as nobody foresaw."""
    raise ZeroDivisionError("secret detail")


@faults.post("/form")
@requires(Permission.ANYONE)
def form() -> str:
    """Takes a form."""
    return ""


@pytest.fixture(scope="module")
def failing_app(shared_app: Flask) -> Flask:
    """The platform alone, with pages that fail."""
    app = build_app(shared_app.extensions["attune.settings"], [Feature("faults", blueprints=[faults])])
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def browser(failing_app: Flask, databases: Databases) -> Iterator[FlaskClient]:
    """Lin's browser, in English."""
    url = databases.fresh()
    failing_app.extensions["attune.database"] = database = Database(url)
    yield signed_in(failing_app)
    database.dispose()
    databases.drop(url)


def signed_in(app: Flask) -> FlaskClient:
    """Lin's browser on an application."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with client.session_transaction() as cookie:
        cookie["_user_id"] = f"{LIN}:1"
    return client


@pytest.mark.parametrize("code", CODES)
def test_every_error_page_says_what_to_do_and_has_a_way_out(browser: FlaskClient, code: int) -> None:
    answer = browser.get(f"/fault/{code}")
    assert answer.status_code == code
    assert answer.text.count("<h1>") == 1
    assert 'class="rail__main"' in answer.text
    main = answer.text.split("<main")[1].split("</main>")[0]
    assert 'class="button" href="/' in main
    assert "You don't have" not in main  # the server's own words
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_each_error_has_words_of_its_own(browser: FlaskClient) -> None:
    titles = {browser.get(f"/fault/{code}").text.split("<h1>")[1].split("</h1>")[0] for code in CODES}
    assert len(titles) == len(CODES)


def test_a_view_may_say_more_exactly_what_happened(browser: FlaskClient) -> None:
    assert "Somebody published a newer version of this question." in browser.get("/explained").text


def test_scripts_get_json(browser: FlaskClient) -> None:
    answer = browser.get("/fault/409", headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json
    assert answer.json["message"].startswith("This has changed in the meantime")


def test_an_unforeseen_failure_shows_a_number_for_the_operator_and_no_detail(browser: FlaskClient) -> None:
    answer = browser.get("/surprise")
    assert answer.status_code == 500
    assert "Number for the operator" in answer.text
    assert "secret detail" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_form_without_its_token_is_refused_with_the_remedy(browser: FlaskClient) -> None:
    answer = browser.post("/form")
    assert answer.status_code == 400
    assert "This page was open too long" in answer.text


def test_without_a_database_there_is_still_a_page_in_both_languages(
    failing_app: Flask, tmp_path: Path
) -> None:
    failing_app.extensions["attune.database"] = database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    client = signed_in(failing_app)
    for address in ("/", "/fault/404"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "Something failed on our side" in answer.text
        assert "系统出现故障" in answer.text
    assert client.get("/", headers={"Accept": "application/json"}).status_code == 500
    database.dispose()
