"""Drafts and versions of questions and quizzes alike: saving over nothing newer, publishing, retiring, discarding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.clock import now
from quizzes.authoring.versions import NEW, token
from quizzes.models import Question, QuestionVersion, Quiz, QuizVersion
from quizzes.source import digest

Row = TypeVar("Row", Question, Quiz)
Version = QuestionVersion | QuizVersion


class Stale(Exception):
    """Somebody, or another tab, saved a newer state; `head` is that one."""

    def __init__(self, head: Version | None) -> None:
        super().__init__("saved over a newer draft")
        self.head = head


@dataclass(frozen=True, slots=True)
class Saving:
    """What is to be kept. `based_on` is the token of the state the page was made from; `values` are further columns of
    a new row, and of its version."""

    key: str
    body: Mapping[str, Any]
    author_id: int
    based_on: str
    row_values: Mapping[str, Any] = field(default_factory=dict)
    version_values: Mapping[str, Any] = field(default_factory=dict)


def find(session: Session, kind: type[Row], key: str) -> Row | None:
    """The row under its key, held until the end of the transaction."""
    query = select(kind).where(kind.key == key).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def head(session: Session, row: Question | Quiz) -> Version | None:
    """The version a trainer goes on with: the draft, else the published one."""
    id_ = row.draft_id or row.published_id
    if id_ is None:
        return None
    if isinstance(row, Question):
        return session.get(QuestionVersion, id_, populate_existing=True)
    return session.get(QuizVersion, id_, populate_existing=True)


def save_draft(session: Session, kind: type[Row], saving: Saving) -> Row:
    """Keeps a draft. The published version stays in use; the same content twice is one save. Raises Stale."""
    row = find(session, kind, saving.key) or _created(session, kind, saving)
    current = head(session, row)
    value = digest(saving.body)
    if current is not None and current.digest == value:
        return row
    if saving.based_on != (token(current.id, current.digest) if current else NEW):
        raise Stale(current)
    own = current if row.draft_id and current and current.author_id is not None else None
    draft = own or _new_version(session, row)  # what a file brought is never written over
    draft.body, draft.digest, draft.author_id = dict(saving.body), value, saving.author_id
    draft.created_at = now()
    for name, column in saving.version_values.items():
        setattr(draft, name, column)
    session.add(draft)
    session.flush()
    row.draft_id = draft.id
    if row.published_id is None:
        for name, column in saving.row_values.items():
            setattr(row, name, column)
    session.flush()
    return row


def _created(session: Session, kind: type[Row], saving: Saving) -> Row:
    row = kind(key=saving.key, state="draft", **saving.row_values)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another tab was faster: go on with its row
        found = find(session, kind, saving.key)
        assert found is not None
        return found
    return row


def _new_version(session: Session, row: Question | Quiz) -> Version:
    newest = session.scalar(
        select(func.max(QuestionVersion.number)).where(QuestionVersion.question_id == row.id)
        if isinstance(row, Question)
        else select(func.max(QuizVersion.number)).where(QuizVersion.quiz_id == row.id)
    )
    number = (newest or 0) + 1
    if isinstance(row, Question):
        return QuestionVersion(question_id=row.id, number=number)
    return QuizVersion(quiz_id=row.id, number=number)


def publish_draft(session: Session, row: Question | Quiz) -> Version | None:
    """Puts the draft in use; None where there is none. A version is never changed from here on."""
    draft = head(session, row) if row.draft_id else None
    if draft is None:
        return None
    draft.published_at = now()
    row.published_id, row.draft_id, row.state = draft.id, None, "published"
    session.flush()
    return draft


def discard_draft(session: Session, row: Question | Quiz) -> None:
    """Removes the draft of something published; what is in use stays. Without a published version nothing happens."""
    draft = head(session, row) if row.draft_id and row.published_id else None
    if draft is not None:
        row.draft_id = None
        session.flush()
        if draft.author_id is not None:  # a file's version stays: the next import must know that it was here
            session.delete(draft)
            session.flush()


def retire(session: Session, row: Question | Quiz) -> None:
    """Takes it out of use; its versions stay for those who met them."""
    row.state = "retired"
    session.flush()


def restore(session: Session, row: Question | Quiz) -> None:
    """Back to where it was: in use where it was published, else a draft."""
    row.state = "published" if row.published_id else "draft"
    session.flush()
