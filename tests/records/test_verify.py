"""`flask records verify`: names what differs from the ledger, and writes it again when asked to."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.records.actions import Action
from lms.records.models import Standing
from lms.records.services import Entry, record
from tests.cast import CHEN, LIN


def fill(session: Session) -> None:
    for person in (LIN, CHEN):
        for quiz in ("a-quiz", "b-quiz"):
            record(session, Entry(Action.ATTEMPT_SUBMITTED, person, "quiz", quiz, subject_version=1))
            record(
                session,
                Entry(
                    Action.RESULT_GRADED,
                    person,
                    "quiz",
                    quiz,
                    subject_version=1,
                    score=9,
                    max_score=10,
                    passed=True,
                ),
            )
    session.commit()


def verify(app: Flask, *options: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["records", "verify", *options])
    return result.exit_code, result.output


def test_a_ledger_and_standings_in_order(app: Flask, session: Session) -> None:
    assert verify(app) == (0, "Every standing is what the ledger says.\n")
    fill(session)
    assert verify(app)[0] == 0


def test_every_difference_is_named_and_repaired(app: Flask, session: Session) -> None:
    fill(session)
    session.execute(
        update(Standing)
        .where(Standing.person_id == LIN, Standing.subject_key == "a-quiz")
        .values(attempts=7, best_score=None)
    )
    session.execute(delete(Standing).where(Standing.person_id == LIN, Standing.subject_key == "b-quiz"))
    session.add(
        Standing(
            person_id=CHEN, subject_kind="course", subject_key="gulf", status="completed",
            last_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    )  # fmt: skip
    session.commit()
    code, said = verify(app)
    assert code == 1
    assert said.splitlines() == [
        "E001 quiz a-quiz: attempts is 7, the ledger says 1",
        "E001 quiz a-quiz: best_score is empty, the ledger says 9.0",
        "E001 quiz b-quiz: the standing is missing",
        "E002 course gulf: there is a standing, but nothing in the ledger",
        "4 differences. `flask records verify --repair` writes them again from the ledger.",
    ]
    code, said = verify(app, "--repair")
    assert (code, said.splitlines()[-1]) == (0, "3 standings written again from the ledger.")
    assert verify(app)[0] == 0
    session.expire_all()
    assert session.scalars(select(Standing.attempts).order_by(Standing.subject_key)).all() == [1, 1, 1, 1]
