"""The columns of the reports, with what each means, in the reader's language."""

from flask_babel import gettext as _

from lms.reporting.table import Column, Kind
from lms.reporting.words import KINDS, STATUS_SIGNS, STATUSES, in_words


def completion_columns() -> list[Column]:
    """The columns of the completion records, in the order of completions.COLUMNS."""
    return [
        Column("person", _("Person"), Kind.TEXT, _("Full name as the person writes it.")),
        Column("number", _("Employee number"), Kind.TEXT, _("The company's number for the person.")),
        Column("unit", _("Unit"), Kind.TEXT, _("The person's unit today."), usual=False),
        Column(
            "activity", _("Title"), Kind.TEXT,
            _("Title of the course or quiz; its key where it is no longer offered."),
        ),
        Column("kind", _("Kind"), Kind.STATUS, _("Course or quiz."), words=in_words(KINDS)),
        Column(
            "status", _("Status"), Kind.STATUS,
            _(
                "Enrolled: nothing begun yet. In progress: begun. Completed: the course is completed or the quiz "
                "passed, once and for good. Not passed: at least one result, none of them passed."
            ),
            words=in_words(STATUSES), signs=STATUS_SIGNS,
        ),
        Column("enrolled", _("Enrolled"), Kind.MOMENT, _("When the person enrolled in the course."), usual=False),
        Column("started", _("Started"), Kind.MOMENT, _("First lesson completed or first attempt begun."), usual=False),
        Column("completed", _("Completed"), Kind.MOMENT, _("First completion of the course or first pass of the quiz.")),
        Column("attempts", _("Attempts"), Kind.NUMBER, _("Attempts at the quiz that were submitted.")),
        Column("best", _("Best score"), Kind.NUMBER, _("Points of the best result, by its share of the maximum.")),
        Column("maximum", _("Maximum score"), Kind.NUMBER, _("Points that were possible in the best result.")),
        Column(
            "version", _("Version"), Kind.NUMBER,
            _("Version of the course or quiz that was completed; before that, the newest one met."), usual=False,
        ),
        Column("last", _("Last activity"), Kind.MOMENT, _("The latest entry about it in the ledger.")),
    ]  # fmt: skip
