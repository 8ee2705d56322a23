"""The bursts of one round: who does what, on one running server."""

import time
from collections.abc import Mapping, Sequence

from flask import Flask
from sqlalchemy import select

from benchmarks import acts
from benchmarks.crowd import Act, Measured, alone, burst
from benchmarks.people import HR
from benchmarks.quarter import ZONE
from benchmarks.server import Server
from benchmarks.tickets import form_ticket, tickets
from benchmarks.visitor import Ticket, Visitor
from courses.queries.published import lessons_of, published
from lms.assessments.cycles import of_day
from lms.clock import today
from lms.database import Database
from quizzes.grading import read_slots
from quizzes.models import Attempt
from quizzes.queries.frozen import question_bodies
from quizzes.questions.register import type_of

SITTERS = range(101, 197)
"""They open, answer and submit the quiz of twenty questions, again in every round."""

CROWD = range(201, 233)
"""Thirty-two whose attempts stay open all along."""

READERS = range(301, 541)
SIGNERS = range(601, 649)

CLIENTS = 8
"""So many visitors at once, where nothing else is said."""


class Scene:
    """The bursts. Each returns what it came to; opening comes before saving, and saving before submitting."""

    def __init__(self, server: Server, app: Flask, database: Database) -> None:
        self.server = server
        self.app = app
        self.database = database
        self.sequence = int(time.time() * 1000)

    def open_quiz(self) -> Measured:
        """Everybody opens the quiz."""
        return self._burst([acts.opening(ticket) for ticket in tickets(self.app, SITTERS)])

    def save_8(self) -> Measured:
        """Every slot of every attempt just opened, once."""
        attempts = self._opened(SITTERS)
        return burst(self.server, [self._saves(attempts[place::CLIENTS]) for place in range(CLIENTS)])

    def save_32(self) -> Measured:
        """Thirty-two people at once, each in their own attempt, every slot three times over."""
        attempts = self._opened(CROWD)
        return burst(self.server, [self._saves([attempt] * 3) for attempt in attempts])

    def submit(self) -> Measured:
        """Everybody submits."""
        return self._burst([acts.submitting(attempt) for attempt in self._opened(SITTERS)])

    def result(self) -> Measured:
        """The page after submitting, with every answer and its feedback."""
        with self.database.session(write=False) as session:
            submitted = Attempt.submitted_at.is_not(None)
            rows = session.execute(
                select(Attempt.person_id, Attempt.id)
                .where(Attempt.person_id.in_(SITTERS), submitted)
                .order_by(Attempt.id)
            )
            newest = {row.person_id: row.id for row in rows}
        return self._pages(
            SITTERS, [f"/quizzes/attempts/{newest[person_id]}/result" for person_id in SITTERS]
        )

    def floor(self) -> Measured:
        """The least a request can cost here: no database, no page. Says how busy the machine is with other things."""
        return self._pages(READERS, ["/healthz"])

    def home(self) -> Measured:
        """Learners' first pages."""
        return self._pages(READERS, ["/"])

    def lesson(self) -> Measured:
        """All lessons of the real courses."""
        with self.database.session(write=False) as session:
            paths = [
                f"/courses/{course.key}/{lesson.key}"
                for course in published(session)
                for lesson in lessons_of(session, course.version_id)
                if "-copy-" not in course.key
            ]
        return self._pages(READERS, paths)

    def quarter(self) -> Measured:
        """The present quarter of the whole company, as HR sees it."""
        return self._pages([HR] * 24, [f"/quarters/{of_day(today(ZONE)).key}"], clients=2)

    def sign_in(self) -> Measured:
        """Four at a time, each another account."""
        form = form_ticket(self.app)
        return self._burst([acts.signing_in(form, f"B{number:05}") for number in SIGNERS], clients=4)

    def csv(self) -> dict[str, float]:
        """The whole company's completion records, read as they come."""
        (ticket,) = tickets(self.app, [HR])
        self.server.forget_peak()
        before = self.server.peak_mib()
        counted = [0, 0]

        def read(visitor: Visitor) -> None:
            counted[:] = visitor.stream("/records.csv", ticket)

        measured = alone(self.server, read)
        size, lines = counted
        return {
            "rows a second": round((lines - 1) / measured.seconds),
            "rows a CPU-second": round((lines - 1) / measured.cpu_seconds),
            "MiB more at the peak": round(max(0.0, self.server.peak_mib() - before), 1),
            "rows": lines - 1,
            "MB": round(size / 1e6, 1),
        }

    def _burst(self, all_acts: Sequence[Act], clients: int = CLIENTS) -> Measured:
        return burst(self.server, [all_acts[place::clients] for place in range(clients)])

    def _pages(self, people: Sequence[int], paths: Sequence[str], clients: int = CLIENTS) -> Measured:
        pages = [
            acts.looking(ticket, paths[place % len(paths)])
            for place, ticket in enumerate(tickets(self.app, people))
        ]
        return self._burst(pages, clients)

    def _opened(self, people: Sequence[int]) -> list[acts.Open]:
        """Their open attempts. Where they have none (it was submitted, or this is the first burst) one is opened."""
        by_person: dict[int, Ticket] = {ticket.person_id: ticket for ticket in tickets(self.app, people)}
        found = self._stored(by_person)
        if len(found) == len(people):
            return found
        self._burst([acts.opening(ticket) for ticket in by_person.values()])
        return self._stored(by_person)

    def _stored(self, by_person: Mapping[int, Ticket]) -> list[acts.Open]:
        found = []
        with self.database.session(write=False) as session:
            rows = session.execute(
                select(Attempt.person_id, Attempt.id, Attempt.slots).where(
                    Attempt.person_id.in_(by_person), Attempt.submitted_at.is_(None)
                )
            ).all()
            for person_id, attempt_id, data in rows:
                slots = read_slots(data)
                answers = [
                    type_of(body).shown(body, slot.order, type_of(body).key(body))
                    for slot, body in zip(slots, question_bodies(session, slots), strict=True)
                ]
                found.append(acts.Open(by_person[person_id], attempt_id, answers))
        return found

    def _saves(self, attempts: Sequence[acts.Open]) -> list[Act]:
        found = []
        for attempt in attempts:
            self.sequence += 1
            slots = range(1, len(attempt.answers) + 1)
            found += [acts.saving(attempt, slot, self.sequence) for slot in slots]
        return found
