"""The words for a quarter's figures, in the reader's language."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.assessments.cycles import Quarter
from lms.assessments.state import Figure

FIGURES: dict[str, Any] = {
    Figure.REQUIRED: _l("Required"),
    Figure.PARTICIPATED: _l("Took part"),
    Figure.MISSING: _l("Not taken part yet"),
    Figure.PASSED: _l("Passed"),
    Figure.FAILED: _l("Took part, not passed"),
}

SIGNS: dict[str, str] = {Figure.PASSED: "good", Figure.FAILED: "attention", Figure.MISSING: "wrong"}


def quarter_name(quarter: Quarter) -> str:
    """A quarter's name, e.g. Q4 2026."""
    return str(_("Q%(number)s %(year)s", number=quarter.number, year=quarter.year))
