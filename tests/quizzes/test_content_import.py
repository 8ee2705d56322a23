"""Importing is idempotent: only what is new becomes a version, and nothing anybody made is lost."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizzes.content_import import import_pools, load_content
from quizzes.models import Question, QuestionTag, QuestionVersion, Quiz, QuizVersion
from quizzes.source import Pool, digest
from tests.cast import SOFIA
from tests.quizzes import samples


def _pool(*questions: dict[str, Any], **quiz: Any) -> Pool:
    return Pool("sample", questions or samples.ALL, [samples.quiz(**quiz)])


def _count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def _published(session: Session, key: str) -> QuestionVersion:
    return session.scalars(
        select(QuestionVersion)
        .join(Question, Question.published_id == QuestionVersion.id)
        .where(Question.key == key)
    ).one()


def test_what_is_imported_is_published_with_its_tags(session: Session) -> None:
    assert import_pools(session, [_pool()]) == ["Pool sample: 7 questions and 1 quizzes are new or changed."]
    version = _published(session, "s1")
    assert (version.number, version.body["options"][1]["correct"], version.tags) == (1, True, ["sample"])
    assert version.published_at
    assert _count(session, QuestionTag) == 7


def test_importing_again_changes_nothing(session: Session) -> None:
    import_pools(session, [_pool()])
    assert import_pools(session, [_pool()]) == []
    assert _count(session, QuestionVersion) == 7
    assert _count(session, QuizVersion) == 1


def test_only_what_changed_becomes_a_new_version(session: Session) -> None:
    import_pools(session, [_pool()])
    changed = samples.SINGLE | {"tags": ["sample", "fresh"]}
    import_pools(session, [_pool(changed, *samples.ALL[1:], pass_mark=80)])
    assert _published(session, "s1").number == 2
    assert _published(session, "m1").number == 1
    assert _count(session, QuestionVersion) == 8  # the old version stays: attempts name it
    assert session.scalars(select(QuizVersion.number).order_by(QuizVersion.id)).all() == [1, 2]
    tags = select(QuestionTag.tag).join(Question).where(Question.key == "s1").order_by(QuestionTag.tag)
    assert session.scalars(tags).all() == ["fresh", "sample"]


def test_what_is_gone_from_the_file_stays(session: Session) -> None:
    import_pools(session, [_pool()])
    import_pools(session, [Pool("sample", [samples.SINGLE], [])])
    assert _count(session, Question) == 7
    assert session.scalars(select(Quiz.state)).all() == ["published"]


def test_a_trainer_s_own_version_outlives_an_unchanged_file(session: Session) -> None:
    import_pools(session, [_pool()])
    row = session.scalars(select(Question).where(Question.key == "s1")).one()
    body = samples.SINGLE | {"points": 2}
    own = QuestionVersion(
        question_id=row.id, number=2, body=body, tags=["sample"], digest=digest(body), author_id=SOFIA
    )
    session.add(own)
    session.flush()
    row.published_id = own.id
    session.flush()
    assert import_pools(session, [_pool()]) == []
    assert _published(session, "s1").author_id == SOFIA


def test_a_retired_question_stays_retired(session: Session) -> None:
    import_pools(session, [_pool()])
    row = session.scalars(select(Question).where(Question.key == "s1")).one()
    row.state = "retired"
    session.flush()
    import_pools(session, [_pool(samples.SINGLE | {"points": 3}, *samples.ALL[1:])])
    assert row.state == "retired"


def test_the_starter_content_loads(session: Session) -> None:
    assert load_content(session)
    assert load_content(session) == []
