"""What a linter cannot hold: the shape of the house, read from its files."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("lms", "courses", "quizzes")
BANNED_NAMES = {"util", "utils", "helpers", "common", "misc"}
MAY_COMMIT = {"views", "cli", "jobs"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def test_no_drawer_for_odds_and_ends() -> None:
    assert [
        str(path) for path, _ in modules() if BANNED_NAMES & {part.removesuffix(".py") for part in path.parts}
    ] == []


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    packages = [(path, tree) for path, tree in modules() if path.name == "__init__.py"]
    assert [str(path) for path, tree in packages if len(tree.body) != 1 or not ast.get_docstring(tree)] == []


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path, tree in modules() if not ast.get_docstring(tree)] == []


def test_only_views_and_commands_commit() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if not MAY_COMMIT & {part.removesuffix(".py") for part in path.parts}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit"
    ]
    assert found == []


def test_no_import_hides_in_a_function() -> None:
    found = [
        f"{path}:{inner.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_files_and_functions_stay_small() -> None:
    found = [
        f"{path}: {lines} lines"
        for path, _ in modules()
        if (lines := len((ROOT / path).read_text().splitlines())) > 400
    ]
    for path, tree in modules():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.FunctionDef)
                and node.end_lineno
                and node.end_lineno - node.lineno + 1 > 60
            ):
                found.append(f"{path}:{node.lineno} {node.name}")
    assert found == []


def test_only_the_clock_asks_the_time() -> None:
    asking = re.compile(r"datetime\.now\(|date\.today\(|utcnow\(|time\.time\(")
    found = [str(path) for path, _ in modules() if asking.search((ROOT / path).read_text())]
    assert found == ["lms/clock.py"]


NAMED_PURE = [
    "lms.translated", "lms.identity.permissions", "lms.identity.throttling", "lms.records.standing", "lms.records.actions",
]  # fmt: skip
"""Rules by name: these must stay pure, even indirectly."""


@pytest.mark.parametrize("name", NAMED_PURE)
def test_rules_load_without_flask_or_a_database(name: str) -> None:
    script = f"import sys, {name}; print([m for m in ('flask', 'sqlalchemy', 'wtforms') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_pins_of_running_are_among_those_of_testing() -> None:
    pins = {
        name: set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("run", "dev")
    }
    assert pins["run"] - pins["dev"] == set()
    assert "://" not in (ROOT / "requirements" / "dev.txt").read_text()
