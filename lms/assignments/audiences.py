"""Audiences: whom something is required of. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lms.assignments.unit_tree import UnitTree


class AudienceKind(StrEnum):
    """UNIT takes in the units under it; MARKET everybody who serves it."""

    EVERYONE = "everyone"
    UNIT = "unit"
    MARKET = "market"


class Member(NamedTuple):
    """A person as the rules about audiences and rates see them."""

    person_id: int
    employee_number: str
    full_name: str
    unit_id: int | None
    markets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Everyone, or a unit by its key, or a market by its code."""

    kind: AudienceKind
    key: str = ""

    @property
    def code(self) -> str:
        """As one word, for a form: `everyone`, `unit:service-asia`, `market:DE`."""
        return f"{self.kind}:{self.key}" if self.key else str(self.kind)

    @classmethod
    def from_code(cls, code: str) -> "Audience":
        """Reads `code`. Raises ValueError where it names no audience."""
        kind, _colon, key = code.partition(":")
        audience = cls(AudienceKind(kind), key)
        if (audience.kind is AudienceKind.EVERYONE) is bool(key):
            raise ValueError(f"{code!r} names no audience")
        return audience


def inside(audience: Audience, members: Iterable[Member], units: UnitTree) -> frozenset[int]:
    """The ids of those among `members` who are in the audience. A unit that no longer exists holds nobody."""
    if audience.kind is AudienceKind.EVERYONE:
        return frozenset(member.person_id for member in members)
    if audience.kind is AudienceKind.MARKET:
        return frozenset(member.person_id for member in members if audience.key in member.markets)
    unit = units.by_key.get(audience.key)
    here = units.below(unit.id) if unit else frozenset()
    return frozenset(member.person_id for member in members if member.unit_id in here)
