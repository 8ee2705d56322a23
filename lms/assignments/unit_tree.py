"""The organisation's units as a frozen tree. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class UnitNode:
    """One unit. `name` is translated data."""

    id: int
    key: str
    name: Mapping[str, str]
    parent_id: int | None
    depth: int = 0


class UnitTree:
    """Units by id, parents before their children."""

    def __init__(self, ordered: Iterable[UnitNode]) -> None:
        self.nodes = tuple(ordered)
        self.by_id = {node.id: node for node in self.nodes}
        self.by_key = {node.key: node for node in self.nodes}

    @cached_property
    def depths(self) -> dict[str, int]:
        """How deep each unit lies, by key."""
        return {node.key: node.depth for node in self.nodes}

    @cached_property
    def _below(self) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {node.id: {node.id} for node in self.nodes}
        for node in reversed(self.nodes):  # children before their parents
            if node.parent_id in found:
                found[node.parent_id] |= found[node.id]
        return {unit_id: frozenset(ids) for unit_id, ids in found.items()}

    def below(self, unit_id: int) -> frozenset[int]:
        """The unit's id and those of all units under it; empty where there is no such unit."""
        return self._below.get(unit_id, frozenset())

    def rolled_up(self, own: Mapping[int, frozenset[int]]) -> dict[int, frozenset[int]]:
        """For each unit, the people of the unit and of all units under it; `own` holds each unit's own people."""
        nobody: frozenset[int] = frozenset()
        return {
            node.id: nobody.union(*(own.get(unit_id, nobody) for unit_id in self.below(node.id)))
            for node in self.nodes
        }
