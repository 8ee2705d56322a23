"""Versions: what is in use stays until "Publish", attempts keep theirs, nobody saves over somebody unseen."""

import re
from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.clock import now
from quizzes.models import Attempt, Question, QuestionTag, QuestionVersion
from quizzes.queries.bank import find_quiz
from quizzes.services.attempts import start_attempt
from tests.cast import LIN, SOFIA
from tests.conftest import SignIn
from tests.quizzes.authoring.conftest import Look
from tests.quizzes.authoring.page import filled, form_of

EDIT = "/question-bank/s1/edit"


def _versions(look: Look) -> list[QuestionVersion]:
    of_question = select(QuestionVersion).join(Question, Question.id == QuestionVersion.question_id)
    return look(of_question.where(Question.key == "s1").order_by(QuestionVersion.number))


def _row(look: Look) -> Question:
    row: Question = look(select(Question).where(Question.key == "s1"))[0]
    return row


def _send(trainer: FlaskClient, do: str, page: str | None = None, **changes: str) -> Any:
    form = filled(page or trainer.get(EDIT).text, **changes)
    return trainer.post(EDIT, data={**form, "do": [do]})


def test_editing_makes_a_draft_and_the_published_version_stays_in_use(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    assert _send(trainer, "save", stem__en="Better?").status_code == 303
    assert _send(trainer, "save", stem__en="Better still?").status_code == 303
    old, draft = _versions(look)
    assert (old.number, draft.number) == (1, 2)  # a draft is one version, however often it is saved
    assert old.body["stem"]["en"] == "Stem of s1"
    assert draft.body["stem"]["en"] == "Better still?"
    assert (draft.published_at, draft.author_id) == (None, SOFIA)
    assert (_row(look).published_id, _row(look).draft_id) == (old.id, draft.id)
    assert "In use, with a draft" in trainer.get("/question-bank").text


def test_publishing_puts_the_new_version_in_use_with_its_note(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    done = _send(trainer, "publish", stem__en="Better?", tags="newer", note="Clearer stem")
    assert done.status_code == 303
    old, new = _versions(look)
    assert (_row(look).published_id, _row(look).draft_id) == (new.id, None)
    assert (new.note, new.tags) == ("Clearer stem", ["sample", "newer"])
    assert old.published_at is not None
    tags = select(QuestionTag.tag).where(QuestionTag.question_id == new.question_id)
    assert set(look(tags)) == {"sample", "newer"}
    page = trainer.get(done.location).text
    assert "Clearer stem" in page
    assert "Sofia Álvarez" in page
    assert "Content file" in page
    assert "Better?" in trainer.get("/question-bank/s1/versions/2").text
    assert "Stem of s1</textarea>" in trainer.get("/question-bank/s1/versions/1").text
    assert trainer.get("/question-bank/s1/versions/3").status_code == 404


def test_an_attempt_begun_before_an_edit_stays_as_it_was(
    trainer: FlaskClient, sign_in: SignIn, bank: None, session: Session, look: Look
) -> None:
    quiz = find_quiz(session, "sample")
    assert quiz
    first = start_attempt(session, quiz, LIN, Random(1), now())
    session.commit()
    slots = look(select(Attempt.slots).where(Attempt.id == first))
    assert (
        _send(trainer, "publish", stem__en="A new stem", options__1__text__en="A new option").status_code
        == 303
    )
    assert look(select(Attempt.slots).where(Attempt.id == first)) == slots
    agent = sign_in(LIN)
    assert "Stem of s1" in agent.get(f"/quizzes/attempts/{first}").text
    assert "A new stem" not in agent.get(f"/quizzes/attempts/{first}").text
    agent.post(f"/quizzes/attempts/{first}/submission", data={})
    assert "Stem of s1" in agent.get(f"/quizzes/attempts/{first}/result").text
    again = agent.post("/quizzes/sample/attempts")
    assert "A new stem" in agent.get(again.location).text


def test_saving_over_a_newer_draft_is_refused_and_loses_nothing(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    mine, theirs = trainer.get(EDIT).text, trainer.get(EDIT).text
    assert _send(trainer, "save", theirs, stem__en="Theirs").status_code == 303
    refused = _send(trainer, "save", mine, stem__en="Mine")
    assert refused.status_code == 409
    assert "Not saved: there is a newer version" in refused.text
    assert "Sofia Álvarez saved version 2" in refused.text
    assert form_of(refused.text)["stem-en"] == ["Mine"]
    assert _versions(look)[-1].body["stem"]["en"] == "Theirs"
    assert _send(trainer, "save", refused.text).status_code == 409  # pressing again is no consent

    over = re.search(r'value="(over:[^"]+)"', refused.text)
    assert over
    assert _send(trainer, over[1], refused.text).status_code == 303
    assert _versions(look)[-1].body["stem"]["en"] == "Mine"


@pytest.mark.parametrize("do", ["save", "publish"])
def test_a_double_click_is_one_version(trainer: FlaskClient, bank: None, look: Look, do: str) -> None:
    page = trainer.get(EDIT).text
    assert [_send(trainer, do, page, stem__en="Once").status_code for _ in range(2)] == [303, 303]
    assert [version.number for version in _versions(look)] == [1, 2]


def test_a_double_click_on_a_new_question_is_one_question(trainer: FlaskClient, look: Look) -> None:
    at = "/question-bank/new?type=true_false"
    form = filled(trainer.get(at).text, new__pool="p", stem__en="One", stem__zh_Hans="一", answer="true")
    for do in ("publish", "publish", "save"):
        assert trainer.post(at, data={**form, "do": [do]}).status_code == 303
    assert len(look(select(Question.id))) == 1
    assert len(look(select(QuestionVersion.id))) == 1


def test_the_id_of_a_removed_option_is_not_given_to_another(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    without = trainer.post(EDIT, data={**form_of(trainer.get(EDIT).text), "do": ["remove:options:1"]}).text
    assert _send(trainer, "publish", without).status_code == 303
    added = trainer.post(EDIT, data={**form_of(trainer.get(EDIT).text), "do": ["add:options"]}).text
    done = _send(trainer, "publish", added, options__3__text__en="New", options__3__text__zh_Hans="新")
    assert done.status_code == 303
    assert [option["id"] for option in _versions(look)[-1].body["options"]] == ["b", "c", "d"]


def test_a_draft_can_be_discarded(trainer: FlaskClient, bank: None, look: Look) -> None:
    _send(trainer, "save", stem__en="Never mind")
    for _ in range(2):
        assert trainer.post("/question-bank/s1/state", data={"do": "discard"}).status_code == 303
    assert [version.number for version in _versions(look)] == [1]
    assert _row(look).state == "published"


def test_a_retired_question_is_drawn_no_more_until_it_is_restored(
    trainer: FlaskClient, bank: None, look: Look
) -> None:
    page = trainer.get("/question-bank/s1").text
    assert "Sample quiz" in page
    assert "falls short without it" in page
    assert trainer.post("/question-bank/s1/state", data={"do": "retire"}).status_code == 303
    assert _row(look).state == "retired"
    assert "This question is in use" not in trainer.get("/question-bank/s1/edit").text
    blocked = "Learners cannot start this quiz"
    quiz = trainer.get("/quiz-editor/sample").text
    assert "This question is not in use" in quiz
    assert blocked in quiz
    assert blocked in trainer.get("/").text
    assert trainer.post("/question-bank/s1/state", data={"do": "restore"}).status_code == 303
    assert _row(look).state == "published"
    assert blocked not in trainer.get("/").text
    assert trainer.post("/question-bank/s1/state", data={"do": "burn"}).status_code == 400
