"""The whole life of an attempt over HTTP: start, save, stale and doubled sends, submit, expiry, other people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.records.models import Record
from quizzes.models import Answer, Attempt, Grade, Question
from quizzes.views.expiry import settle
from tests.cast import CHEN, LIN
from tests.conftest import SignIn
from tests.quizzes import samples
from tests.quizzes.conftest import Learner, Publish

Start = Callable[..., Learner]

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _actions(session: Session) -> list[str]:
    return list(session.scalars(select(Record.action).order_by(Record.id)))


def _count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_quiz_is_started_answered_submitted_and_marked(learner: Start, session: Session) -> None:
    lin = learner()
    page = lin.browser.get(lin.attempt).text
    assert "Question 1 of 7" in page
    assert "Stem of s1" in page
    for slot, response in samples.RIGHT.items():
        saved = lin.save(slot, 100 + slot, response)
        assert (saved.status_code, saved.get_json()["accepted"]) == (200, True)
    assert lin.submit().get_json()["result_url"] == f"{lin.attempt}/result"
    result = lin.result()
    assert "You passed" in result  # five of seven points
    assert "71.4%" in result
    assert _actions(session) == ["attempt:started", "attempt:submitted", "result:graded"]
    last = session.scalars(select(Record).order_by(Record.id.desc())).first()
    assert last
    assert (last.person_id, last.subject_kind, last.subject_key, last.subject_version) == (
        LIN,
        "quiz",
        "sampler",
        1,
    )
    assert (last.score, last.max_score, last.passed) == (5, 7, True)
    assert f"/quizzes/attempts/{last.reference}" == lin.attempt


def test_answers_come_back_on_the_page(learner: Start) -> None:
    lin = learner()
    lin.save(1, 1, {"choice": "c"})
    lin.save(5, 1, {"text": "<i>tatami"})
    page = lin.browser.get(lin.attempt).text
    assert 'value="c" data-field="choice" checked' in page
    assert "&lt;i&gt;tatami" in page


def test_the_page_does_not_carry_the_key(learner: Start) -> None:
    lin = learner()
    page = lin.browser.get(lin.attempt).text
    for secret in ("Why, of", "About b", "榻榻米", "tatami", "1.68"):
        assert secret not in page
    lines = page.split('data-token="')[1:]
    assert [part[0] for part in lines] == ["1", "2", "3", "4"]  # places, whatever the ids are


def test_the_newest_sequence_wins_and_an_old_retry_changes_nothing(learner: Start) -> None:
    lin = learner()
    lin.save(1, 20, {"choice": "b"})
    stale = lin.save(1, 10, {"choice": "a"})
    assert stale.status_code == 200
    assert stale.get_json()["accepted"] is False
    assert (stale.get_json()["sequence"], stale.get_json()["response"]) == (20, {"choice": "b"})
    again = lin.save(1, 20, {"choice": "b"})  # the same send, doubled by the network
    assert again.get_json()["response"] == {"choice": "b"}
    assert lin.state()["answers"] == {"1": {"sequence": 20, "response": {"choice": "b"}}}
    assert lin.save(1, 30, None).get_json()["accepted"] is True  # cleared
    assert lin.state()["answers"]["1"]["response"] is None


@pytest.mark.parametrize(
    "sent",
    [{}, {"sequence": 1}, {"response": None}, {"sequence": "1", "response": None}, [], {"sequence": -1}],
)
def test_a_malformed_save_is_refused(learner: Start, sent: object) -> None:
    lin = learner()
    assert lin.browser.put(f"{lin.attempt}/answers/1", json=sent).status_code == 400


def test_an_answer_that_does_not_fit_says_why(learner: Start, session: Session) -> None:
    lin = learner()
    refused = lin.save(4, 1, {"value": "1,684"})
    assert refused.status_code == 422
    assert refused.get_json()["message"] == "1,684 can be read in two ways. Write 1684 or 1.684."
    assert _count(session, Answer) == 0


def test_there_is_no_eighth_slot(learner: Start) -> None:
    lin = learner()
    assert lin.save(8, 1, None).status_code == 404
    assert lin.save(0, 1, None).status_code == 404


def test_starting_twice_is_one_start(learner: Start, session: Session) -> None:
    lin = learner()
    assert lin.start() == lin.attempt
    assert _count(session, Attempt) == 1
    assert "Continue the quiz" in lin.browser.get("/quizzes/sampler").text


def test_submitting_twice_is_one_submission(learner: Start, session: Session) -> None:
    lin = learner()
    assert lin.submit().json == lin.submit().json
    assert lin.browser.post(f"{lin.attempt}/submission", data={"submit": "1"}).status_code == 303
    assert _count(session, Grade) == 1
    assert _actions(session).count("result:graded") == 1


def test_after_submission_answers_are_no_longer_taken(learner: Start) -> None:
    lin = learner()
    lin.submit()
    late = lin.save(1, 99, {"choice": "b"})
    assert late.status_code == 409
    assert late.get_json()["result_url"] == f"{lin.attempt}/result"
    assert lin.browser.get(lin.attempt).location == f"{lin.attempt}/result"
    assert lin.state()["submitted"] is True


def test_an_open_attempt_has_no_result_yet(learner: Start) -> None:
    lin = learner()
    assert lin.browser.get(f"{lin.attempt}/result").location == lin.attempt


def test_an_attempt_of_somebody_else_is_not_there(learner: Start, sign_in: SignIn) -> None:
    lin = learner()
    chen = sign_in(CHEN)
    assert chen.get(lin.attempt).status_code == 404
    assert chen.get(f"{lin.attempt}/result").status_code == 404
    assert chen.get(f"{lin.attempt}/state").status_code == 404
    assert chen.post(f"{lin.attempt}/submission", json={}).status_code == 404
    answer = chen.put(f"{lin.attempt}/answers/1", json={"sequence": 9, "response": {"choice": "a"}})
    assert answer.status_code == 404
    assert lin.state()["answers"] == {}


def test_a_page_without_script_saves_and_submits_its_form(learner: Start) -> None:
    lin = learner()
    fields = {"slot-1-choice": "b", "slot-2-choices": ["a", "c"], "slot-4-value": "1,68 kg"}
    saved = lin.browser.post(f"{lin.attempt}/submission", data=fields | {"save": "1"})
    assert saved.location == lin.attempt
    assert "Your answers are saved." in lin.browser.get(lin.attempt).text
    sent = lin.browser.post(
        f"{lin.attempt}/submission", data=fields | {"slot-3-choice": "false", "submit": "1"}
    )
    assert sent.location == f"{lin.attempt}/result"
    assert "4 of 7 points" in lin.result()


def test_a_page_without_script_is_not_told_that_a_closed_attempt_was_saved(learner: Start) -> None:
    lin = learner()
    lin.submit()  # in another tab
    late = lin.browser.post(
        f"{lin.attempt}/submission", data={"slot-1-choice": "b", "save": "1"}, follow_redirects=True
    )
    assert late.request.path == f"{lin.attempt}/result"
    assert "Your answers are saved." not in late.text
    assert "This attempt is closed: answers are no longer taken." in late.text
    assert "0 of 7 points" in late.text


def test_a_page_without_script_shows_what_does_not_fit_and_keeps_it(learner: Start) -> None:
    lin = learner()
    page = lin.browser.post(
        f"{lin.attempt}/submission",
        data={"slot-1-choice": "b", "slot-4-value": "1,684", "slot-7-place-1": "1", "submit": "1"},
    )
    assert page.status_code == 422
    assert "1,684 can be read in two ways" in page.text
    assert 'value="1,684"' in page.text
    assert "Give every line a place of its own, 1 to 4." in page.text
    assert lin.state()["answers"]["1"]["response"] == {"choice": "b"}  # what fitted is saved
    assert lin.state()["submitted"] is False


def test_a_stale_page_without_script_does_not_overwrite_a_newer_answer(learner: Start) -> None:
    lin = learner()
    lin.save(1, 50, {"choice": "b"})
    page = lin.browser.post(
        f"{lin.attempt}/submission", data={"slot-1-choice": "a", "slot-1-seen": "0", "submit": "1"}
    )
    assert page.status_code == 422
    assert "Another page saved a newer answer" in page.text
    assert lin.state()["answers"]["1"]["response"] == {"choice": "b"}


def test_what_was_saved_is_submitted_when_the_time_is_over(learner: Start, session: Session) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lin = learner(time_limit_minutes=20)
        assert lin.state()["deadline"] == "2026-11-23T09:20:00+00:00"
        lin.save(1, 1, {"choice": "b"})
        clock.move_to(NINE + timedelta(minutes=20, seconds=8))  # sent in time, arrived a little late
        assert lin.save(2, 1, {"choices": ["a", "c"]}).status_code == 200
        clock.move_to(NINE + timedelta(minutes=21))
        assert lin.save(3, 1, {"choice": "false"}).status_code == 409
        assert "2 of 7 points" in lin.result()
        assert "The time was over at" in lin.result()
    row = session.scalars(select(Attempt)).one()
    assert (row.submitted_at, row.submitted_by) == (NINE + timedelta(minutes=20), "deadline")


def test_a_page_that_submits_when_its_clock_runs_out_is_told_that_the_time_was_over(learner: Start) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lin = learner(time_limit_minutes=20)
        clock.move_to(NINE + timedelta(minutes=20, seconds=1))
        lin.submit()
        assert "The time was over at" in lin.result()


@pytest.mark.parametrize("page", ["/quizzes/sampler", "/", "{attempt}", "{attempt}/result"])
def test_looking_at_any_page_submits_what_is_overdue(learner: Start, session: Session, page: str) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lin = learner(time_limit_minutes=20)
        clock.shift(timedelta(hours=1))
        lin.browser.get(page.format(attempt=lin.attempt), follow_redirects=True)
        assert session.scalars(select(Attempt.submitted_by)).one() == "deadline"


def test_the_first_page_leads_back_to_an_open_attempt(learner: Start) -> None:
    lin = learner()
    lin.save(1, 1, {"choice": "b"})
    page = lin.browser.get("/").text
    assert "1 of 7 questions answered" in page
    assert f'href="{lin.attempt}"' in page


def test_attempts_are_counted_and_spaced(learner: Start) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lin = learner(attempts=2, wait_minutes=10)
        lin.submit()
        page = lin.browser.get("/quizzes/sampler").text
        assert "You can start the next attempt at" in page
        assert lin.start() == "/quizzes/sampler"  # sent back, with the reason
        clock.shift(timedelta(minutes=10))
        assert "You have 1 attempt left." in lin.browser.get("/quizzes/sampler").text
        lin.attempt = lin.start()
        lin.submit()
        assert "Attempt 2" in lin.result()
        clock.shift(timedelta(hours=1))
        assert "You have used every attempt" in lin.browser.get("/quizzes/sampler").text


def test_a_quiz_that_cannot_be_drawn_says_so(publish: Publish, sign_in: SignIn, session: Session) -> None:
    publish()
    session.execute(update(Question).where(Question.key == "s1").values(state="retired"))
    session.commit()
    answer = sign_in(LIN).post("/quizzes/sampler/attempts", follow_redirects=True)
    assert "This quiz is being revised and cannot be started now." in answer.text
    assert _count(session, Attempt) == 0


def test_an_attempt_whose_time_was_over_stays_submitted_where_the_next_cannot_be_drawn(
    learner: Start, session: Session
) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lin = learner(time_limit_minutes=20)
        session.execute(update(Question).where(Question.key == "s1").values(state="retired"))
        session.commit()
        clock.shift(timedelta(hours=1))
        assert lin.start() == "/quizzes/sampler"
    assert session.scalars(select(Attempt.submitted_by)).all() == ["deadline"]


def test_only_an_attempt_whose_time_is_over_is_settled(learner: Start, app: Flask, session: Session) -> None:
    with time_machine.travel(NINE, tick=False) as clock, app.test_request_context():
        learner(time_limit_minutes=20)
        attempt_id = session.scalars(select(Attempt.id)).one()
        session.commit()
        for minutes, by in ((20, None), (1, "deadline")):
            clock.shift(timedelta(minutes=minutes))
            settle(attempt_id)
            assert session.scalars(select(Attempt.submitted_by)).one() == by
            session.rollback()


def test_there_is_nothing_under_an_unknown_key(sign_in: SignIn) -> None:
    assert sign_in(LIN).get("/quizzes/no-such-quiz").status_code == 404
    assert sign_in(LIN).post("/quizzes/no-such-quiz/attempts").status_code == 404


@pytest.mark.parametrize(
    ("policy", "seen", "unseen"),
    [
        ("answers", ["71.4%", "Right answer", "Why, of s1", "About b"], []),
        ("result", ["71.4%", "You passed"], ["Right answer", "Why, of s1", "About b", "Stem of s1"]),
        ("nothing", ["Your answers are in"], ["71.4%", "You passed", "Right answer", "Why, of s1"]),
    ],
)
def test_the_result_shows_what_the_policy_allows(
    learner: Start, policy: str, seen: list[str], unseen: list[str]
) -> None:
    lin = learner(show_after=policy)
    for slot, response in samples.RIGHT.items():
        lin.save(slot, 1, response)
    lin.submit()
    pages = lin.result() + lin.browser.get("/quizzes/sampler").text
    assert [text for text in seen if text not in pages] == []
    assert [text for text in unseen if text in pages] == []


def test_failing_is_said_kindly_with_the_next_step(learner: Start) -> None:
    lin = learner(attempts=3)
    lin.submit()
    page = lin.result()
    assert "Not passed yet" in page
    assert "You have 2 attempts left." in page
    assert "Try again" in page


def test_a_page_that_stayed_open_learns_who_is_signed_in(learner: Start) -> None:
    lin = learner()
    found = lin.browser.get("/quizzes/session").get_json()
    assert (found["signed_in"], found["viewer_id"]) == (True, LIN)
    assert found["csrf_token"]


def test_a_save_after_the_session_ended_asks_to_sign_in(learner: Start) -> None:
    lin = learner()
    with lin.browser.session_transaction() as cookie:
        cookie.clear()
    assert lin.save(1, 1, {"choice": "b"}).status_code == 401
    assert lin.browser.get("/quizzes/session").json == {
        "signed_in": False,
        "viewer_id": None,
        "csrf_token": None,
    }


def test_the_page_in_chinese(learner: Start) -> None:
    lin = learner()
    lin.browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    page = lin.browser.get(lin.attempt).text
    assert '<html lang="zh-Hans"' in page
    assert "Stem of s1（中文）" in page
