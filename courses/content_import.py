"""The starter courses' files, checked and brought into the database: what `flask content` calls."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from courses.services.importing import import_courses, prepare
from courses.source.reading import read_courses

CONTENT = Path(__file__).parent / "content"


def check_content() -> list[str]:
    """The faults of every course file, one line each."""
    return [str(fault) for fault in read_courses(CONTENT).faults]


def load_content(session: Session) -> list[str]:
    """Imports what changed. Refuses files with faults, naming the first: half a course helps nobody."""
    reading = read_courses(CONTENT)
    if reading.faults:
        raise click.ClickException(
            f"{reading.faults[0]}\n{len(reading.faults)} faults in all; `flask content check` lists them."
        )
    return import_courses(session, [prepare(course) for course in reading.courses])
