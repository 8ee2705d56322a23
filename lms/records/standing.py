"""Folds ledger facts into where one person stands with one activity. Pure.

The order in which facts become known does not matter: every field is an earliest, a latest, a best or a count, and the
status follows from the others. A result that is entered late therefore leads to the same standing as one in time.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from lms.records.actions import Action


class Status(StrEnum):
    """The one vocabulary of every page and export. docs/definitions.md says the same in words."""

    ENROLLED = "enrolled"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"
    """A quiz: submitted, and no attempt passed so far."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A ledger entry as the fold sees it."""

    action: Action
    happened_at: datetime
    version: int | None = None
    score: float | None = None
    max_score: float | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands. `best_score` belongs to `max_score`; the best is the highest share of its maximum.

    `completed_at` is the first completion or pass; `passed` is None where nothing was marked; `version` is the version completed then, before that the newest met.
    """

    status: Status
    last_at: datetime
    enrolled_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    attempts: int = 0
    best_score: float | None = None
    max_score: float | None = None
    passed: bool | None = None
    version: int | None = None


def fold(standing: Standing | None, fact: Fact) -> Standing:
    """The standing after one more fact. A pass and a completion, once reached, stay: later attempts cannot take them."""
    at = fact.happened_at
    current = standing or Standing(status=Status.ENROLLED, last_at=at)
    completes = fact.action is Action.COURSE_COMPLETED or (
        fact.action is Action.RESULT_GRADED and bool(fact.passed)
    )
    best_score, max_score = _better(current, fact)
    started = fact.action in (Action.LESSON_COMPLETED, Action.ATTEMPT_STARTED, Action.ATTEMPT_SUBMITTED)
    after = replace(
        current,
        last_at=max(current.last_at, at),
        enrolled_at=_earliest(current.enrolled_at, at if fact.action is Action.COURSE_ENROLLED else None),
        started_at=_earliest(current.started_at, at if started else None),
        completed_at=_earliest(current.completed_at, at if completes else None),
        attempts=current.attempts + (fact.action is Action.ATTEMPT_SUBMITTED),
        best_score=best_score,
        max_score=max_score,
        passed=_passed(current, fact),
        version=_version(current, fact, completes=completes),
    )
    return replace(after, status=_status(after))


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _passed(current: Standing, fact: Fact) -> bool | None:
    if fact.action is not Action.RESULT_GRADED:
        return current.passed
    return bool(current.passed or fact.passed)


def _version(current: Standing, fact: Fact, *, completes: bool) -> int | None:
    newest = max(
        (version for version in (current.version, fact.version) if version is not None), default=None
    )
    if not completes:
        return newest if current.completed_at is None else current.version
    if current.completed_at is None or fact.happened_at < current.completed_at:
        return fact.version
    return newest if fact.happened_at == current.completed_at else current.version


def _better(current: Standing, fact: Fact) -> tuple[float | None, float | None]:
    """The higher share with its maximum; of equal shares that of the longer quiz."""
    if fact.action is not Action.RESULT_GRADED or fact.score is None or not fact.max_score:
        return current.best_score, current.max_score
    if current.best_score is None or not current.max_score:
        return fact.score, fact.max_score
    # Multiplied out: dividing would call 1/3 of one maximum more than 1/3 of another.
    ours, theirs = fact.score * current.max_score, current.best_score * fact.max_score
    if (ours, fact.max_score) > (theirs, current.max_score):
        return fact.score, fact.max_score
    return current.best_score, current.max_score


def _status(standing: Standing) -> Status:
    if standing.completed_at is not None:
        return Status.COMPLETED
    if standing.passed is False:
        return Status.FAILED
    return Status.ENROLLED if standing.started_at is None else Status.IN_PROGRESS
