"""YAML that remembers its lines: data to work with, and where each part of it stands. Pure."""

from collections.abc import Sequence
from typing import Any

import yaml


class DuplicateKey(Exception):
    """A mapping has a key twice, which YAML readers pass over in silence."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def load(text: str) -> tuple[yaml.Node, Any]:
    """The node tree (for lines) and the data. Raises yaml.YAMLError and DuplicateKey."""
    loader = yaml.CSafeLoader(text) if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return yaml.ScalarNode("tag:yaml.org,2002:null", ""), None
        _refuse_duplicates(node)
        return node, loader.construct_document(node)
    finally:
        loader.dispose()


def line_of(node: yaml.Node, path: Sequence[str | int]) -> int:
    """The line (counted from 1) of the part at the path, or of the innermost part of the path that exists."""
    line = node.start_mark.line if node.start_mark else 0
    for part in path:
        found = _child(node, part)
        if found is None:
            break
        line, node = found
    return line + 1


def _child(node: yaml.Node, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child.start_mark.line, child
    return None


def _refuse_duplicates(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                raise DuplicateKey(key.value, key.start_mark.line + 1)
            seen.add(key.value)
            _refuse_duplicates(value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_duplicates(child)
