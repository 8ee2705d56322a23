"""The platform by itself: it starts, answers, and shows an error page with a way out."""

from flask.testing import FlaskClient


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_ready_needs_migrations(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 503
