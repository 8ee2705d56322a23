"""Reads the pools of questions and quizzes from their files (docs/content-format.md). Pure but for reading files."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lms.translated import LANGUAGES
from quizzes.drawing import short_items
from quizzes.questions.base import Fault, Faults
from quizzes.questions.question import check_question
from quizzes.quiz import check_quiz, is_key, read_quiz
from quizzes.yaml_lines import DuplicateKey, line_of, load

CONTENT = Path(__file__).parent / "content"

_POOL_FIELDS = frozenset({"key", "title", "questions", "quizzes"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file, as people read it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Pool:
    """One file's questions and quizzes, as plain data."""

    key: str
    questions: Sequence[Mapping[str, Any]]
    quizzes: Sequence[Mapping[str, Any]]


@dataclass(slots=True)
class Bank:
    """Everything read from a folder, and everything wrong with it. Only a bank without problems may be imported."""

    pools: list[Pool] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    data: Mapping[str, Any]
    node: yaml.Node

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        return Problem(self.name, line_of(self.node, path), message)

    def questions(self) -> list[tuple[int, Mapping[str, Any]]]:
        return _mappings(self.data.get("questions"))

    def quizzes(self) -> list[tuple[int, Mapping[str, Any]]]:
        return _mappings(self.data.get("quizzes"))


def read_bank(folder: Path = CONTENT) -> Bank:
    """Reads and checks every pool of a folder, and what they refer to in each other."""
    bank = Bank()
    files = [file for path in sorted(folder.glob("*.yaml")) if (file := _read(path, bank))]
    for file in files:
        bank.problems += _check_file(file)
    bank.problems += _check_unique(files)
    if not bank.problems:
        bank.problems += _check_draws(files)
    bank.problems.sort(key=lambda problem: (problem.file, problem.line))
    bank.pools = [
        Pool(
            str(file.data.get("key")),
            [question for _number, question in file.questions()],
            [quiz for _number, quiz in file.quizzes()],
        )
        for file in files
    ]
    return bank


def digest(body: Mapping[str, Any]) -> str:
    """The fingerprint of a question's or quiz's content: equal content, equal digest, however the file is laid out."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path, bank: Bank) -> _File | None:
    name = f"{path.parent.name}/{path.name}"
    try:
        node, data = load(path.read_text(encoding="utf-8"))
    except DuplicateKey as error:
        bank.problems.append(Problem(name, error.line, f"{error.key} stands here twice; remove one."))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        bank.problems.append(
            Problem(name, line, f"This is not YAML: {error.problem}. Check indents and quotes.")
        )
    except (UnicodeDecodeError, yaml.YAMLError):
        bank.problems.append(Problem(name, 1, "This is not UTF-8 text; save the file as UTF-8."))
    else:
        if isinstance(data, Mapping):
            return _File(name, data, node)
        bank.problems.append(Problem(name, 1, "Start the file with key, title, questions and quizzes."))
    return None


def _check_file(file: _File) -> Iterable[Problem]:
    faults = Faults(languages=LANGUAGES)
    faults.unknown((), file.data, _POOL_FIELDS)
    if not is_key(file.data.get("key")) or f"{file.data['key']}.yaml" != Path(file.name).name:
        faults.add(("key",), "Give the pool the key that its file is named after.")
    faults.texts(("title",), file.data.get("title"))
    for name in ("questions", "quizzes"):
        if not isinstance(file.data.get(name, []), list):
            faults.add((name,), "Write a list.")
    yield from _problems(file, (), faults.found)
    for number, question in file.questions():
        faults = Faults(languages=LANGUAGES)
        check_question(question, faults)
        yield from _problems(file, ("questions", number), faults.found)
    for number, quiz in file.quizzes():
        faults = Faults(languages=LANGUAGES)
        check_quiz(quiz, faults)
        yield from _problems(file, ("quizzes", number), faults.found)


def _problems(file: _File, at: tuple[str | int, ...], faults: Iterable[Fault]) -> Iterable[Problem]:
    for fault in faults:
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in (*at, *fault.path))
        yield file.problem((*at, *fault.path), f"{where}: {fault}" if where else str(fault))


def _check_unique(files: Sequence[_File]) -> Iterable[Problem]:
    for kind, name, parts in (
        ("questions", "id", [(file, part) for file in files for part in file.questions()]),
        ("quizzes", "key", [(file, part) for file in files for part in file.quizzes()]),
    ):
        first: dict[Any, str] = {}
        for file, (number, part) in parts:
            key, here = part.get(name), file.problem((kind, number, name), "")
            if key in first:
                yield file.problem(
                    (kind, number, name),
                    f"{key} is already used at {first[key]}; choose another {name}, unique in the whole bank.",
                )
            first.setdefault(key, f"{here.file}:{here.line}")


def _check_draws(files: Sequence[_File]) -> Iterable[Problem]:
    tags = {part["id"]: part["tags"] for file in files for _number, part in file.questions()}
    known = {tag for found in tags.values() for tag in found}
    for file in files:
        for number, raw in file.quizzes():
            quiz = read_quiz(raw)
            for line in short_items(quiz.items, tags):
                item = quiz.items[line]
                unknown = sorted(item.tags - known)
                if item.question is not None:
                    message = f"There is no question {item.question}, or it stands in the quiz twice; correct the id."
                elif unknown:
                    message = (
                        f"No question has the tag {', '.join(unknown)}; correct it, or tag questions with it."
                    )
                else:
                    message = (
                        f"There are too few questions with {', '.join(sorted(item.tags))} to draw {item.count}"
                        " besides the others; draw fewer, or write more."
                    )
                yield file.problem(("quizzes", number, "items", line), message)


def _mappings(value: Any) -> list[tuple[int, Mapping[str, Any]]]:
    parts = value if isinstance(value, list) else []
    return [(number, part) for number, part in enumerate(parts) if isinstance(part, Mapping)]
