"""Makes the database that everything is measured on."""

import logging
import time
from datetime import timedelta
from typing import Any

from alembic import command
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from benchmarks.content import add_content
from benchmarks.history import add_history
from benchmarks.people import add_people
from benchmarks.quarter import add_requirements
from courses.models import Course
from lms.cli import migration_config
from lms.clock import now
from lms.database import Database
from lms.identity.models import Person
from lms.records.queries import differences
from quizzes.models import Question, Quiz


def fill(url: str) -> dict[str, Any]:
    """Tables, people, content, history and requirements; says what is there. Nothing happens where it is there already.

    Raises AssertionError where the standings do not follow from the ledger.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(migration_config(url), "head")
    database, started = Database(url), time.monotonic()
    with database.session(write=False) as look:
        there = look.scalar(select(func.count()).select_from(Person))
    if not there:
        for step in (add_people, add_content, _add_history, add_requirements):
            with database.session() as session:
                step(session)
                session.commit()
        with database.session(write=False) as check:
            assert next(differences(check), None) is None, "the standings do not follow from the ledger"
        with database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
    found = _counts(database) | {"filled in seconds": round(time.monotonic() - started, 1)}
    database.dispose()
    return found


def _add_history(session: Session) -> None:
    add_history(session, now() - timedelta(hours=1))


def _counts(database: Database) -> dict[str, Any]:
    tables = [model.__tablename__ for model in (Person, Course, Question, Quiz)]
    tables += ["attempt", "answer", "grade", "record", "standing", "enrolment", "lesson_progress"]
    with database.engine.connect() as connection:
        counts: dict[str, Any] = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables
        }
        if database.is_sqlite:
            pages, size = (
                connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("page_count", "page_size")
            )
            counts["database MiB"] = round(pages * size / 2**20, 1)
    return counts
