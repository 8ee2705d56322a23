"""Brings the pools of the content files into the bank: only what is new becomes a version, nothing is removed.

A file counts as changed when it differs from what was last imported, not from what is published. What trainers published
in the browser stays in use: there, the file's version waits unpublished, as the draft where trainers have none, until one
of them publishes or discards it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    """Adds or renews the questions and quizzes of checked pools; returns one line per pool that changed, and one per
    pool that has versions which wait.
    """
    return [line for pool in pools for line in _import_pool(session, pool)]


def _import_pool(session: Session, pool: Pool) -> Iterator[str]:
    questions, waiting_questions = _import_questions(session, pool)
    quizzes, waiting_quizzes = _import_quizzes(session, pool)
    if questions or quizzes:
        yield f"Pool {pool.key}: {questions} questions and {quizzes} quizzes are new or changed."
    if waiting := waiting_questions + waiting_quizzes:
        yield (
            f"Pool {pool.key}: what trainers published stays in use; the file's version waits unpublished for "
            f"{', '.join(waiting)}."
        )


def _import_questions(session: Session, pool: Pool) -> tuple[int, list[str]]:
    """How many are new in use, and the keys of those whose new version waits."""
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
        )
        for key, value in changed.items()
    }
    waiting = _bring_in(session, QuestionVersion, rows, versions)
    renewed = {key: row for key, row in rows.items() if key not in waiting}
    ids = [row.id for row in renewed.values()]
    session.execute(delete(QuestionTag).where(QuestionTag.question_id.in_(ids)))
    for key, row in renewed.items():
        row.pool, row.type = pool.key, bodies[key]["type"]
        session.add_all(QuestionTag(question_id=row.id, tag=tag) for tag in bodies[key]["tags"])
    session.flush()
    return len(renewed), waiting


def _import_quizzes(session: Session, pool: Pool) -> tuple[int, list[str]]:
    """How many are new in use, and the keys of those whose new version waits."""
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
        )
        for key, value in changed.items()
    }
    waiting = _bring_in(session, QuizVersion, rows, versions)
    return len(changed) - len(waiting), waiting


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


def _bring_in(session: Session, kind: Any, rows: Mapping[str, Any], versions: Mapping[str, Any]) -> list[str]:
    """Puts the versions in use, except over what a trainer published; returns the keys of those that wait."""
    session.add_all(versions.values())
    session.flush()
    own = _by_trainers(session, kind, rows.values())
    waiting = []
    for key, version in versions.items():
        row = rows[key]
        if row.published_id in own:
            waiting.append(key)
            row.draft_id = row.draft_id if row.draft_id in own else version.id
            continue
        version.published_at, row.published_id = now(), version.id
        if row.state == "draft":  # what a trainer retired stays retired
            row.state = "published"
    session.flush()
    return waiting


def _by_trainers(session: Session, kind: Any, rows: Iterable[Any]) -> set[int]:
    """The versions that trainers wrote among those in use and the drafts."""
    ids = [id_ for row in rows for id_ in (row.published_id, row.draft_id) if id_]
    return set(session.scalars(select(kind.id).where(kind.id.in_(ids), kind.author_id.is_not(None))))
