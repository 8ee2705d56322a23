"""A real database per test: a copy of one prepared with every table and the cast. `ATTUNE_TEST_DATABASE` names a
PostgreSQL server to use instead of SQLite (scripts/test runs both)."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from lms import write_queue
from lms.database import Base, Database
from lms.settings import Settings
from tests.cast import add_cast
from wsgi import create_app

# A test that holds a write transaction while it asks the application should fail soon, not after half a minute.
write_queue.LONGEST_WAIT = 5.0

# A busy machine is slow at times; that is no fault of the rule under test.
hypothesis_settings.register_profile("attune", deadline=None)
hypothesis_settings.load_profile("attune")

SERVER = os.environ.get("ATTUNE_TEST_DATABASE", "")


class Databases:
    """Makes a fresh copy of the prepared database for each test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = f"attune_{uuid.uuid4().hex[:12]}"
        self._prepare(self._url(self.template))

    def _url(self, name: str) -> str:
        if SERVER:
            return make_url(SERVER).set(database=name).render_as_string(hide_password=False)
        return f"sqlite:///{self.folder / name}.db"

    def _prepare(self, url: str) -> None:
        self._server(f"CREATE DATABASE {self.template}")
        database = Database(url)
        Base.metadata.create_all(database.engine)
        with database.session() as session:
            add_cast(session)
            if SERVER:
                for table in ("unit", "person"):
                    session.execute(text(f"SELECT setval('{table}_id_seq', 1000)"))
            session.commit()
        database.dispose()
        if not SERVER:  # fold the log into the file: a copy is then one file
            with create_engine(url).connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _server(self, statement: str) -> None:
        if SERVER:
            engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(statement))
            engine.dispose()

    def fresh(self) -> str:
        """The address of a new copy."""
        name = f"attune_{uuid.uuid4().hex[:12]}"
        if SERVER:
            self._server(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        else:
            shutil.copyfile(self.folder / f"{self.template}.db", self.folder / f"{name}.db")
        return self._url(name)

    def empty(self) -> str:
        """The address of a database without any table."""
        name = f"attune_{uuid.uuid4().hex[:12]}"
        self._server(f"CREATE DATABASE {name}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Removes a copy."""
        if SERVER:
            self._server(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
        else:
            for path in self.folder.glob(f"{Path(str(make_url(url).database)).name}*"):
                path.unlink()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """The prepared database of this run."""
    return Databases(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for the run; each test gives it its own database."""
    folder = tmp_path_factory.mktemp("data")
    return create_app(
        Settings(
            environment="test",
            data=folder,
            database_url=f"sqlite:///{folder / 'unused.db'}",
            secret_key="a secret for tests only, long enough",
            company="Meridian Trading",
            time_zone="Asia/Shanghai",
            secure_cookies=False,
            proxy_hops=0,
            log_level="WARNING",
        )
    )


@pytest.fixture
def app(shared_app: Flask, databases: Databases) -> Iterator[Flask]:
    """The application on a database of its own, with the cast in it."""
    # From the parts, not from the database before: a test may have put another one in its place.
    listeners = [listener for part in shared_app.extensions["attune.parts"] for listener in part.listeners]
    url = databases.fresh()
    shared_app.extensions["attune.database"] = database = Database(url, listeners)
    yield shared_app
    database.dispose()
    databases.drop(url)


@pytest.fixture
def database(app: Flask) -> Database:
    """This test's database."""
    found: Database = app.extensions["attune.database"]
    return found


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session of the test's own. It begins a write transaction at its first statement: commit (or roll back) before
    asking the application, or the application waits for it."""
    with database.session() as opened:
        yield opened


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody is signed in on, in English. Forms carry no CSRF token here: test_csrf.py tests that apart."""
    app.config["WTF_CSRF_ENABLED"] = False
    found = app.test_client()
    found.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return found


SignIn = Callable[[int], FlaskClient]


@pytest.fixture
def sign_in(app: Flask, database: Database) -> SignIn:
    """Signs a person of the cast in (by the session itself, not by the form) and gives their browser."""
    app.config["WTF_CSRF_ENABLED"] = False

    def sign(person_id: int) -> FlaskClient:
        with database.reading() as connection:
            epoch = connection.execute(
                text("SELECT session_epoch FROM person WHERE id = :id"), {"id": person_id}
            ).scalar_one()
        found = app.test_client()
        found.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        with found.session_transaction() as cookie:
            cookie["_user_id"] = f"{person_id}:{epoch}"
            cookie["_fresh"] = True
        return found

    return sign
