"""How the catalogue is divided: mine in progress first, then the kinds. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

SECTIONS = ("in_progress", "foundations", "market", "module")


class _Course(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...


class _Learning(Protocol):
    @property
    def in_progress(self) -> bool: ...


Course = TypeVar("Course", bound=_Course)


@dataclass(frozen=True, slots=True)
class Section(Generic[Course]):
    """A part of the catalogue under its name, one of SECTIONS."""

    name: str
    courses: Sequence[Course]


def sections(courses: Sequence[Course], mine: Mapping[str, _Learning]) -> list[Section[Course]]:
    """The sections that hold something. Each course stands once: in progress, else under its kind."""
    by_name: dict[str, list[Course]] = {name: [] for name in SECTIONS}
    for course in courses:
        by_name["in_progress" if mine[course.key].in_progress else course.kind].append(course)
    return [Section(name, found) for name, found in by_name.items() if found]
