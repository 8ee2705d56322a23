"""What was finished lately, from the ledger's standing."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.activities import Activities, Activity
from lms.records.actions import Action
from lms.records.services import Entry, record
from tests.cast import CHEN, LIN
from tests.conftest import SignIn

OFFERED = {
    key: Activity("walk", key, {"en": f"Walk {key}"}, f"/walks/{key}")
    for key in ("one", "two", "three", "four")
}


class Walks:
    """A source of activities of a kind no feature has."""

    kind = "walk"

    def find(self, _session: Session, keys: object) -> Mapping[str, Activity]:
        """Those offered among `keys`."""
        return {key: OFFERED[key] for key in OFFERED if key in keys}  # type: ignore[operator]

    def all(self, _session: Session) -> list[Activity]:
        """All offered."""
        return list(OFFERED.values())


@pytest.fixture(autouse=True)
def walks(app: Flask) -> Iterator[None]:
    """Walks are what can be taken."""
    before = app.extensions["attune.activities"]
    app.extensions["attune.activities"] = Activities([Walks()])
    yield
    app.extensions["attune.activities"] = before


def complete(session: Session, person: int, key: str, day: int) -> None:
    """A walk is finished at noon of a day in July."""
    at = datetime(2026, 7, day, 4, tzinfo=UTC)
    record(session, Entry(Action.COURSE_COMPLETED, person, "walk", key, happened_at=at))


def test_the_last_three_stand_on_the_page_newest_first(sign_in: SignIn, session: Session) -> None:
    for day, key in enumerate(("one", "two", "three", "four"), start=1):
        complete(session, LIN, key, day)
    complete(session, CHEN, "one", 9)
    session.commit()
    page = sign_in(LIN).get("/").text
    places = [page.index(f'href="/walks/{key}"') for key in ("four", "three", "two")]
    assert places == sorted(places)
    assert "Walk one" not in page
    assert "Jul 4, 2026" in page


def test_what_is_no_longer_offered_is_left_out(sign_in: SignIn, session: Session) -> None:
    complete(session, LIN, "retired", 1)
    session.commit()
    page = sign_in(LIN).get("/").text
    assert "Finished lately" not in page
    assert "retired" not in page
