"""Saves answers: the most frequent write of all, so three statements in all and no objects."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, and_, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.records.services import COUNTED
from quizzes.attempts import is_newer, is_open
from quizzes.grading import read_slots
from quizzes.models import Answer, Attempt
from quizzes.queries.frozen import question_bodies
from quizzes.questions.register import type_of

_attempt, _answer = Attempt.__table__, Answer.__table__
_FIND = (
    select(
        _attempt.c.person_id,
        _attempt.c.slots,
        _attempt.c.deadline_at,
        _attempt.c.submitted_at,
        _answer.c.sequence,
        _answer.c.saved_at,
        _answer.c.response,
    )
    .select_from(
        _attempt.outerjoin(
            _answer, and_(_answer.c.attempt_id == _attempt.c.id, _answer.c.slot == bindparam("slot"))
        )
    )
    .where(_attempt.c.id == bindparam("attempt_id"))
    .with_for_update(read=True, of=_attempt)  # PostgreSQL: no submission slips between look and save
)


def _upsert(insert: Any) -> Insert:
    statement = insert(_answer)
    new = statement.excluded
    found: Insert = statement.on_conflict_do_update(
        index_elements=["attempt_id", "slot"],
        set_={"response": new.response, "sequence": new.sequence, "saved_at": new.saved_at},
        where=new.sequence > _answer.c.sequence,
    )
    return found


_UPSERT = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}

LARGEST_SEQUENCE = 2**53 - 1
"""The largest whole number a script counts to exactly."""


class UnknownAttempt(Exception):
    """There is no such attempt, or no such slot in it, for this person."""


class AttemptClosed(Exception):
    """The attempt is submitted, or its time is over."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as a page sends it: `raw` is what the question's type reads."""

    attempt_id: int
    slot: int
    sequence: int
    raw: Any


@dataclass(frozen=True, slots=True)
class Saved:
    """What is stored now. `accepted` is False where the answer sent was not newer than the one stored."""

    accepted: bool
    sequence: int
    saved_at: datetime
    shown: Any


def save_answer(session: Session, person_id: int, sent: Sent, at: datetime) -> Saved:
    """Saves an answer if it is newer than the one stored; otherwise says what is stored.

    Raises UnknownAttempt, AttemptClosed, and BadResponse where the answer does not fit the question.
    """
    connection = session.connection()
    look = {"attempt_id": sent.attempt_id, "slot": sent.slot}
    row = connection.execute(_FIND, look).one_or_none()
    if row is None or row.person_id != person_id or not 1 <= sent.slot <= len(row.slots):
        raise UnknownAttempt
    if not is_open(row.submitted_at, row.deadline_at, at):
        raise AttemptClosed
    place = read_slots([row.slots[sent.slot - 1]])[0]
    body = question_bodies(session, [place])[0]
    type_ = type_of(body)
    if is_newer(sent.sequence, row.sequence):
        response = type_.response(body, place.order, sent.raw)
        values = look | {"response": response, "sequence": sent.sequence, "saved_at": at}
        upsert = _UPSERT[connection.dialect.name]
        if connection.execute(upsert, values, execution_options=COUNTED).rowcount == 1:
            return Saved(True, sent.sequence, at, type_.shown(body, place.order, response))
        row = connection.execute(_FIND, look).one()  # another process was faster with a newer one
    return Saved(False, row.sequence, row.saved_at, type_.shown(body, place.order, row.response))


def is_sequence(value: Any) -> bool:
    """Whether a value sent by a page can be a sequence."""
    return type(value) is int and 0 <= value <= LARGEST_SEQUENCE
