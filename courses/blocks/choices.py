"""Check and scenario: choose, and read what follows. Native disclosure, so it works without scripts and by keyboard."""

from courses.blocks.pen import Pen
from courses.source.exercise import read_exercise
from courses.source.values import Choice, Part

_CHECK = {"x": "right", "": "wrong"}


def check(part: Part, pen: Pen) -> str:
    """A question with one best answer; every answer teaches."""
    return _exercise(part, pen, title="")


def scenario(part: Part, pen: Pen) -> str:
    """A situation with choices; each opens to its consequence and a verdict in words."""
    return _exercise(part, pen, title=f'<p class="block__title">{pen.label(part.argument)}</p>\n')


def _exercise(part: Part, pen: Pen, title: str) -> str:
    exercise = read_exercise(part)
    group = f"choice-{pen.number()}"
    choices = "".join(_choice(each, pen, group) for each in exercise.choices)
    return (
        f'<div class="block exercise {part.kind}" id="{group}">'
        f'<p class="block__name" data-added>{pen.word(part.kind)}</p>\n{title}{pen.text(exercise.stem)}'
        f'<p class="exercise__how" data-added>{pen.word("choose")}</p>\n{choices}</div>\n'
    )


def _choice(choice: Choice, pen: Pen, group: str) -> str:
    verdict = _CHECK.get(choice.mark, choice.mark)
    return (
        f'<details class="answer answer--{verdict}" name="{group}"><summary>{pen.label(choice.text)}</summary>\n'
        f'<div class="answer__teaches"><p class="answer__verdict" data-added>{pen.word(verdict)}</p>\n'
        f"{pen.text(choice.teaches)}</div></details>\n"
    )
