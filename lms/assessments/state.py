"""A quarter as it stands: its roster, what is required of whom, and every figure that follows. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from lms.assessments.cycles import Quarter
from lms.assignments.audiences import Audience, Member, inside
from lms.assignments.unit_tree import UnitTree
from lms.reporting.rates import NOBODY, Figures, Outcomes, People, figures_by, overall

NONE = "-"
"""Stands in an address for people without a unit, or without a market."""


class Figure(StrEnum):
    """The figures that can be opened to see the names."""

    REQUIRED = "required"
    PARTICIPATED = "participated"
    MISSING = "missing"
    PASSED = "passed"
    FAILED = "failed"

    def of(self, figures: Figures) -> People:
        """The people behind it."""
        people: People = getattr(figures, self.value)
        return people


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement in force."""

    quiz: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Progress:
    """One person's quizzes: how many are required, how many have a submitted attempt, which are not passed."""

    required: int
    taken: int
    still_to_pass: tuple[str, ...]

    @property
    def passed(self) -> int:
        """How many are passed."""
        return self.required - len(self.still_to_pass)

    @property
    def figure(self) -> Figure:
        """The figure they are counted in: PASSED, FAILED or MISSING."""
        if not self.taken:
            return Figure.MISSING
        return Figure.FAILED if self.still_to_pass else Figure.PASSED


@dataclass(frozen=True)
class QuarterState:
    """Everything a quarter's page and files are made of."""

    quarter: Quarter
    zone: str
    today: date
    units: UnitTree
    members: Mapping[int, Member]
    """The roster: see assessments.queries.roster."""
    outcomes: Outcomes

    @property
    def as_of(self) -> date:
        """The day on which the roster was looked at."""
        return self.quarter.as_of(self.today)

    @property
    def begins(self) -> datetime:
        """The quarter's first moment."""
        return self.quarter.start(self.zone)

    @property
    def last_moment(self) -> datetime:
        """The quarter's last second, for saying where it ends."""
        return self.quarter.end(self.zone) - timedelta(seconds=1)

    @property
    def has_begun(self) -> bool:
        """Whether there can be outcomes at all."""
        return self.today >= self.quarter.first_day

    @cached_property
    def overall(self) -> Figures:
        """The figures of everybody required."""
        return overall(self.by_quiz.values())

    @cached_property
    def by_quiz(self) -> dict[str, Figures]:
        """Per quiz required of anybody: its own required people and outcomes."""
        return self.outcomes.by_quiz()

    @cached_property
    def people_by_unit(self) -> dict[str, People]:
        """Per unit key: the unit's people and those of all units under it; under NONE those without a unit."""
        own: dict[int, set[int]] = defaultdict(set)
        for member in self.members.values():
            own[member.unit_id or 0].add(member.person_id)
        rolled = self.units.rolled_up({unit_id: frozenset(people) for unit_id, people in own.items()})
        by_key = {self.units.by_id[unit_id].key: people for unit_id, people in rolled.items()}
        return by_key | {NONE: frozenset(own.get(0, ()))}

    @cached_property
    def people_by_market(self) -> dict[str, People]:
        """Per market: those who serve it, perhaps among others; under NONE those who serve none."""
        found: dict[str, set[int]] = defaultdict(set)
        for member in self.members.values():
            for market in member.markets or (NONE,):
                found[market].add(member.person_id)
        return {
            market: frozenset(found[market])
            for market in sorted(found, key=lambda code: (code == NONE, code))
        }

    def by_unit(self) -> dict[str, Figures]:
        """The figures of each unit in which somebody is required, parents first."""
        return _not_empty(figures_by(self.overall, self.people_by_unit))

    def by_market(self) -> dict[str, Figures]:
        """The figures of each market in which somebody is required."""
        return _not_empty(figures_by(self.overall, self.people_by_market))

    def narrowed(self, *, unit: str = "", market: str = "", quiz: str = "") -> Figures:
        """The figures of a quiz (or overall), of a unit with those under it, of a market; empty text means all."""
        figures = self.outcomes.of_quiz(quiz) if quiz else self.overall
        if unit:
            figures = figures.among(self.people_by_unit.get(unit, NOBODY))
        if market:
            figures = figures.among(self.people_by_market.get(market, NOBODY))
        return figures

    def progress(self, person_id: int, quiz: str = "") -> "Progress":
        """How far somebody is with everything required of them, or with one quiz."""
        mine = {
            key: figures
            for key, figures in self.by_quiz.items()
            if person_id in figures.required and quiz in ("", key)
        }
        return Progress(
            required=len(mine),
            taken=sum(person_id in figures.participated for figures in mine.values()),
            still_to_pass=tuple(key for key, figures in mine.items() if person_id not in figures.passed),
        )


def _not_empty(groups: dict[str, Figures]) -> dict[str, Figures]:
    return {name: figures for name, figures in groups.items() if figures.required}


def required_people(
    requirements: Iterable[Requirement], members: Iterable[Member], units: UnitTree
) -> dict[str, People]:
    """Per quiz, everybody in any of its audiences."""
    everybody = list(members)
    found: dict[str, People] = {}
    for requirement in requirements:
        people = inside(requirement.audience, everybody, units)
        found[requirement.quiz] = found.get(requirement.quiz, NOBODY) | people
    return found
