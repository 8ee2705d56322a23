"""Keeps and publishes questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from quizzes.authoring.services import drafts
from quizzes.models import Question, QuestionTag, QuestionVersion
from quizzes.questions.base import is_number

LONGEST_NOTE = 400


@dataclass(frozen=True, slots=True)
class Writing:
    """A question as a trainer sends it. `based_on`: see services.drafts."""

    body: Mapping[str, Any]
    author_id: int
    based_on: str


def save(session: Session, writing: Writing) -> Question:
    """Keeps the question as a draft. Raises drafts.Stale."""
    body = writing.body
    points = body.get("points", 1)
    saving = drafts.Saving(
        key=body["id"],
        body=body,
        author_id=writing.author_id,
        based_on=writing.based_on,
        row_values={"pool": body["tags"][0][:80], "type": body["type"]},
        version_values={"tags": list(body["tags"]), "points": float(points) if is_number(points) else 1.0},
    )
    return drafts.save_draft(session, Question, saving)


def publish(session: Session, row: Question, note: str = "") -> bool:
    """Puts the draft in use, with its pool and tags; False where there was none. Whoever calls has checked it."""
    version = drafts.publish_draft(session, row)
    if not isinstance(version, QuestionVersion):
        return False
    version.note = note.strip()[:LONGEST_NOTE] or None
    row.pool = version.tags[0]
    session.execute(delete(QuestionTag).where(QuestionTag.question_id == row.id))
    session.add_all(QuestionTag(question_id=row.id, tag=tag) for tag in version.tags)
    session.flush()
    return True
