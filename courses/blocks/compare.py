"""Compare: two habits side by side; the first column names what is compared."""

from courses.blocks.pen import Pen
from courses.source.values import Part


def compare(part: Part, pen: Pen) -> str:
    """The comparison; on a phone each row is a card."""
    return f'<div class="block">{pen.text(part.body, table="compare")}</div>\n'
