"""A small quarter, worked out by hand.

Required in 2026-Q4: "privacy" of everyone, "germany" of the market DE. On 10 December:

    Lin   (Asia, DE)    passed privacy, failed germany      took part, not passed
    Tom   (Asia, DE)    passed both                         passed
    Chen  (Europe, GULF) failed privacy in Q4, passed in Q3  took part, not passed
    Max   (Europe, –)   passes in the first second of Q1    not taken part
    Wei   left a year ago                                   not required
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from lms.activities import Activity
from lms.assessments.cycles import Quarter
from lms.assessments.services import require
from lms.assignments.audiences import Audience, AudienceKind
from lms.records.actions import Action
from lms.records.services import Entry, record
from tests.cast import CHEN, HUI, LIN, MAX, TOM

Q4 = Quarter(2026, 4)
ZONE = "Asia/Shanghai"
IN_DECEMBER = datetime(2026, 12, 10, 4, tzinfo=UTC)
EVERYONE = Audience(AudienceKind.EVERYONE)
GERMANY = Audience(AudienceKind.MARKET, "DE")


@dataclass
class QuizzesOnOffer:
    """A source of three published quizzes, as the quizzes package would answer."""

    kind: str = "quiz"

    def all(self, session: Session) -> list[Activity]:
        """All three."""
        return [
            Activity(
                "quiz", "privacy", {"en": "Privacy basics", "zh_Hans": "隐私基础"}, "/quizzes/privacy", 15
            ),
            Activity("quiz", "germany", {"en": "Germany", "zh_Hans": "德国"}, "/quizzes/germany", 20),
            Activity("quiz", "tone", {"en": "Tone", "zh_Hans": "语气"}, "/quizzes/tone"),
        ]

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """Those among keys."""
        return {one.key: one for one in self.all(session) if one.key in keys}


def sit(session: Session, person_id: int, quiz: str, at: datetime, score: float) -> None:
    """An attempt submitted and marked at a moment; 8 of 10 passes."""
    common = {"person_id": person_id, "subject_kind": "quiz", "subject_key": quiz, "subject_version": 1}
    record(session, Entry(Action.ATTEMPT_STARTED, happened_at=at - timedelta(minutes=9), **common))  # type: ignore[arg-type]
    record(session, Entry(Action.ATTEMPT_SUBMITTED, happened_at=at, **common))  # type: ignore[arg-type]
    record(
        session,
        Entry(Action.RESULT_GRADED, happened_at=at, score=score, max_score=10, passed=score >= 8, **common),  # type: ignore[arg-type]
    )


def small_quarter(session: Session) -> None:
    """Writes the case above."""
    require(session, Q4, "privacy", EVERYONE, HUI)
    require(session, Q4, "germany", GERMANY, HUI)
    november = datetime(2026, 11, 3, 9, 30, 15, tzinfo=UTC)
    sit(session, LIN, "privacy", november, 9)
    sit(session, LIN, "germany", november, 5)
    sit(session, TOM, "privacy", november, 10)
    sit(session, TOM, "germany", november, 4)
    sit(session, TOM, "germany", november + timedelta(days=1), 8)
    sit(session, CHEN, "privacy", Q4.start(ZONE) - timedelta(seconds=1), 9)
    sit(session, CHEN, "privacy", Q4.start(ZONE), 7.5)
    sit(session, MAX, "privacy", Q4.end(ZONE), 9)
    session.commit()
