"""The starter courses' files, checked and brought into the database: what `flask content` calls."""

from pathlib import Path

from sqlalchemy.orm import Session

from courses.services.importing import import_courses, prepare
from courses.source.reading import read_courses
from lms.feature import FaultyContent

CONTENT = Path(__file__).parent / "content"


def check_content() -> list[str]:
    """The faults of every course file, one line each."""
    return [str(fault) for fault in read_courses(CONTENT).faults]


def load_content(session: Session) -> list[str]:
    """Imports what changed. Raises FaultyContent: half a course helps nobody."""
    reading = read_courses(CONTENT)
    if reading.faults:
        raise FaultyContent("\n".join(map(str, reading.faults)))
    return import_courses(session, [prepare(course) for course in reading.courses])
