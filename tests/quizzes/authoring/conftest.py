"""A trainer at her desk, and a bank with one question of every type in use."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Select
from sqlalchemy.orm import Session

from lms.database import Database
from quizzes.content_import import import_pools
from quizzes.source import Pool
from tests.cast import SOFIA
from tests.conftest import SignIn
from tests.quizzes import samples

QUIZ: dict[str, Any] = {
    "key": "sample",
    "title": samples.both("Sample quiz"),
    "items": [{"question": "s1"}, {"draw": 2, "tags": ["sample"]}],
    "pass_mark": 50,
    "show_after": "answers",
}


@pytest.fixture
def trainer(sign_in: SignIn) -> FlaskClient:
    """Sofia's browser."""
    return sign_in(SOFIA)


Look = Callable[[Select[Any]], list[Any]]


@pytest.fixture
def look(database: Database) -> Look:
    """Reads what is stored at this moment, and lets go of it at once: the pages have to write."""

    def read(query: Select[Any]) -> list[Any]:
        with database.session(write=False) as session:
            return list(session.scalars(query))

    return read


@pytest.fixture
def bank(session: Session) -> None:
    """A bank with every sample question and one quiz, in use."""
    import_pools(session, [Pool("sample", copy.deepcopy(samples.ALL), [copy.deepcopy(QUIZ)])])
    session.commit()
