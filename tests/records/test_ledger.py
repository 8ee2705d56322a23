"""Adding to the ledger: the standing goes with it, also when two people write at once."""

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from lms.database import Database
from lms.records.actions import Action
from lms.records.models import Record, Standing
from lms.records.services import Entry, record
from tests.cast import CHEN, LIN


def submitted(reference: str = "1") -> Entry:
    return Entry(Action.ATTEMPT_SUBMITTED, LIN, "quiz", "privacy", subject_version=1, reference=reference)


def graded(score: float, *, passed: bool) -> Entry:
    return Entry(
        Action.RESULT_GRADED,
        LIN,
        "quiz",
        "privacy",
        subject_version=1,
        score=score,
        max_score=10,
        passed=passed,
    )


def test_facts_and_standing_part_never(session: Session) -> None:
    record(session, submitted())
    row = record(session, graded(9, passed=True))
    session.rollback()
    assert session.scalars(select(Record)).all() == []
    assert session.scalars(select(Standing)).all() == []
    record(session, submitted())
    row = record(session, graded(9, passed=True))
    session.commit()
    standing = session.get_one(Standing, (LIN, "quiz", "privacy"))
    assert (standing.status, standing.attempts, standing.best_score) == ("completed", 1, 9)
    assert row.unit_id == 3  # Lin's unit at that moment
    assert session.get(Standing, (CHEN, "quiz", "privacy")) is None


def test_listeners_hear_of_every_fact_in_its_transaction(database: Database) -> None:
    heard: list[tuple[str, bool]] = []
    with database.session() as session:
        session.info["record_listeners"] = [lambda inner, row: heard.append((row.action, inner is session))]
        record(session, submitted())
    assert heard == [("attempt:submitted", True)]


@pytest.mark.parametrize("known_before", [False, True])
def test_two_transactions_at_once_lose_no_fold(database: Database, known_before: bool) -> None:
    """The second writer begins while the first has not committed: it waits and counts on what the first left."""
    if known_before:
        with database.session() as session:
            record(session, submitted("0"))
            session.commit()
    first = database.session()
    record(first, submitted("1"))
    begun = threading.Event()

    def second() -> None:
        with database.session() as session:
            begun.set()
            record(session, submitted("2"))
            session.commit()

    writer = threading.Thread(target=second)
    writer.start()
    begun.wait(10)
    time.sleep(0.2)  # long enough to reach the row the first one holds
    first.commit()
    first.close()
    writer.join(20)
    assert not writer.is_alive()
    with database.session(write=False) as session:
        assert session.get_one(Standing, (LIN, "quiz", "privacy")).attempts == 2 + known_before


@pytest.fixture
def statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement.split(maxsplit=1)[0])

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def test_a_fact_takes_four_statements(session: Session, statements: list[str]) -> None:
    record(session, submitted())
    assert [word for word in statements if word in {"SELECT", "INSERT", "UPDATE"}] == [
        "SELECT", "SELECT", "INSERT", "INSERT",
    ]  # fmt: skip
    statements.clear()
    record(session, graded(5, passed=False))
    assert sorted(word for word in statements if word in {"SELECT", "INSERT", "UPDATE"}) == [
        "INSERT", "SELECT", "SELECT", "UPDATE",
    ]  # fmt: skip
