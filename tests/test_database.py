"""The database under many hands: nothing lost, nobody starved, nothing half done; the ledger refuses to be rewritten."""

import multiprocessing
import multiprocessing.synchronize
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from lms.database import Database, UTCDateTime
from lms.records.actions import Action
from lms.records.models import Record
from lms.records.services import Entry, record
from lms.write_queue import WriteQueue
from tests.cast import LIN

WRITERS, ROUNDS = 8, 40


def _count_up(url: str) -> None:
    """One writer process: reads, then writes what it read plus one."""
    database = Database(url)
    for _ in range(ROUNDS):
        with database.session() as session:
            value = session.execute(text("SELECT session_epoch FROM person WHERE id = 1 FOR UPDATE" if not database.is_sqlite
                                         else "SELECT session_epoch FROM person WHERE id = 1")).scalar_one()  # fmt: skip
            session.execute(text("UPDATE person SET session_epoch = :new WHERE id = 1"), {"new": value + 1})
            session.commit()
    database.dispose()


@pytest.mark.slow
def test_eight_writer_processes_lose_no_update(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_count_up, args=(url,)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=90)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS  # no "database is locked"
    with database.reading() as connection:
        assert (
            connection.execute(text("SELECT session_epoch FROM person WHERE id = 1")).scalar()
            == 1 + WRITERS * ROUNDS
        )


def test_sqlite_is_set_up_to_lose_nothing(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("SQLite only")
    with database.reading() as connection:
        pragma = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                  ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


def test_a_rolled_back_savepoint_leaves_nothing(session: Session) -> None:
    with pytest.raises(ZeroDivisionError), session.begin_nested():
        session.execute(text("UPDATE person SET full_name = 'changed' WHERE id = 1"))
        raise ZeroDivisionError
    session.commit()
    assert session.execute(text("SELECT full_name FROM person WHERE id = 1")).scalar() == "林晓"


def test_writers_take_turns_in_the_order_they_came(tmp_path: Path) -> None:
    queue, order = WriteQueue(tmp_path / "queue"), list[int]()
    queue.enter()

    def write(number: int) -> None:
        queue.enter()
        order.append(number)
        queue.leave()

    threads = []
    for number in range(20):
        thread = threading.Thread(target=write, args=(number,))
        thread.start()
        while len(queue._waiting) <= number:  # the next one comes only when this one waits
            pass
        threads.append(thread)
    queue.leave()
    for thread in threads:
        thread.join(timeout=10)
    assert order == list(range(20))


def _hold(
    path: str, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event"
) -> None:
    """Another process that takes its turn and keeps it."""
    queue = WriteQueue(Path(path))
    queue.enter()
    held.set()
    done.wait(30)
    queue.leave()


def test_waiting_for_another_process_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.write_queue.LONGEST_WAIT", 0.3)
    spawn = multiprocessing.get_context("spawn")
    held, done = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_hold, args=(str(tmp_path / "queue"), held, done))
    other.start()
    assert held.wait(30)
    queue = WriteQueue(tmp_path / "queue")
    for _ in range(2):  # a turn not got does not stop the next one from being asked for
        with pytest.raises(TimeoutError):
            queue.enter()
    done.set()
    other.join(timeout=30)
    queue.enter()
    queue.leave()


def _entry() -> Entry:
    return Entry(Action.COURSE_ENROLLED, LIN, "course", "germany")


def test_the_ledger_refuses_to_be_changed(session: Session) -> None:
    row = record(session, _entry())
    session.commit()
    for statement in (
        update(Record).where(Record.id == row.id).values(subject_key="gulf"),
        delete(Record).where(Record.id == row.id),
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(statement)
        session.rollback()
    assert session.scalars(select(Record.subject_key)).all() == ["germany"]


def test_moments_keep_their_zone_and_naive_ones_are_refused(session: Session) -> None:
    row = record(session, Entry(Action.COURSE_ENROLLED, LIN, "course", "x", datetime(2026, 1, 1, tzinfo=UTC)))
    session.commit()
    session.expire_all()
    found = session.get(Record, row.id)
    assert found and found.happened_at == datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="no time zone"):
        UTCDateTime().process_bind_param(datetime(2026, 1, 1), session.get_bind().dialect)  # noqa: DTZ001
