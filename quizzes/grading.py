"""Marks an attempt: frozen keys and answers in, a grade out. Pure and exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quizzes.questions.base import Body, Response
from quizzes.questions.register import type_of


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the form drawn: the question version, its content, its points, and the order of what it lists."""

    version: int
    digest: str
    points: float
    order: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the attempt."""
        return {
            "version": self.version,
            "digest": self.digest,
            "points": self.points,
            "order": list(self.order),
        }


def read_slots(data: Sequence[Mapping[str, Any]]) -> list[Slot]:
    """The slots as kept with an attempt."""
    return [Slot(slot["version"], slot["digest"], slot["points"], tuple(slot["order"])) for slot in data]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer earned, by which version of the question. `fraction` is 0 to 1."""

    version: int
    fraction: float
    earned: float
    possible: float

    def as_data(self) -> dict[str, float]:
        """As it is kept with the grade."""
        return {
            "version": self.version,
            "fraction": self.fraction,
            "earned": self.earned,
            "possible": self.possible,
        }


@dataclass(frozen=True, slots=True)
class Graded:
    """The outcome of an attempt. `percent` has one decimal; passed means it reaches the pass mark, as shown."""

    score: float
    max_score: float
    percent: float
    passed: bool
    marks: tuple[Mark, ...]


def grade(
    slots: Sequence[Slot], bodies: Sequence[Body], responses: Mapping[int, Response | None], pass_mark: float
) -> Graded:
    """Marks every slot; `bodies` stand in the order of the slots, `responses` by slot number counted from 1.

    Sums are exact. The one rounding that decides anything is that of the percentage, to one decimal, half up: whoever
    sees 70 % has reached a pass mark of 70. Points are kept to four decimals.
    """
    marks, earned, possible = [], Fraction(0), Fraction(0)
    for number, (slot, body) in enumerate(zip(slots, bodies, strict=True), start=1):
        fraction = type_of(body).fraction(body, responses.get(number))
        points = Fraction(repr(slot.points))
        earned += fraction * points
        possible += points
        marks.append(Mark(slot.version, _rounded(fraction, 4), _rounded(fraction * points, 4), slot.points))
    percent = _rounded(100 * earned / possible, 1) if possible else 0.0
    return Graded(
        score=_rounded(earned, 4),
        max_score=_rounded(possible, 4),
        percent=percent,
        passed=Fraction(repr(percent)) >= Fraction(repr(pass_mark)),
        marks=tuple(marks),
    )


def _rounded(number: Fraction, places: int) -> float:
    """To so many decimals, half up, decided on the exact fraction; for numbers not below 0."""
    if number.denominator == 1:
        return float(number)
    scaled = number * 10**places + Fraction(1, 2)
    return float(Decimal(scaled.numerator // scaled.denominator).scaleb(-places))
