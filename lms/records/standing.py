"""Folds ledger facts into where one person stands with one activity. Pure."""

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
    """Where somebody stands. `best_score` belongs to `max_score`; the best is the highest share of its maximum."""

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
    current = replace(current, last_at=max(current.last_at, at), version=fact.version or current.version)
    if fact.action is Action.COURSE_ENROLLED:
        return replace(current, enrolled_at=current.enrolled_at or at)
    if fact.action in (Action.LESSON_COMPLETED, Action.ATTEMPT_STARTED):
        status = Status.IN_PROGRESS if current.status is Status.ENROLLED else current.status
        return replace(current, status=status, started_at=current.started_at or at)
    if fact.action is Action.COURSE_COMPLETED:
        return replace(current, status=Status.COMPLETED, completed_at=current.completed_at or at, passed=True)
    if fact.action is Action.ATTEMPT_SUBMITTED:
        return replace(current, attempts=current.attempts + 1, started_at=current.started_at or at)
    return _graded(current, fact)


def _graded(current: Standing, fact: Fact) -> Standing:
    if _share(fact.score, fact.max_score) > _share(current.best_score, current.max_score):
        current = replace(current, best_score=fact.score, max_score=fact.max_score)
    if current.passed:
        return current
    if fact.passed:
        return replace(current, status=Status.COMPLETED, passed=True, completed_at=fact.happened_at)
    return replace(current, status=Status.FAILED, passed=False)


def _share(score: float | None, maximum: float | None) -> float:
    return -1.0 if score is None or not maximum else score / maximum
