"""The request's database session: reading for GET, writing for everything else."""

from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from lms.activities import Activities
from lms.database import Database
from lms.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def database() -> Database:
    """The application's database."""
    return cast(Database, current_app.extensions["attune.database"])


def settings() -> Settings:
    """The application's settings."""
    return cast(Settings, current_app.extensions["attune.settings"])


def activities() -> Activities:
    """The application's look-up of what can be taken."""
    return cast(Activities, current_app.extensions["attune.activities"])


def session() -> Session:
    """The request's session, opened at first use. Views commit it once; what is not committed is rolled back."""
    if "db_session" not in g:
        g.db_session = database().session(write=request.method not in SAFE_METHODS)
    return cast(Session, g.db_session)


def init_app(app: Flask) -> None:
    """Closes the session when the request ends, whatever happened."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        if open_session := g.pop("db_session", None):
            open_session.close()
