"""The demonstration's attempts: most people pass, some need a second try, some have not been yet."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.clock import now, pretending
from lms.demonstration import DEMO_SIGN_INS
from lms.identity.models import Person, PersonMarket
from lms.records.models import Standing
from quizzes.queries.attempts import find_sitting
from quizzes.queries.bank import PublishedQuiz, find_quiz
from quizzes.queries.frozen import question_bodies
from quizzes.questions.register import type_of
from quizzes.services.answers import Sent, save_answer
from quizzes.services.attempts import start_attempt, submit

_OF_MARKET = {"DE": "germany", "GULF": "gulf"}
_TAKING_PART = 0.8
_WEEKS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class _Taker:
    """Somebody who answers each question rightly with probability `knows`, and otherwise leaves it."""

    person_id: int
    knows: float


def load_demo(session: Session) -> None:
    """One or two attempts at each required quiz, spread over the past two weeks."""
    random = Random(7)  # noqa: S311 (the same story every time)
    served = select(PersonMarket.person_id, PersonMarket.market).join(Person)
    served = served.where(Person.email != DEMO_SIGN_INS["new agent"]).order_by(PersonMarket.person_id)
    for person_id, market in session.execute(served).all():
        taker = _Taker(person_id, random.uniform(0.62, 0.98))
        for key in ("foundations", _OF_MARKET[market]):
            quiz = find_quiz(session, key)
            if quiz and random.random() < _TAKING_PART:
                at = now() - _WEEKS * random.random() - timedelta(days=1)
                if not _passes(session, quiz, taker, random, at) and random.random() < 0.6:
                    _passes(session, quiz, replace(taker, knows=0.97), random, at + timedelta(hours=20))


def _passes(session: Session, quiz: PublishedQuiz, taker: _Taker, random: Random, at: datetime) -> bool:
    """Takes the quiz; True where it is passed."""
    with pretending(at):
        attempt_id = start_attempt(session, quiz, taker.person_id, random, at)
    sitting = find_sitting(session, attempt_id)
    assert sitting
    for number, (slot, body) in enumerate(
        zip(sitting.slots, question_bodies(session, sitting.slots), strict=True), 1
    ):
        at += timedelta(seconds=random.randrange(15, 70))
        if random.random() < taker.knows:
            type_ = type_of(body)
            raw = type_.shown(body, slot.order, type_.key(body))
            save_answer(session, taker.person_id, Sent(attempt_id, number, 1, raw), at)
    with pretending(at):
        submit(session, sitting, at)
    standing = session.get(Standing, (taker.person_id, "quiz", quiz.rules.key))
    return bool(standing and standing.passed)
