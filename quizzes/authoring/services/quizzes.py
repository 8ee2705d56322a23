"""Keeps quizzes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from quizzes.authoring.services import drafts
from quizzes.models import Quiz


def save(session: Session, body: Mapping[str, Any], author_id: int, based_on: str) -> Quiz:
    """Keeps the quiz as a draft. Raises drafts.Stale."""
    return drafts.save_draft(session, Quiz, drafts.Saving(body["key"], body, author_id, based_on))
