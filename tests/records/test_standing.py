"""The fold: whatever the order in which facts become known, the standing is the same; a pass stays."""

from datetime import UTC, datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from lms.records.actions import Action
from lms.records.standing import Fact, Standing, Status, fold

START = datetime(2026, 10, 1, 8, tzinfo=UTC)


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def folded(facts: list[Fact]) -> Standing | None:
    return reduce(fold, facts, None) if facts else None


def graded(hours: int, score: float, *, of: float = 10, version: int | None = 1) -> Fact:
    return Fact(Action.RESULT_GRADED, at(hours), version, score, of, score / of >= 0.8)


moments = st.integers(0, 30).map(at)
versions = st.none() | st.integers(1, 4)
results = st.builds(
    graded, st.integers(0, 30), st.integers(0, 10), of=st.sampled_from([10.0, 20.0]), version=versions
)
others = st.builds(
    Fact,
    st.sampled_from([action for action in Action if action is not Action.RESULT_GRADED]),
    moments,
    versions,
)
histories = st.lists(results | others, min_size=1, max_size=8)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_become_known_changes_nothing(facts: list[Fact], random: object) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert folded(shuffled) == folded(facts)


@given(histories, results | others)
def test_nothing_reached_is_taken_away(facts: list[Fact], later: Fact) -> None:
    before = folded(facts)
    assert before
    after = fold(before, later)
    if before.passed:
        assert after.passed
    if before.status is Status.COMPLETED:
        assert after.status is Status.COMPLETED
        assert after.completed_at and before.completed_at
        assert after.completed_at <= before.completed_at
    assert after.attempts >= before.attempts
    assert after.last_at >= before.last_at
    if before.best_score is not None and before.max_score:
        assert after.best_score is not None and after.max_score
        assert after.best_score / after.max_score >= before.best_score / before.max_score


@given(histories)
def test_the_status_says_what_the_facts_say(facts: list[Fact]) -> None:
    standing = folded(facts)
    assert standing
    passed = any(fact.action is Action.RESULT_GRADED and fact.passed for fact in facts)
    completed = passed or any(fact.action is Action.COURSE_COMPLETED for fact in facts)
    marked = any(fact.action is Action.RESULT_GRADED for fact in facts)
    assert (standing.status is Status.COMPLETED) == completed
    assert (standing.status is Status.FAILED) == (marked and not completed)
    assert standing.passed == (passed if marked else None)
    assert standing.attempts == sum(fact.action is Action.ATTEMPT_SUBMITTED for fact in facts)


def test_a_quiz_failed_then_passed() -> None:
    first = [
        Fact(Action.ATTEMPT_STARTED, at(0), 1),
        Fact(Action.ATTEMPT_SUBMITTED, at(1), 1),
        graded(1, 5),
    ]
    standing = folded(first)
    assert standing and (standing.status, standing.best_score, standing.completed_at) == (
        Status.FAILED,
        5,
        None,
    )
    second = [
        Fact(Action.ATTEMPT_STARTED, at(2), 2),
        Fact(Action.ATTEMPT_SUBMITTED, at(3), 2),
        graded(3, 9, version=2),
    ]
    standing = folded(first + second)
    assert standing == Standing(
        Status.COMPLETED, at(3), started_at=at(0), completed_at=at(3), attempts=2, best_score=9, max_score=10,
        passed=True, version=2,
    )  # fmt: skip


def test_practising_a_newer_version_after_the_pass_keeps_the_version_that_was_passed() -> None:
    standing = folded([graded(1, 9, version=1), graded(5, 10, version=3)])
    assert standing and (standing.version, standing.completed_at, standing.best_score) == (1, at(1), 10)


def test_a_course_is_completed_without_being_passed() -> None:
    standing = folded([Fact(Action.COURSE_ENROLLED, at(0), 1), Fact(Action.COURSE_COMPLETED, at(4), 1)])
    assert standing and (standing.status, standing.passed) == (Status.COMPLETED, None)
    assert (standing.enrolled_at, standing.completed_at) == (at(0), at(4))


def test_an_attempt_handed_in_but_not_marked_yet_is_in_progress() -> None:
    standing = folded([Fact(Action.ATTEMPT_SUBMITTED, at(1), 1)])
    assert standing and (standing.status, standing.passed) == (Status.IN_PROGRESS, None)
