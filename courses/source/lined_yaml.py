"""YAML that remembers its lines, so that a fault can say where it stands."""

from dataclasses import dataclass
from typing import Any

import yaml

from courses.source.faults import Faults

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader in C where it is there: several times faster."""


@dataclass(frozen=True, slots=True)
class Lined:
    """A value of the file with the line it stands on: a scalar, a list of Lined, or a dict of Lined by key."""

    value: Any
    line: int


def read_yaml(text: str, faults: Faults) -> Lined | None:
    """The document, or None where it is not YAML at all (the fault says where)."""
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        return _lined(node, loader, faults) if node else Lined({}, 1)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.add(
            line,
            f"This is not readable as YAML ({error.problem}).",
            "Quote text that holds ': ' or begins with a special character, and check the indentation.",
        )
        return None
    except (yaml.YAMLError, ValueError) as error:
        faults.add(
            1, f"This is not readable as YAML ({error}).", "Look for a wrong date or a stray character."
        )
        return None
    finally:
        loader.dispose()


def _lined(node: yaml.Node, loader: Any, faults: Faults) -> Lined:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Lined(_mapping(node, loader, faults), line)
    if isinstance(node, yaml.SequenceNode):
        return Lined([_lined(child, loader, faults) for child in node.value], line)
    return Lined(loader.construct_object(node), line)


def _mapping(node: yaml.MappingNode, loader: Any, faults: Faults) -> dict[str, Lined]:
    found: dict[str, Lined] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in found:
            faults.add(line, f"{key!r} stands twice.", f"Keep one; the first is on line {found[key].line}.")
            continue
        found[key] = Lined(_lined(value_node, loader, faults).value, line)
    return found
