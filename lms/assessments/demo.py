"""What the demonstration's present quarter requires: one quiz of everybody, and each market's of those who serve it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessments.cycles import of_day
from lms.assessments.services import require
from lms.assignments.audiences import Audience, AudienceKind
from lms.clock import today
from lms.identity.models import PersonRole
from lms.web.db import settings

_REQUIRED = [
    ("foundations", Audience(AudienceKind.EVERYONE)),
    ("germany", Audience(AudienceKind.MARKET, "DE")),
    ("gulf", Audience(AudienceKind.MARKET, "GULF")),
]


def load_demo(session: Session) -> None:
    """Requires the quizzes in HR's name."""
    author = session.scalars(select(PersonRole.person_id).where(PersonRole.role == "hr")).first()
    assert author
    quarter = of_day(today(settings().time_zone))
    for quiz, audience in _REQUIRED:
        require(session, quarter, quiz, audience, author)
