"""The question bank: searched in both languages, narrowed, in pages, without a query per row."""

import copy
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.database import Database
from quizzes.content_import import import_pools
from quizzes.source import Pool
from tests.quizzes import samples
from tests.quizzes.authoring.page import filled


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=Stem of S1", ["s1"]),
        ("search=m1（中", ["m1"]),
        ("search=中文", ["s1", "m1", "t1", "n1", "x1", "p1", "o1"]),
        ("search=100%", []),
        ("search=_", []),
        ("type=matching", ["p1"]),
        ("pool=sample&type=ordering", ["o1"]),
        ("tag=sample&search=n1", ["n1"]),
        ("tag=nothing", []),
        ("state=retired", []),
        ("state=nonsense&type=single", ["s1"]),
        ("missing=zh_Hans", []),
    ],
)
def test_the_list_is_narrowed(trainer: FlaskClient, bank: None, query: str, found: list[str]) -> None:
    page = trainer.get(f"/question-bank?{query}").text
    assert [
        key for key in ("s1", "m1", "t1", "n1", "x1", "p1", "o1") if f"/question-bank/{key}" in page
    ] == found
    assert ("No question fits" in page) is not bool(found)


def test_a_row_says_what_a_trainer_asks(trainer: FlaskClient, bank: None) -> None:
    page = trainer.get("/question-bank?type=single").text
    for text in ("Stem of s1", "Single choice", "sample", "In use"):
        assert text in page
    assert '<td class="number" data-label="Quizzes">1</td>' in page


def test_the_list_speaks_the_reader_s_language(trainer: FlaskClient, bank: None) -> None:
    trainer.post("/language", data={"language": "zh_Hans"})
    assert "Stem of s1（中文）" in trainer.get("/question-bank").text


def test_an_empty_bank_says_what_to_do(trainer: FlaskClient) -> None:
    page = trainer.get("/question-bank").text
    assert "The bank is empty" in page
    assert "/question-bank/new" in page


def test_drafts_are_found_by_their_own_tag_and_as_mine(trainer: FlaskClient, bank: None) -> None:
    at = "/question-bank/s1/edit"
    form = filled(trainer.get(at).text, tags="茶道")
    trainer.post(at, data={**form, "do": ["save"]})
    for query in ("tag=茶道", "state=mine", "state=changed"):
        page = trainer.get(f"/question-bank?{query}").text
        assert "/question-bank/s1" in page
        assert "/question-bank/m1" not in page


def _many(count: int) -> list[dict[str, Any]]:
    return [copy.deepcopy(samples.SINGLE) | {"id": f"many-{number:03}"} for number in range(count)]


def test_long_lists_come_in_pages_and_cost_the_same(
    trainer: FlaskClient, session: Session, database: Database
) -> None:
    import_pools(session, [Pool("sample", _many(5), [])])
    session.commit()
    few = _queries(database, trainer, "/question-bank")
    import_pools(session, [Pool("sample", _many(60), [])])
    session.commit()
    assert _queries(database, trainer, "/question-bank") == few
    page = trainer.get("/question-bank?search=Stem").text
    assert "1 to 50 of 60" in page
    assert "search=Stem" in page[page.index('rel="next"') - 200 :]
    assert "51 to 60 of 60" in trainer.get("/question-bank?page=2").text


def _queries(database: Database, trainer: FlaskClient, address: str) -> int:
    count = 0

    def seen(*_args: Any) -> None:
        nonlocal count
        count += 1

    event.listen(database.engine, "before_cursor_execute", seen)
    assert trainer.get(address).status_code == 200
    event.remove(database.engine, "before_cursor_execute", seen)
    return count
