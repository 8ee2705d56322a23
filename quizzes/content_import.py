"""Brings the pools of the content files into the bank: only what is new becomes a version, nothing is removed.

What trainers changed in the browser stays: a file counts as changed when it differs from what was last imported, not
from what is published.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lms.clock import now
from lms.feature import FaultyContent
from quizzes.models import Question, QuestionTag, QuestionVersion, Quiz, QuizVersion
from quizzes.source import Pool, digest, read_bank


def load_content(session: Session) -> list[str]:
    """Imports the starter files; returns what changed. Raises FaultyContent."""
    bank = read_bank()
    if bank.problems:
        raise FaultyContent("\n".join(map(str, bank.problems)))
    return import_pools(session, bank.pools)


def check_content() -> list[str]:
    """The faults of the starter files, each with file, line and remedy."""
    return [str(problem) for problem in read_bank().problems]


def import_pools(session: Session, pools: Sequence[Pool]) -> list[str]:
    """Adds or renews the questions and quizzes of checked pools; returns one line per pool that changed."""
    changes = []
    for pool in pools:
        questions = _import_questions(session, pool)
        quizzes = _import_quizzes(session, pool)
        if questions or quizzes:
            changes.append(
                f"Pool {pool.key}: {questions} questions and {quizzes} quizzes are new or changed."
            )
    return changes


def _import_questions(session: Session, pool: Pool) -> int:
    bodies = {body["id"]: body for body in pool.questions}
    changed = _changed(bodies, _last_imported(session, Question, QuestionVersion, "question_id", bodies))
    rows = _rows(
        session, Question, changed, lambda key: Question(key=key, pool=pool.key, type=bodies[key]["type"])
    )
    numbers = _numbers(
        session, QuestionVersion, QuestionVersion.question_id, [row.id for row in rows.values()]
    )
    versions = {
        key: QuestionVersion(
            question_id=rows[key].id,
            number=numbers.get(rows[key].id, 0) + 1,
            body=dict(bodies[key]),
            tags=list(bodies[key]["tags"]),
            points=bodies[key].get("points", 1),
            digest=value,
            published_at=now(),
        )
        for key, value in changed.items()
    }
    _publish(session, rows, versions)
    ids = [row.id for row in rows.values()]
    session.execute(delete(QuestionTag).where(QuestionTag.question_id.in_(ids)))
    for key, row in rows.items():
        row.pool, row.type = pool.key, bodies[key]["type"]
        session.add_all(QuestionTag(question_id=row.id, tag=tag) for tag in bodies[key]["tags"])
    session.flush()
    return len(changed)


def _import_quizzes(session: Session, pool: Pool) -> int:
    bodies = {body["key"]: body for body in pool.quizzes}
    changed = _changed(bodies, _last_imported(session, Quiz, QuizVersion, "quiz_id", bodies))
    rows = _rows(session, Quiz, changed, lambda key: Quiz(key=key))
    numbers = _numbers(session, QuizVersion, QuizVersion.quiz_id, [row.id for row in rows.values()])
    versions = {
        key: QuizVersion(
            quiz_id=rows[key].id,
            number=numbers.get(rows[key].id, 0) + 1,
            body=dict(bodies[key]),
            digest=value,
            published_at=now(),
        )
        for key, value in changed.items()
    }
    _publish(session, rows, versions)
    return len(changed)


def _changed(bodies: Mapping[str, Mapping[str, Any]], imported: Mapping[str, str]) -> dict[str, str]:
    """The new digest of every body that differs from its last import, by key."""
    digests = {key: digest(body) for key, body in bodies.items()}
    return {key: value for key, value in digests.items() if imported.get(key) != value}


def _last_imported(
    session: Session, kind: Any, version: Any, reference: str, keys: Mapping[str, Any]
) -> dict[str, str]:
    """The digest of the newest version that came from a file (no author), by key."""
    rows = session.execute(
        select(kind.key, version.digest)
        .join(version, getattr(version, reference) == kind.id)
        .where(version.author_id.is_(None), kind.key.in_(list(keys)))
        .order_by(version.number)
    )
    return {row.key: row.digest for row in rows}


def _rows(session: Session, kind: Any, keys: Mapping[str, Any], new: Callable[[str], Any]) -> dict[str, Any]:
    rows = {row.key: row for row in session.scalars(select(kind).where(kind.key.in_(list(keys))))}
    for key in keys:
        if key not in rows:
            rows[key] = new(key)
            session.add(rows[key])
    session.flush()
    return rows


def _numbers(session: Session, version: Any, reference: Any, ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(reference.label("id"), func.max(version.number).label("newest"))
        .where(reference.in_(ids))
        .group_by(reference)
    )
    return {row.id: row.newest for row in session.execute(query)}


def _publish(session: Session, rows: Mapping[str, Any], versions: Mapping[str, Any]) -> None:
    session.add_all(versions.values())
    session.flush()
    for key, version in versions.items():
        rows[key].published_id = version.id
        if rows[key].state == "draft":  # what a trainer retired stays retired
            rows[key].state = "published"
    session.flush()
