"""Every rate, defined once. Pure. docs/definitions.md says the same in words.

A figure is a set of people, so that the names behind a number are the number: nothing is counted that cannot be named.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key")
People = frozenset[int]
NOBODY: People = frozenset()


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many, in whole numbers."""

    numerator: int
    denominator: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing is no share at all, which is not 0."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Who was required, who of them took part, who of those passed. Each lies within the one before."""

    required: People
    participated: People
    passed: People

    @property
    def missing(self) -> People:
        """Required, and nothing submitted yet."""
        return self.required - self.participated

    @property
    def failed(self) -> People:
        """Took part, and has not passed everything required of them."""
        return self.participated - self.passed

    @property
    def participation(self) -> Rate:
        """Participation: people with at least one submitted attempt / people required."""
        return Rate(len(self.participated), len(self.required))

    @property
    def pass_rate_of_required(self) -> Rate:
        """Pass rate of the required: people who passed everything required of them / people required."""
        return Rate(len(self.passed), len(self.required))

    @property
    def pass_rate_of_takers(self) -> Rate:
        """Pass rate of those who took it: people who passed everything required of them / people who took part."""
        return Rate(len(self.passed), len(self.participated))

    def among(self, people: People) -> "Figures":
        """The same figures of some people only."""
        return Figures(self.required & people, self.participated & people, self.passed & people)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a period's ledger says, by quiz: of whom it was required, who submitted an attempt, who passed one."""

    required: Mapping[str, People]
    submitted: Mapping[str, People]
    passed: Mapping[str, People]

    def of_quiz(self, key: str) -> Figures:
        """The figures of one quiz: its own required people, and whether they submitted and passed that quiz."""
        required = self.required.get(key, NOBODY)
        participated = required & self.submitted.get(key, NOBODY)
        return Figures(required, participated, participated & self.passed.get(key, NOBODY))

    def by_quiz(self) -> dict[str, Figures]:
        """The figures of each quiz that is required of anybody."""
        return {key: self.of_quiz(key) for key in self.required}


def overall(quizzes: Collection[Figures]) -> Figures:
    """The figures of people over several quizzes: took part with any that is required of them, passed only with all."""
    required = NOBODY.union(*(figures.required for figures in quizzes))
    participated = NOBODY.union(*(figures.participated for figures in quizzes))
    wanting = NOBODY.union(*(figures.required - figures.passed for figures in quizzes))
    return Figures(required, participated, required - wanting)


def figures_by(figures: Figures, groups: Mapping[Key, People]) -> dict[Key, Figures]:
    """The figures of each group of people. Groups may overlap: then theirs do not add up to the whole."""
    return {name: figures.among(people) for name, people in groups.items()}
