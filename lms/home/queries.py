"""What home asks: everybody's next steps, what was finished lately, and one's own card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.activities import Activities, Activity
from lms.feature import Feature, NextStep
from lms.identity.models import PersonLanguage, PersonMarket, Unit
from lms.identity.permissions import Viewer
from lms.records.models import Standing
from lms.records.standing import Status

FAR_FUTURE = float("inf")

# Built once: this page is the one asked for most.
_FINISHED = (
    select(Standing.subject_kind, Standing.subject_key, Standing.completed_at, Standing.passed)
    .where(
        Standing.person_id == bindparam("person_id"),
        Standing.status == Status.COMPLETED,
        Standing.subject_kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(Standing.completed_at.desc())
    .limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class Finished:
    """An activity somebody has completed; `passed` is None where nothing was marked."""

    activity: Activity
    at: datetime
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Card:
    """What Attune knows of a person's place: unit, markets served, languages with their level."""

    unit: dict[str, str] | None
    markets: list[str]
    languages: list[tuple[str, str]]


def next_steps(session: Session, parts: Iterable[Feature], viewer: Viewer) -> list[NextStep]:
    """Every part's answer to "what next?", the most pressing first: by rank, then by due date, the undated last."""
    steps = [step for part in parts if part.next_steps for step in part.next_steps(session, viewer)]
    return sorted(steps, key=_pressing)


def _pressing(step: NextStep) -> tuple[int, float]:
    return step.rank, step.due_at.timestamp() if step.due_at else FAR_FUTURE


def finished_lately(
    session: Session, activities: Activities, person_id: int, limit: int = 3
) -> list[Finished]:
    """The activities completed last, newest first. What is no longer offered is left out: it has no page to go to."""
    rows = session.execute(
        _FINISHED, {"person_id": person_id, "kinds": activities.kinds, "limit": limit}
    ).all()
    known = {
        (kind, key): activity
        for kind in {row.subject_kind for row in rows}
        for key, activity in activities.find(
            session, kind, [row.subject_key for row in rows if row.subject_kind == kind]
        ).items()
    }
    return [
        Finished(known[row.subject_kind, row.subject_key], row.completed_at, row.passed)
        for row in rows
        if (row.subject_kind, row.subject_key) in known
    ]


def card(session: Session, viewer: Viewer) -> Card:
    """The viewer's own card."""
    unit = session.get(Unit, viewer.unit_id) if viewer.unit_id else None
    markets = session.scalars(
        select(PersonMarket.market).where(PersonMarket.person_id == viewer.id).order_by(PersonMarket.market)
    )
    languages = session.execute(
        select(PersonLanguage.language, PersonLanguage.level)
        .where(PersonLanguage.person_id == viewer.id)
        .order_by(PersonLanguage.level.desc(), PersonLanguage.language)
    )
    return Card(
        unit=unit.name if unit else None,
        markets=list(markets),
        languages=[(row.language, row.level) for row in languages],
    )
