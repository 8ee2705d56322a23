"""The small quarter, ready to be asked for."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from lms.activities import Activities
from tests.assessments.cases import IN_DECEMBER, QuizzesOnOffer, small_quarter


@pytest.fixture
def on_offer(app: Flask) -> Iterator[None]:
    """Three published quizzes."""
    before = app.extensions["attune.activities"]
    app.extensions["attune.activities"] = Activities([QuizzesOnOffer()])
    yield
    app.extensions["attune.activities"] = before


@pytest.fixture
def december() -> Iterator[None]:
    """It is 10 December 2026, noon in Shanghai."""
    with time_machine.travel(IN_DECEMBER, tick=False):
        yield


@pytest.fixture
def quarter(session: Session, on_offer: None, december: None) -> None:
    """The small quarter of cases.py."""
    small_quarter(session)
