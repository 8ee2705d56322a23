"""A team lead's people: everybody below them, and nobody else."""

import pytest
from sqlalchemy.orm import Session

from lms.identity.models import Person
from lms.reporting.scope import people_below
from tests.cast import CHEN, HUI, LIN, MAX, SOFIA, TOM, WEI


@pytest.fixture
def reporting_line(session: Session) -> Session:
    """Sofia leads Tom, who leads Lin and Wei; Chen reports to Lin."""
    session.get_one(Person, TOM).manager_id = SOFIA
    session.get_one(Person, CHEN).manager_id = LIN
    session.flush()
    return session


@pytest.mark.parametrize(
    ("lead", "below"),
    [
        (SOFIA, {TOM, LIN, WEI, CHEN}),
        (TOM, {LIN, WEI, CHEN}),
        (LIN, {CHEN}),
        (CHEN, set()),
        (MAX, set()),
        (HUI, set()),
    ],
)
def test_directly_and_through_others(reporting_line: Session, lead: int, below: set[int]) -> None:
    assert set(reporting_line.scalars(people_below(lead))) == below


def test_two_people_who_are_each_others_manager_do_not_go_on_for_ever(reporting_line: Session) -> None:
    reporting_line.get_one(Person, SOFIA).manager_id = LIN
    reporting_line.flush()
    assert set(reporting_line.scalars(people_below(SOFIA))) == {TOM, LIN, WEI, CHEN}
    assert set(reporting_line.scalars(people_below(LIN))) == {SOFIA, TOM, WEI, CHEN}
