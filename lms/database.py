"""Tables' common ground and the connection to SQLite or PostgreSQL, set up so that nothing acknowledged is lost."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from lms.write_queue import WriteQueue

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Document = JSON().with_variant(JSONB(), "postgresql")
"""A JSON value: frozen content, an answer, the parts of a grade."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on both engines (SQLite drops the zone by itself)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive moments: they are the start of every wrong report."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table's base. Constraint names follow one rule, so that both engines can alter them later."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        datetime: UTCDateTime(),
        dict[str, str]: Document,
        dict[str, Any]: Document,
        list[Any]: Document,
        list[str]: Document,
    }


class Database:
    """One database: a reading engine, a writing engine on the same pool, and sessions.

    On SQLite writing transactions begin IMMEDIATE and queue fairly; WAL with synchronous=FULL makes a commit survive
    a killed process and a power cut. On PostgreSQL both engines are the same.
    """

    def __init__(self, url: str, listeners: Sequence[Callable[..., None]] = ()) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.listeners = tuple(listeners)
        if self.is_sqlite:
            assert self.url.database, "SQLite needs a file: several connections must see one database"
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = create_engine(self.url, connect_args={"timeout": 30}, hide_parameters=True)
            _prepare_sqlite(self.engine, WriteQueue(Path(f"{self.url.database}-queue")))
            self.writer: Engine = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        else:
            self.engine = create_engine(self.url, pool_pre_ping=True, hide_parameters=True)
            self.writer = self.engine

    def session(self, *, write: bool = True) -> Session:
        """A new session; commit is the caller's. `record()` tells its listeners inside the same transaction."""
        return Session(
            self.writer if write else self.engine,
            expire_on_commit=False,
            info={"record_listeners": self.listeners},
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A short read outside the request's own transaction (it never waits for a writer)."""
        with self.engine.connect() as connection:
            yield connection

    def dispose(self) -> None:
        """Closes every pooled connection."""
        self.engine.dispose()


def _prepare_sqlite(engine: Engine, queue: WriteQueue) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver must never begin by itself: it would begin too late
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        if mode == "IMMEDIATE" and not connection.info.get("has_turn"):
            queue.enter()
            connection.info["has_turn"] = True
        connection.exec_driver_sql(f"BEGIN {mode}")

    @event.listens_for(engine, "checkin")
    def checkin(_connection: sqlite3.Connection | None, record: Any) -> None:
        # The commit event comes before the commit itself; only here is the transaction really over.
        if record.info.pop("has_turn", False):
            queue.leave()
