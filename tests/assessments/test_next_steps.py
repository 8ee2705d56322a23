"""What the quarter asks of whom, on the first page."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.assessments.next_steps import next_steps
from lms.feature import NextStep
from lms.identity.access import load_viewer
from tests.assessments.cases import IN_DECEMBER, sit
from tests.cast import ADA, CHEN, HUI, LIN, MAX, SOFIA, TOM, WEI
from tests.conftest import SignIn

Steps = Callable[[int], list[NextStep]]


@pytest.fixture
def steps(app: Flask, session: Session, quarter: None) -> Steps:
    def of(person: int) -> list[NextStep]:
        with app.test_request_context("/"):
            viewer = load_viewer(f"{person}:1")
            return next_steps(session, viewer) if viewer else []

    return of


def test_an_agent_is_led_to_what_is_not_passed_in_this_quarter(steps: Steps) -> None:
    [step] = steps(LIN)
    assert (step.title["zh_Hans"], step.url, step.rank, step.minutes) == ("德国", "/quizzes/germany", 20, 20)
    assert step.due_at == datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
    [step] = steps(CHEN)
    assert step.url == "/quizzes/privacy"  # the pass in the quarter before does not count


def test_when_everything_is_passed_nothing_is_asked(steps: Steps, session: Session) -> None:
    sit(session, LIN, "germany", IN_DECEMBER, 8)
    session.commit()
    assert steps(LIN) == []


def test_hr_and_leads_are_led_to_the_people_who_have_not_taken_part(steps: Steps) -> None:
    [step] = steps(HUI)
    assert step.title == {"en": "1 person has not taken part yet"}
    assert (step.url, step.rank) == ("/quarters/2026-Q4/people?figure=missing", 20)
    assert steps(TOM) == []  # his own quizzes are passed, and his team has taken part
    assert [one.url for one in steps(MAX)] == ["/quizzes/privacy"]


@pytest.mark.parametrize("person", [SOFIA, ADA, WEI])
def test_others_are_asked_nothing(steps: Steps, person: int) -> None:
    assert steps(person) == []


def test_hr_is_led_to_a_quarter_that_requires_nothing(sign_in: SignIn) -> None:
    home = sign_in(HUI).get("/").text
    assert "This quarter requires nothing yet" in home
    assert "Set what this quarter requires" in home
    assert "requires nothing" not in sign_in(TOM).get("/").text
