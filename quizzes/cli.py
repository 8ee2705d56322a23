"""Commands of quizzes."""

import sys

import click
from flask.cli import AppGroup

from lms.clock import now
from lms.web.db import database
from quizzes.queries.attempts import due_attempts
from quizzes.services.attempts import close_due

quizzes_group = AppGroup("quizzes", help="Quizzes and attempts.")


@quizzes_group.command("close-expired")
def close_expired() -> None:
    """Submits every attempt whose time is over, with the answers saved. Safe to run at any time, and often."""
    submitted = failed = last = 0
    while True:
        with database().session() as session:  # a few at a time: learners' answers must not wait
            closed = close_due(session, due_attempts(session, now(), after=last), now())
            session.commit()
        submitted, failed = submitted + closed.submitted, failed + closed.failed
        if closed.last is None:
            break
        last = closed.last
    click.echo(f"{submitted} attempts submitted.")
    if failed:
        click.echo(f"{failed} attempts could not be submitted; the log says why.", err=True)
        sys.exit(1)
