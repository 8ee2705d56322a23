"""The home page answers "what should I do next?" for every role."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.feature import Feature, NextStep
from lms.identity.models import Person
from tests.cast import ADA, HUI, LIN, SOFIA, TOM
from tests.conftest import SignIn

AFTERNOON_IN_SHANGHAI = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


def a_step(
    title: str, rank: int = 50, due_at: datetime | None = None, minutes: int | None = None
) -> NextStep:
    """A next step that leads to itself."""
    return NextStep(
        {"en": title}, f"About {title}", f"/{title.lower()}", f"Open {title}", rank, due_at, minutes
    )


@pytest.fixture
def offers(app: Flask) -> Iterator[list[NextStep]]:
    """What the other parts offer everybody, in place of their own answers: fill it."""
    parts = app.extensions["attune.parts"]
    steps: list[NextStep] = []

    def answer(_session: Session, _viewer: Any) -> list[NextStep]:
        return steps

    silent = tuple(replace(part, next_steps=None) for part in parts)
    app.extensions["attune.parts"] = (*silent, Feature("offers", next_steps=answer))
    yield steps
    app.extensions["attune.parts"] = parts


def test_signed_out_the_way_leads_to_the_sign_in(app: Flask) -> None:
    answer = app.test_client().get("/")
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_the_most_pressing_step_is_the_one_primary_action(sign_in: SignIn, offers: list[NextStep]) -> None:
    offers += [
        a_step("Gulf", 60),
        a_step("Privacy", 20, datetime(2026, 7, 20, tzinfo=UTC)),
        a_step("Names", 20, datetime(2026, 7, 16, tzinfo=UTC)),
        a_step("Safety", 20),
    ]
    with time_machine.travel(AFTERNOON_IN_SHANGHAI, tick=False):
        page = sign_in(LIN).get("/").text
    places = [page.index(f"About {title}") for title in ("Names", "Privacy", "Safety", "Gulf")]
    assert places == sorted(places)
    assert page.count('class="button"') == 1
    assert page.index('class="button" href="/names"') < page.index("After that")


def test_due_dates_say_in_words_how_they_press(sign_in: SignIn, offers: list[NextStep]) -> None:
    offers += [
        a_step("A", 1, datetime(2026, 7, 13, 8, tzinfo=UTC)),
        a_step("B", 2, datetime(2026, 7, 14, 10, 30, tzinfo=UTC)),
        a_step("C", 3, datetime(2026, 9, 1, 8, tzinfo=UTC)),
        a_step("D", 4, minutes=1),
        a_step("E", 5, minutes=25),
    ]
    with time_machine.travel(AFTERNOON_IN_SHANGHAI, tick=False):
        page = sign_in(LIN).get("/").text
    assert "Overdue since Jul 13, 2026" in page
    assert "Due today at 6:30" in page
    assert "Due Sep 1, 2026" in page
    assert "1 minute<" in page
    assert "25 minutes<" in page


def test_it_greets_by_the_clock_and_the_name_of_the_person(
    sign_in: SignIn, session: Session, offers: list[NextStep]
) -> None:
    session.execute(update(Person).where(Person.id == TOM).values(time_zone="Europe/Berlin"))
    session.commit()
    with time_machine.travel(AFTERNOON_IN_SHANGHAI, tick=False):
        assert "Good afternoon, 小林" in sign_in(LIN).get("/").text
        assert "Good morning, Tom" in sign_in(TOM).get("/").text


@pytest.mark.parametrize("person", [LIN, TOM, SOFIA, HUI, ADA])
def test_with_nothing_to_do_every_role_is_told_so_and_shown_where_to_go(
    sign_in: SignIn, offers: list[NextStep], person: int
) -> None:
    page = sign_in(person).get("/").text
    assert "Nothing is waiting for you" in page
    assert "After that" not in page


def test_a_title_without_a_translation_says_which_language_it_is_in(
    sign_in: SignIn, session: Session, offers: list[NextStep]
) -> None:
    session.execute(update(Person).where(Person.id == LIN).values(locale="zh_Hans"))
    session.commit()
    offers.append(a_step("Privacy"))
    page = sign_in(LIN).get("/").text
    assert '<html lang="zh-Hans" dir="ltr">' in page
    assert '<span lang="en">Privacy</span>' in page


def test_a_name_that_looks_like_markup_stays_a_name(
    sign_in: SignIn, session: Session, offers: list[NextStep]
) -> None:
    session.execute(update(Person).where(Person.id == LIN).values(preferred_name="<b>Lin</b> 100%"))
    session.commit()
    page = sign_in(LIN).get("/").text
    assert "&lt;b&gt;Lin&lt;/b&gt; 100%" in page
    assert "<b>Lin" not in page


def test_the_parts_own_answers_work_for_every_role(sign_in: SignIn) -> None:
    for person in (LIN, TOM, SOFIA, HUI, ADA):
        assert sign_in(person).get("/").status_code == 200
