"""Services on the database: races, expiry in bulk, and the command."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.clock import now
from lms.database import Database
from lms.records.models import Record
from quizzes.models import Answer, Attempt, Grade
from quizzes.queries.bank import find_quiz
from quizzes.services.answers import Saved, Sent, save_answer
from quizzes.services.attempts import start_attempt
from tests.cast import CHEN, LIN, MAX, TOM
from tests.quizzes.conftest import Learner, Publish

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _start(database: Database, person_id: int) -> int:
    with database.session() as session:
        quiz = find_quiz(session, "sampler")
        assert quiz
        attempt_id = start_attempt(session, quiz, person_id, Random(1), now())
        session.commit()
    return attempt_id


def _at_once(count: int, work: object) -> list[object]:
    """Runs the work in so many threads that begin together; gives the results, errors included."""
    barrier, results = threading.Barrier(count), []

    def run(number: int) -> None:
        barrier.wait()
        try:
            results.append(work(number))  # type: ignore[operator]
        except Exception as error:
            results.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_tabs_starting_at_once_get_one_attempt(publish: Publish, database: Database) -> None:
    publish()
    found = _at_once(4, lambda _number: _start(database, LIN))
    assert len(set(found)) == 1, found
    with database.session(write=False) as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 1
        assert session.scalars(select(Record.action)).all() == ["attempt:started"]


def test_of_answers_saved_at_once_the_newest_wins(publish: Publish, database: Database) -> None:
    publish()
    attempt_id = _start(database, LIN)

    def save(number: int) -> bool:
        with database.session() as session:
            sent = Sent(attempt_id, 1, number, {"choice": "abc"[number % 3]})
            saved = save_answer(session, LIN, sent, now())
            session.commit()
        return saved.accepted

    assert all(isinstance(result, bool) for result in _at_once(8, save))
    with database.session(write=False) as session:
        row = session.scalars(select(Answer)).one()
        assert (row.sequence, row.response) == (7, {"choice": "b"})


def test_a_save_that_loses_to_a_newer_one_says_so(
    publish: Publish, database: Database, session: Session
) -> None:
    publish()
    attempt_id = _start(database, LIN)
    older: list[Saved] = []

    def save_older() -> None:
        with database.session() as other:
            older.append(save_answer(other, LIN, Sent(attempt_id, 1, 10, {"choice": "a"}), now()))
            other.commit()

    save_answer(session, LIN, Sent(attempt_id, 1, 20, {"choice": "b"}), now())
    thread = threading.Thread(target=save_older)
    thread.start()
    thread.join(0.5)  # it has looked, found nothing stored, and now waits for our row
    session.commit()
    thread.join()
    assert [(saved.accepted, saved.sequence, saved.shown) for saved in older] == [
        (False, 20, {"choice": "b"})
    ]


def test_two_tabs_saving_after_the_deadline_are_both_told_that_it_is_closed(
    learner: Callable[..., Learner], session: Session
) -> None:
    lin = learner(time_limit_minutes=20)
    session.execute(update(Attempt).values(deadline_at=now() - timedelta(hours=1)))
    session.commit()
    session.execute(select(Attempt.id).with_for_update(read=True)).all()
    tabs = [
        threading.Thread(target=lambda: codes.append(lin.save(1, 9, {"choice": "b"}).status_code))
        for _ in range(2)
    ]
    codes: list[int] = []
    for tab in tabs:
        tab.start()
    tabs[0].join(1)  # both have looked at the attempt and now wait for us
    session.rollback()
    for tab in tabs:
        tab.join()
    assert codes == [409, 409]


def test_the_command_submits_what_is_overdue_and_a_broken_one_blocks_nobody(
    publish: Publish, app: Flask, database: Database, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        publish(time_limit_minutes=20)
        first, broken, last = (_start(database, person) for person in (LIN, CHEN, TOM))
        clock.shift(timedelta(minutes=15))
        still_open = _start(database, MAX)
        session.execute(update(Attempt).where(Attempt.id == broken).values(slots=[{"version": 1}]))
        session.commit()
        clock.shift(timedelta(minutes=6))
        done = app.test_cli_runner().invoke(args=["quizzes", "close-expired"])
    assert done.exit_code == 1
    assert "2 attempts submitted." in done.output
    submitted = session.scalars(select(Attempt.id).where(Attempt.submitted_at.is_not(None)))
    assert sorted(submitted) == [first, last]
    assert sorted(session.scalars(select(Grade.attempt_id))) == [first, last]
    assert still_open not in (first, last)
    graded = session.scalars(select(Record).where(Record.action == "result:graded")).all()
    assert {row.happened_at for row in graded} == {NINE + timedelta(minutes=20)}


def test_the_command_with_nothing_to_do(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["quizzes", "close-expired"])
    assert (done.exit_code, done.output) == (0, "0 attempts submitted.\n")


def test_an_attempt_keeps_the_versions_it_showed(
    publish: Publish, database: Database, session: Session
) -> None:
    publish()
    attempt_id = _start(database, LIN)
    before = session.scalars(select(Attempt.quiz_version_id).where(Attempt.id == attempt_id)).one()
    publish(pass_mark=10)
    assert _start(database, LIN) == attempt_id
    session.expire_all()
    assert session.scalars(select(Attempt.quiz_version_id)).all() == [before]
