"""Setting what a quarter requires."""

from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.assessments.cycles import Quarter
from lms.assessments.models import QuarterRequirement
from lms.assignments.audiences import Audience
from lms.clock import now
from lms.records.services import COUNTED


def require(session: Session, quarter: Quarter, quiz: str, audience: Audience, author_id: int) -> bool:
    """Requires a quiz of an audience. False where that was required already: nothing changes then."""
    values: dict[str, Any] = {
        "quarter": quarter.key,
        "subject_kind": "quiz",
        "subject_key": quiz,
        "audience_kind": audience.kind.value,
        "audience_key": audience.key,
        "created_at": now(),
        "created_by": author_id,
    }
    connection = session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    table = cast(Table, QuarterRequirement.__table__)
    added = connection.execute(insert(table).on_conflict_do_nothing(), values, execution_options=COUNTED)
    return added.rowcount == 1


def withdraw(session: Session, requirement: QuarterRequirement, author_id: int, reason: str) -> bool:
    """Withdraws a requirement for a reason. False where it was withdrawn before: the first reason stays."""
    if requirement.withdrawn_at is not None:
        return False
    requirement.withdrawn_at = now()
    requirement.withdrawn_by = author_id
    requirement.withdrawal_reason = reason
    session.flush()
    return True
