"""An agent takes a quiz on a phone while the network comes and goes, and no answer is lost."""

import re

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.clock import now
from lms.identity.models import Person
from quizzes.content_import import import_pools
from quizzes.models import Answer, Attempt
from quizzes.source import Pool
from tests.cast import LIN
from tests.journeys.conftest import SignedInPage
from tests.quizzes import samples

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def bank(session: Session) -> None:
    import_pools(session, [Pool("sample", samples.ALL, [samples.quiz(time_limit_minutes=20)])])
    session.commit()


def _start(page: Page) -> None:
    page.goto("/quizzes/sampler")
    page.get_by_role("button", name="Start the quiz").click()
    expect(page.get_by_role("heading", name="Question 1 of 7")).to_be_visible()


def _saved(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))


def _answer_every_question(page: Page) -> None:
    """All right but the ordering, which is kept as it is shown."""
    page.get_by_role("radio", name="Option b").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("checkbox", name="Option a").check()
    page.get_by_role("checkbox", name="Option c").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("False").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("textbox", name="Your answer").fill("1,68")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("textbox", name="Your answer").fill("榻榻米")
    page.get_by_role("button", name="Next").click()
    for letter in "abc":
        page.get_by_label(f"Left {letter}").select_option(label=f"Right {letter}")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Keep this order").click()


def test_a_phone_takes_the_quiz_and_passes(signed_in_page: SignedInPage) -> None:
    page = signed_in_page(LIN)
    _start(page)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"(19:5\d|20:00) left"))
    expect(page.get_by_role("heading", name="Question 2 of 7")).to_be_hidden()  # one at a time
    _answer_every_question(page)
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    page.get_by_role("button", name="Submit the quiz").click()
    expect(page.get_by_role("heading", name="You passed")).to_be_visible()
    expect(page.get_by_text(re.compile(r"6(\.\d+)? of 7 points"))).to_be_visible()


def test_answers_outlive_a_lost_network_and_a_reload(signed_in_page: SignedInPage, session: Session) -> None:
    page = signed_in_page(LIN)
    _start(page)
    page.get_by_role("radio", name="Option a").check()
    _saved(page)
    page.context.set_offline(True)
    page.get_by_role("radio", name="Option b").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("checkbox", name="Option c").check()
    expect(page.get_by_role("status")).to_have_text(
        "Not saved yet: no connection. Your answers are kept on this device."
    )
    page.context.set_offline(False)
    _saved(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("False").check()
    expect(page.get_by_role("status")).to_contain_text("no connection")
    page.on("dialog", lambda dialog: dialog.accept())  # leaving with something unsaved asks first
    page.context.set_offline(False)
    page.reload()
    _saved(page)
    page.get_by_role("link", name="Question 1, answered").click()
    expect(page.get_by_role("radio", name="Option b")).to_be_checked()
    page.get_by_role("link", name="Question 2, answered").click()
    expect(page.get_by_role("checkbox", name="Option c")).to_be_checked()
    page.get_by_role("link", name="Question 3, answered").click()
    expect(page.get_by_label("False")).to_be_checked()
    rows = session.execute(select(Answer.slot, Answer.response).order_by(Answer.slot)).all()
    assert [(slot, response) for slot, response in rows] == [
        (1, {"choice": "b"}),
        (2, {"choices": ["c"]}),
        (3, {"choice": "false"}),
    ]


def test_a_closed_tab_offline_sends_its_answers_at_the_next_visit(signed_in_page: SignedInPage) -> None:
    page = signed_in_page(LIN)
    _start(page)
    page.route("**/answers/*", lambda route: route.abort())  # the line to the server alone is down
    page.get_by_role("radio", name="Option b").check()
    expect(page.get_by_role("status")).to_contain_text("no connection")
    context, address = page.context, page.url
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(address)
    _saved(page)
    page.get_by_role("link", name="Question 1, answered").click()
    expect(page.get_by_role("radio", name="Option b")).to_be_checked()


def test_an_answer_given_before_the_script_arrived_is_saved(signed_in_page: SignedInPage) -> None:
    page = signed_in_page(LIN)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/attempt.*.js", hold)  # a slow line: the page is there, its script is not
    page.goto("/quizzes/sampler")
    page.get_by_role("button", name="Start the quiz").click(no_wait_after=True)
    page.get_by_role("radio", name="Option b").check()
    assert held
    held[0].continue_()
    _saved(page)
    expect(page.get_by_role("link", name="Question 1, answered")).to_be_visible()
    expect(page.get_by_role("radio", name="Option b")).to_be_checked()


def test_two_tabs_agree(signed_in_page: SignedInPage) -> None:
    page = signed_in_page(LIN, "desktop")
    _start(page)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("radio", name="Option b").check()
    expect(other.get_by_role("radio", name="Option b")).to_be_checked()
    other.get_by_role("radio", name="Option c").check()
    expect(page.get_by_role("radio", name="Option c")).to_be_checked()
    other.on("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="Submit the quiz").click()
    expect(other.get_by_role("heading", name="Not passed yet")).to_be_visible()
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()


def test_signing_in_again_in_another_tab_loses_nothing(
    signed_in_page: SignedInPage, session: Session
) -> None:
    page = signed_in_page(LIN)
    _start(page)
    page.get_by_role("radio", name="Option a").check()
    _saved(page)
    session.execute(update(Person).where(Person.id == LIN).values(session_epoch=2))  # signed out everywhere
    session.commit()
    page.get_by_role("radio", name="Option b").check()
    expect(page.get_by_role("alert").filter(has_text="Your session has ended")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    form = opened.value
    form.get_by_label(re.compile("employee number", re.IGNORECASE)).fill("lin@example.com")
    form.get_by_label("Password", exact=True).fill("correct horse battery")
    form.get_by_role("button", name="Sign in").click()
    expect(form.get_by_role("heading", level=1)).not_to_have_text("Sign in")
    form.close()
    page.bring_to_front()
    _saved(page)
    expect(page.get_by_role("alert").filter(has_text="Your session has ended")).to_be_hidden()
    assert session.scalars(select(Answer.response)).all() == [{"choice": "b"}]


def test_at_the_deadline_the_page_submits_by_itself(signed_in_page: SignedInPage, session: Session) -> None:
    page = signed_in_page(LIN)
    _start(page)
    page.get_by_role("radio", name="Option b").check()
    _saved(page)
    session.execute(update(Attempt).values(deadline_at=now()))
    session.commit()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()
    expect(page.get_by_text("1 of 7 points. The pass mark is 70%.")).to_be_visible()


def test_lines_are_put_in_order_by_keyboard(signed_in_page: SignedInPage, session: Session) -> None:
    page = signed_in_page(LIN, "desktop")
    _start(page)
    lines = page.locator(".ordering__line")
    first = lines.nth(0).locator("label").inner_text()
    lines.nth(0).get_by_role("button", name="Down").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the focus went along
    expect(lines.nth(2).locator("label")).to_have_text(first)
    expect(page.get_by_text("Now at place 3 of 4.")).to_be_attached()
    _saved(page)
    response = session.scalars(select(Answer.response).where(Answer.slot == 7)).one()
    assert response
    assert sorted(response["order"]) == ["a", "b", "c", "d"]


def test_an_unclear_number_is_explained_at_its_question(signed_in_page: SignedInPage) -> None:
    page = signed_in_page(LIN, "desktop")
    _start(page)
    number = page.locator("#question-4").get_by_label("Your answer")
    number.fill("1,684")
    number.press("Tab")
    expect(page.locator("#error-4")).to_have_text(
        "Question 4 is not saved: 1,684 can be read in two ways. Write 1684 or 1.684."
    )
    number.fill("1.684")
    number.press("Tab")
    expect(page.locator("#error-4")).to_be_hidden()
    _saved(page)


def test_enter_in_a_field_saves_and_never_submits(signed_in_page: SignedInPage, session: Session) -> None:
    page = signed_in_page(LIN, "desktop")
    _start(page)
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    number = page.locator("#question-4").get_by_label("Your answer")
    number.fill("1.68")
    number.press("Enter")
    _saved(page)
    assert asked == []
    assert session.scalars(select(Answer.slot)).all() == [4]
    assert session.scalars(select(Attempt.submitted_at)).all() == [None]
