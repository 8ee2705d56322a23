"""Submits attempts whose time is over when somebody looks at them. For reading requests: they write apart."""

from lms.clock import now
from lms.web.db import database, session
from quizzes.attempts import is_due
from quizzes.queries.attempts import due_attempts, find_sitting
from quizzes.services.attempts import close_due, submit


def settle(attempt_id: int) -> None:
    """Submits one attempt if its time is over; the request then reads anew."""
    at = now()
    with database().session() as writing:
        sitting = find_sitting(writing, attempt_id, lock=True)
        if sitting is not None and is_due(sitting.deadline_at, at):
            submit(writing, sitting, at)
        writing.commit()
    session().rollback()


def settle_all(person_id: int) -> None:
    """Submits every attempt of the person whose time is over."""
    at = now()
    if ids := due_attempts(session(), at, person_id=person_id):
        with database().session() as writing:
            close_due(writing, ids, at)
            writing.commit()
        session().rollback()
