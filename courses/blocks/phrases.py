"""Phrases: the script large, in its own language and direction; how to say it small."""

from courses.blocks.pen import Pen
from courses.source.values import Part


def phrases(part: Part, pen: Pen) -> str:
    """The phrase table; on a phone each phrase is a card."""
    return f'<div class="block">{pen.text(part.body, table="phrases", script=part.argument)}</div>\n'
