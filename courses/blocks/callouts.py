"""Do, avoid, ask, note: told apart by word and sign, not by colour alone."""

from courses.blocks.pen import Pen
from courses.source.values import Part


def callout(part: Part, pen: Pen) -> str:
    """A callout with its name, and its own title where it has one."""
    name = f'<span class="callout__name" data-added>{pen.word(part.kind)}</span>'
    title = f" <span>{pen.label(part.argument)}</span>" if part.argument else ""
    return (
        f'<div class="callout callout--{part.kind}"><p class="callout__title">{name}{title}</p>\n'
        f"{pen.text(part.body)}</div>\n"
    )
