"""What the present quarter requires, so that its page has something to count."""

from sqlalchemy.orm import Session

from benchmarks.people import HR
from lms.assessments.cycles import of_day
from lms.assessments.services import require
from lms.assignments.audiences import Audience, AudienceKind
from lms.clock import today

ZONE = "Asia/Shanghai"

REQUIRED = {
    "foundations": Audience(AudienceKind.EVERYONE),
    "communication": Audience(AudienceKind.EVERYONE),
    "germany": Audience(AudienceKind.MARKET, "DE"),
    "gulf": Audience(AudienceKind.MARKET, "GULF"),
    "product-knowledge": Audience(AudienceKind.UNIT, "region-1"),
}


def add_requirements(session: Session) -> None:
    """Five quizzes, of everybody, of two markets and of a region."""
    for quiz, audience in REQUIRED.items():
        require(session, of_day(today(ZONE)), quiz, audience, HR)
