"""Setting what a quarter requires, and taking it back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessments.cycles import Quarter
from lms.assessments.models import QuarterRequirement
from lms.assessments.services import require, withdraw
from tests.assessments.cases import EVERYONE, GERMANY, Q4
from tests.cast import HUI, LIN, TOM
from tests.conftest import SignIn

pytestmark = pytest.mark.usefixtures("on_offer", "december")

ADDRESS = "/quarters/2026-Q4/requirements"


def rows(session: Session) -> list[QuarterRequirement]:
    found = list(session.scalars(select(QuarterRequirement).order_by(QuarterRequirement.id)))
    session.commit()  # a writing session that stays open keeps every other writer waiting
    return found


def test_hr_requires_a_quiz_of_a_unit_and_the_page_counts_at_once(session: Session, sign_in: SignIn) -> None:
    browser = sign_in(HUI)
    answer = browser.post(
        ADDRESS, data={"quiz": "privacy", "audience": "unit:service-asia"}, follow_redirects=True
    )
    assert "Privacy basics is required in Q4 2026." in answer.text
    assert "Customer service, Asia" in answer.text
    assert "Set by 王慧, Dec 10, 2026" in answer.text
    [row] = rows(session)
    assert (row.quarter, row.subject_key, row.audience.code, row.created_by) == (
        "2026-Q4", "privacy", "unit:service-asia", HUI,
    )  # fmt: skip
    assert 'aria-label="Required: 2"' in browser.get("/quarters/2026-Q4").text


def test_asking_twice_is_asking_once(session: Session, sign_in: SignIn) -> None:
    for _ in range(2):
        answer = sign_in(HUI).post(
            ADDRESS, data={"quiz": "germany", "audience": "market:DE"}, follow_redirects=True
        )
        assert answer.status_code == 200
    assert "Germany was required of them already." in answer.text
    assert len(rows(session)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"quiz": "", "audience": "everyone"}, "Choose the quiz that is to be taken."),
        ({"quiz": "no-such-quiz", "audience": "everyone"}, "Not a valid choice"),
        ({"quiz": "privacy", "audience": "market:XX"}, "Not a valid choice"),
        ({"quiz": "privacy"}, "Choose whom it is required of."),
    ],
)
def test_what_is_missing_is_said_and_what_was_chosen_is_kept(
    session: Session, sign_in: SignIn, data: dict[str, str], said: str
) -> None:
    answer = sign_in(HUI).post(ADDRESS, data=data)
    assert answer.status_code == 422
    assert said in answer.text
    if data["quiz"] == "privacy":
        assert '<option selected value="privacy">' in answer.text
    assert rows(session) == []


def test_withdrawing_keeps_who_when_and_why_and_takes_it_out_of_the_figures(
    session: Session, sign_in: SignIn
) -> None:
    require(session, Q4, "privacy", EVERYONE, HUI)
    session.commit()
    [row] = rows(session)
    address = f"{ADDRESS}/{row.id}/withdraw"
    browser = sign_in(HUI)
    assert "Withdraw Privacy basics from Q4 2026" in browser.get(address).text
    empty = browser.post(address, data={"reason": "   "})
    assert empty.status_code == 422
    assert "Write why" in empty.text
    done = browser.post(address, data={"reason": "The rules changed <soon>."}, follow_redirects=True)
    assert "Reason: The rules changed &lt;soon&gt;." in done.text
    assert "withdrawn by 王慧, Dec 10, 2026" in done.text
    again = browser.post(address, data={"reason": "Another reason"}, follow_redirects=True)
    assert "This had been withdrawn already." in again.text
    session.expire_all()
    [row] = rows(session)
    assert (row.withdrawn_by, row.withdrawal_reason) == (HUI, "The rules changed <soon>.")
    assert "This quarter requires nothing yet" in browser.get("/quarters/2026-Q4").text


def test_after_withdrawing_the_same_may_be_required_anew(session: Session) -> None:
    assert require(session, Q4, "privacy", GERMANY, HUI)
    assert not require(session, Q4, "privacy", GERMANY, HUI)
    session.commit()
    [first] = rows(session)
    assert withdraw(session, first, HUI, "by mistake")
    assert not withdraw(session, first, HUI, "again")
    assert require(session, Q4, "privacy", GERMANY, HUI)
    session.commit()
    assert [row.withdrawn_at is None for row in rows(session)] == [False, True]


def test_a_requirement_of_another_quarter_is_not_found_under_this_one(
    session: Session, sign_in: SignIn
) -> None:
    require(session, Quarter(2026, 3), "privacy", EVERYONE, HUI)
    session.commit()
    assert sign_in(HUI).get(f"{ADDRESS}/{rows(session)[0].id}/withdraw").status_code == 404


def test_a_change_after_the_quarter_is_said_on_its_page(session: Session, sign_in: SignIn) -> None:
    require(session, Quarter(2026, 3), "privacy", EVERYONE, HUI)  # it is December
    session.commit()
    page = sign_in(HUI).get("/quarters/2026-Q3").text
    assert "After the quarter was over, 1 requirement was added or withdrawn" in page
    assert "This quarter is over." in sign_in(HUI).get("/quarters/2026-Q3/requirements").text


def test_only_hr_sets_the_quarter(session: Session, sign_in: SignIn) -> None:
    for person in (TOM, LIN):
        browser = sign_in(person)
        assert browser.get(ADDRESS).status_code == 403
        assert browser.post(ADDRESS, data={"quiz": "privacy", "audience": "everyone"}).status_code == 403
    assert rows(session) == []
