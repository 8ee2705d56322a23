"""A small bank in the database, and an agent taking its quiz over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from quizzes.content_import import import_pools
from quizzes.source import Pool
from tests.cast import LIN
from tests.conftest import SignIn
from tests.quizzes import samples

Publish = Callable[..., None]


@pytest.fixture
def publish(session: Session) -> Publish:
    """Publishes the sample questions and a quiz with the changes given."""

    def with_changes(**changes: Any) -> None:
        import_pools(session, [Pool("sample", samples.ALL, [samples.quiz(**changes)])])
        session.commit()

    return with_changes


class Learner:
    """An agent's browser with one open attempt."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.attempt = self.start()

    def start(self) -> str:
        """Presses the start button; gives the attempt's address."""
        answer = self.browser.post("/quizzes/sampler/attempts")
        assert answer.status_code == 303, answer.text
        return answer.location

    def save(self, slot: int, sequence: int, response: Any) -> TestResponse:
        """Sends one answer as the page's script does."""
        sent = {"sequence": sequence, "response": response}
        return self.browser.put(f"{self.attempt}/answers/{slot}", json=sent)

    def state(self) -> Any:
        """What the server has stored."""
        return self.browser.get(f"{self.attempt}/state", headers={"Accept": "application/json"}).json

    def submit(self) -> TestResponse:
        """Submits as the page's script does."""
        return self.browser.post(f"{self.attempt}/submission", json={})

    def result(self) -> str:
        """The result page's text."""
        answer = self.browser.get(f"{self.attempt}/result")
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture
def learner(publish: Publish, sign_in: SignIn) -> Callable[..., Learner]:
    """Publishes a quiz with the changes given and has Lin start it."""

    def start(person_id: int = LIN, **changes: Any) -> Learner:
        publish(**changes)
        return Learner(sign_in(person_id))

    return start
