"""Importing is idempotent: only what is new becomes a version, and nothing anybody made is lost."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizzes.authoring.services.drafts import discard_draft, publish_draft
from quizzes.authoring.services.questions import Writing, publish, save
from quizzes.authoring.services.quizzes import save as save_quiz
from quizzes.authoring.versions import token
from quizzes.content_import import import_pools, load_content
from quizzes.models import Question, QuestionTag, QuestionVersion, Quiz, QuizVersion
from quizzes.source import Pool
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


def _sofia_writes(session: Session, **changes: Any) -> Question:
    """A draft of hers over whatever is there."""
    row = session.scalars(select(Question).where(Question.key == "s1")).one()
    head = session.get_one(QuestionVersion, row.draft_id or row.published_id)
    writing = Writing(samples.SINGLE | changes, SOFIA, token(head.id, head.digest))
    return save(session, writing)


def test_a_trainer_s_own_version_outlives_an_unchanged_file(session: Session) -> None:
    import_pools(session, [_pool()])
    publish(session, _sofia_writes(session, points=2))
    assert import_pools(session, [_pool()]) == []
    assert _published(session, "s1").author_id == SOFIA


def test_a_changed_file_waits_as_a_draft_where_a_trainer_published(session: Session) -> None:
    import_pools(session, [_pool()])
    row = _sofia_writes(session, points=2, tags=["sample", "hers"])
    publish(session, row)
    update = _pool(samples.SINGLE | {"points": 3}, samples.MULTIPLE | {"points": 3}, *samples.ALL[2:])
    assert import_pools(session, [update]) == [
        "Pool sample: 1 questions and 0 quizzes are new or changed.",
        "Pool sample: what trainers published stays in use; the file's version waits unpublished for s1.",
    ]
    assert (_published(session, "s1").author_id, _published(session, "m1").points) == (SOFIA, 3)
    tags = select(QuestionTag.tag).where(QuestionTag.question_id == row.id).order_by(QuestionTag.tag)
    assert session.scalars(tags).all() == ["hers", "sample"]
    draft = session.get_one(QuestionVersion, row.draft_id)
    assert (draft.points, draft.author_id, draft.published_at) == (3, None, None)
    assert import_pools(session, [update]) == []
    discard_draft(session, row)
    assert import_pools(session, [update]) == []  # what a trainer decided against does not come back


def test_a_changed_file_leaves_a_trainer_s_draft_alone(session: Session) -> None:
    import_pools(session, [_pool()])
    publish(session, _sofia_writes(session, points=2))
    row = _sofia_writes(session, points=4)
    assert len(import_pools(session, [_pool(samples.SINGLE | {"points": 3}, *samples.ALL[1:])])) == 1
    assert session.get_one(QuestionVersion, row.draft_id).points == 4


def test_writing_on_the_draft_of_a_file_keeps_the_file_s_version(session: Session) -> None:
    import_pools(session, [_pool()])
    publish(session, _sofia_writes(session, points=2))
    changed = _pool(samples.SINGLE | {"points": 3}, *samples.ALL[1:])
    import_pools(session, [changed])
    _sofia_writes(session, points=4)
    assert import_pools(session, [changed]) == []


def test_a_quiz_a_trainer_published_stays_in_use(session: Session) -> None:
    import_pools(session, [_pool()])
    quiz = session.scalars(select(Quiz)).one()
    own = session.get_one(QuizVersion, quiz.published_id)
    row = save_quiz(session, samples.quiz(pass_mark=90), SOFIA, token(own.id, own.digest))
    publish_draft(session, row)
    assert import_pools(session, [_pool(pass_mark=80)]) == [
        "Pool sample: what trainers published stays in use; the file's version waits unpublished for sampler."
    ]
    in_use, waiting = (session.get_one(QuizVersion, id_) for id_ in (row.published_id, row.draft_id))
    assert (in_use.body["pass_mark"], waiting.body["pass_mark"]) == (90, 80)


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
