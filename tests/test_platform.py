"""The platform by itself: it starts, answers, and shows an error page with a way out."""

import json
import logging
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from lms.web.logs import JsonFormatter
from tests.cast import HUI, LIN
from tests.conftest import SignIn
from wsgi import create_app


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_ready_needs_migrations(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 503


def test_an_error_is_logged_without_what_was_typed() -> None:
    engine = create_engine("sqlite://", hide_parameters=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (mail TEXT UNIQUE)")
        connection.exec_driver_sql("INSERT INTO t VALUES ('lin@example.com')")
    record = logging.LogRecord("lms", logging.ERROR, __file__, 1, "unexpected error", None, None)
    try:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO t VALUES (:mail)"), {"mail": "lin@example.com"})
    except IntegrityError:
        record.exc_info = sys.exc_info()
    line = json.loads(JsonFormatter().format(record))
    assert line["trace"][0] == "IntegrityError"
    assert "lin@example.com" not in json.dumps(line)


def test_files_that_caches_keep_carry_no_session(sign_in: SignIn) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False) as clock:
        lin = sign_in(LIN)
        with lin.session_transaction() as cookie:
            cookie.permanent = True
        clock.shift(timedelta(hours=1))
        assert "Set-Cookie" in lin.get("/me").headers  # it is time to renew it
        with lin.session_transaction() as cookie:
            cookie["changed"] = True
        clock.shift(timedelta(hours=1))
        assert "Set-Cookie" not in lin.get("/static/attune.css").headers


@pytest.mark.parametrize(
    "address", ["/sign-in?q=%00", "/quizzes/attempts/99999999999999999999", "/records?until=9999-12-31"]
)
def test_what_no_page_sends_is_refused_politely(sign_in: SignIn, address: str) -> None:
    assert sign_in(HUI).get(address).status_code in (200, 302, 400, 404, 422)
    assert sign_in(HUI).post("/sign-in", data={"name": "lin\0", "password": "\0"}).status_code == 422


def test_a_session_ends_for_good_some_days_after_signing_in(sign_in: SignIn) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False) as clock:
        lin = sign_in(LIN)
        with lin.session_transaction() as cookie:
            cookie.permanent = True
            cookie["since"] = int(datetime(2026, 11, 22, 9, 0, tzinfo=UTC).timestamp())
        for _ in range(16):  # used all the time
            assert lin.get("/me").status_code == 200
            clock.shift(timedelta(hours=10))
        clock.shift(timedelta(hours=10))
        assert lin.get("/me").status_code == 302


@pytest.mark.parametrize(
    ("name", "value"),
    [("ATTUNE_TIME_ZONE", "Mars"), ("ATTUNE_LOG_LEVEL", "LOUD"), ("ATTUNE_PROXY_HOPS", "one")],
)
def test_a_wrong_setting_ends_with_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=f"^{name} is '{value}'; [^\\n]+$"):
        create_app()
