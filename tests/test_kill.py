"""A killed server loses nothing it has acknowledged."""

import contextlib
import http.client
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from lms.database import Database
from tests.cast import CHEN, LIN, MAX, TOM
from tests.conftest import SignIn
from tests.quizzes.conftest import Learner, Publish, publish
from tests.serving import Browser, Served, serving

__all__ = ["publish"]  # a fixture

NUMERIC = 4
"""The sample quiz's slot that takes a number: each answer saved is its own sequence."""

BURST = 1.0
"""Seconds of saving before the kill."""


class Writer(threading.Thread):
    """Saves one answer after the other until the line breaks; knows the last one acknowledged."""

    def __init__(self, browser: Browser, attempt: str) -> None:
        super().__init__(daemon=True)
        self.browser = browser
        self.attempt = attempt
        self.sequence = 0
        self.acknowledged = 0

    def save(self) -> Any:
        """Saves the next number and gives the answer."""
        self.sequence += 1
        sent = json.dumps({"sequence": self.sequence, "response": {"value": str(self.sequence)}})
        answer, said = self.browser.ask("PUT", f"{self.attempt}/answers/{NUMERIC}", sent)
        assert answer.status == 200, said
        saved = json.loads(said)
        assert saved["accepted"] is True
        self.acknowledged = saved["sequence"]
        return saved

    def run(self) -> None:
        """Until the server is gone."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            while True:
                self.save()
        self.browser.close()


@pytest.mark.slow
def test_a_kill_in_a_burst_of_saves_loses_no_acknowledged_answer(
    app: Flask, database: Database, publish: Publish, sign_in: SignIn, tmp_path: Path
) -> None:
    publish()
    learners = [Learner(sign_in(person_id)) for person_id in (LIN, CHEN, TOM, MAX)]
    with serving(app, tmp_path) as served:
        writers = [_writer(served, learner) for learner in learners]
        for writer in writers:
            writer.start()
        time.sleep(BURST)
        served.kill()
        for writer in writers:
            writer.join(30)
    assert sum(writer.acknowledged for writer in writers) > 40, "there was no burst"
    for writer in writers:
        assert writer.acknowledged <= _stored(database, writer.attempt) <= writer.sequence
    if database.is_sqlite:
        with database.reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    with serving(app, tmp_path) as served:  # the killed one has left nothing locked
        again = _writer(served, learners[0])
        again.sequence = writers[0].sequence
        assert again.save()["sequence"] == writers[0].sequence + 1
        again.browser.close()


def _writer(served: Served, learner: Learner) -> Writer:
    cookie = learner.browser.get_cookie("attune")
    assert cookie
    browser = Browser(served, cookie.value)
    answer, _text = browser.ask("GET", learner.attempt)
    assert answer.status == 200
    assert browser.token
    return Writer(browser, learner.attempt)


def _stored(database: Database, attempt: str) -> int:
    with database.reading() as connection:
        return int(
            connection.execute(
                text("SELECT sequence FROM answer WHERE attempt_id = :id AND slot = :slot"),
                {"id": int(attempt.rpartition("/")[2]), "slot": NUMERIC},
            ).scalar_one()
        )
