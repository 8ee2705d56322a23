"""Saves a whole page of answers at once: what a form without JavaScript sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizzes.attempts import elapsed
from quizzes.queries.attempts import Sitting, Stored, stored_answers
from quizzes.queries.frozen import question_bodies
from quizzes.questions.base import BadResponse
from quizzes.questions.register import type_of
from quizzes.services.answers import Sent, save_answer


@dataclass(slots=True)
class Unsaved:
    """What could not be saved: answers that do not fit, with what was typed; and slots where another tab was newer."""

    refused: dict[int, tuple[BadResponse, Any]] = field(default_factory=dict)
    newer: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.refused or self.newer)


def save_form(session: Session, sitting: Sitting, fields: Mapping[str, list[str]], at: datetime) -> Unsaved:
    """Saves every answer of the form that changed. An answer another tab saved since the page was made is kept, and
    named. The attempt is read with its lock and open.
    """
    unsaved = Unsaved()
    stored = stored_answers(session, sitting.id)
    bodies = question_bodies(session, sitting.slots)
    for number, (slot, body) in enumerate(zip(sitting.slots, bodies, strict=True), start=1):
        own = _slot_fields(fields, number)
        type_, before = type_of(body), stored.get(number)
        raw = type_.from_form(own)
        try:
            response = type_.response(body, slot.order, raw)
        except BadResponse as refusal:
            unsaved.refused[number] = (refusal, raw)
            continue
        if response == (before.response if before else None):
            continue
        if before and _seen(own) < before.sequence:
            unsaved.newer.append(number)
            continue
        sent = Sent(sitting.id, number, _next(before, elapsed(sitting.started_at, at)), raw)
        save_answer(session, sitting.person_id, sent, at)
    return unsaved


def _slot_fields(form: Mapping[str, list[str]], slot: int) -> dict[str, list[str]]:
    prefix = f"slot-{slot}-"
    return {name[len(prefix) :]: values for name, values in form.items() if name.startswith(prefix)}


def _seen(own: Mapping[str, list[str]]) -> int:
    """The sequence the page knew when it was made."""
    value = "".join(own.get("seen", [])[:1])
    return int(value) if value.isdecimal() else 0


def _next(before: Stored | None, now: int) -> int:
    return max(now, before.sequence + 1) if before else now
