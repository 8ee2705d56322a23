"""Reveal: a question to think about, and its answer one press away, without scripts."""

from courses.blocks.pen import Pen
from courses.source.values import Part


def reveal(part: Part, pen: Pen) -> str:
    """The question as a summary, the answer as what it opens."""
    return (
        f'<details class="block reveal"><summary>{pen.label(part.argument)}</summary>\n'
        f"<div>{pen.text(part.body)}</div></details>\n"
    )
