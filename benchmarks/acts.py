"""What a visitor does: one function per operation, each checking that the answer is the right one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.content import TWENTY
from benchmarks.crowd import Act
from benchmarks.people import PASSWORD
from benchmarks.visitor import Ticket, Visitor


@dataclass(frozen=True, slots=True)
class Open:
    """An open attempt; `answers` are full answers to its slots as a page sends them."""

    ticket: Ticket
    attempt_id: int
    answers: Sequence[Any]


def opening(ticket: Ticket) -> Act:
    """Starts the quiz, follows the redirect and reads the page: two requests, counted as one."""

    def act(visitor: Visitor) -> None:
        started = visitor.ask("POST", f"/quizzes/{TWENTY}/attempts", ticket, fields={}, expect=303)
        page = visitor.ask("GET", str(started.location), ticket)
        assert page.body.count(b" data-slot=") == 20, "the page does not show twenty questions"

    return act


def saving(attempt: Open, slot: int, sequence: int) -> Act:
    """Saves one answer as the page's script does."""
    path = f"/quizzes/attempts/{attempt.attempt_id}/answers/{slot}"
    data = {"sequence": sequence, "response": attempt.answers[slot - 1]}

    def act(visitor: Visitor) -> None:
        saved = json.loads(visitor.ask("PUT", path, attempt.ticket, data=data).body)
        assert saved["accepted"] is True, "an answer was not taken as new"

    return act


def submitting(attempt: Open) -> Act:
    """Submits as the page's script does; the answer comes when the attempt is marked and recorded."""
    path = f"/quizzes/attempts/{attempt.attempt_id}/submission"

    def act(visitor: Visitor) -> None:
        marked = json.loads(visitor.ask("POST", path, attempt.ticket, data={}).body)
        assert marked["result_url"].endswith("/result")

    return act


def looking(ticket: Ticket, path: str) -> Act:
    """Looks at a page."""

    def act(visitor: Visitor) -> None:
        visitor.ask("GET", path, ticket)

    return act


def signing_in(form: Ticket, name: str) -> Act:
    """Sends the sign-in form; `form` is the session its page began. The page itself is not counted."""
    fields = {"name": name, "password": PASSWORD}

    def act(visitor: Visitor) -> None:
        answer = visitor.ask("POST", "/sign-in", form, fields=fields, expect=302)
        assert answer.cookie and answer.location == "/", "the sign-in did not lead to the first page"

    return act
