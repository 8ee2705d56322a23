"""Migrations: from nothing to this version and back, on both engines, and equal to what the models say."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from lms.cli import migration_config
from lms.database import Base, Database
from lms.web.health import expected_revision
from tests.conftest import Databases

RECORD = (
    "INSERT INTO record (id, happened_at, recorded_at, person_id, action, subject_kind, subject_key) "
    "VALUES (1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1, 'course:enrolled', 'course', 'germany')"
)
PERSON = (
    "INSERT INTO person (id, employee_number, full_name, password_temporary, session_epoch, created_at) "
    "VALUES (1, 'E1', 'One', false, 1, '2026-01-01 00:00:00')"
)


@pytest.fixture
def empty(databases: Databases) -> Iterator[Database]:
    url = databases.empty()
    database = Database(url)
    yield database
    database.dispose()
    databases.drop(url)


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def test_models_equal_migrations(empty: Database) -> None:
    command.upgrade(migration_config(address(empty)), "head")
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            == expected_revision()
        )


def test_migrated_ledgers_refuse_to_be_changed(empty: Database) -> None:
    command.upgrade(migration_config(address(empty)), "head")
    with empty.writer.begin() as connection:
        connection.execute(text(PERSON))
        connection.execute(text(RECORD))
    for statement in ("UPDATE record SET subject_key = 'gulf'", "DELETE FROM record"):
        with pytest.raises(DBAPIError, match="append-only"), empty.writer.begin() as connection:
            connection.execute(text(statement))


def test_down_again_leaves_nothing(empty: Database) -> None:
    config = migration_config(address(empty))
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}


def test_ready_after_migration(app: Flask, empty: Database) -> None:
    app.extensions["attune.database"] = empty
    assert app.test_client().get("/readyz").status_code == 503
    command.upgrade(migration_config(address(empty)), "head")
    assert app.test_client().get("/readyz").json == {"status": "ok"}
