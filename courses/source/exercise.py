"""Takes a check or a scenario apart: the stem, and the choices with what each teaches."""

import re

from courses.source.values import Choice, Exercise, Part

OPTION = re.compile(r"[-*]\s+\[(?P<mark>[^\]]*)\]\s*(?P<text>.*)$")


def read_exercise(part: Part) -> Exercise:
    """The exercise in a part. Never fails: what is missing is empty, and the rules find it."""
    stem: list[str] = []
    choices: list[list[str]] = []
    lines: list[int] = []
    for number, line in enumerate(part.body.splitlines(), start=part.body_line):
        if OPTION.match(line):
            choices.append([line])
            lines.append(number)
        elif choices:
            choices[-1].append(line)
        else:
            stem.append(line)
    return Exercise("\n".join(stem).strip(), tuple(map(_choice, choices, lines)))


def _choice(written: list[str], line: int) -> Choice:
    first = OPTION.match(written[0])
    assert first
    text, teaches = [first["text"]], []
    for other in (more.strip() for more in written[1:]):
        if other.startswith(">"):
            teaches.append(other[1:].strip())
        elif other:
            (teaches or text).append(other)
    return Choice(first["mark"].strip().lower(), " ".join(text).strip(), "\n".join(teaches).strip(), line)
