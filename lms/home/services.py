"""What a person sets for themselves on home's pages."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.identity.models import Person


def keep_language(session: Session, person_id: int, language: str) -> None:
    """Keeps the interface language with the person, so that it follows them to every device."""
    session.execute(update(Person).where(Person.id == person_id).values(locale=language))
