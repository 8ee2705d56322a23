"""The words for codes of the ledger, in the reader's language: one vocabulary on every page and in every file."""

from typing import Any

from flask_babel import lazy_gettext as _l

from lms.records.actions import Action
from lms.records.standing import Status

STATUSES: dict[str, Any] = {
    Status.ENROLLED: _l("Enrolled"),
    Status.IN_PROGRESS: _l("In progress"),
    Status.COMPLETED: _l("Completed"),
    Status.FAILED: _l("Not passed"),
}

STATUS_SIGNS: dict[str, str] = {
    Status.COMPLETED: "good",
    Status.FAILED: "attention",
    Status.IN_PROGRESS: "info",
}
"""Which meaning a status carries on a page."""

KINDS: dict[str, Any] = {"course": _l("Course"), "quiz": _l("Quiz")}

ACTIONS: dict[str, Any] = {
    Action.COURSE_ENROLLED: _l("Enrolled"),
    Action.LESSON_COMPLETED: _l("Lesson completed"),
    Action.COURSE_COMPLETED: _l("Course completed"),
    Action.ATTEMPT_STARTED: _l("Attempt started"),
    Action.ATTEMPT_SUBMITTED: _l("Attempt submitted"),
    Action.RESULT_GRADED: _l("Result"),
}


def in_words(codes: dict[str, Any]) -> dict[str, str]:
    """Codes with their words as plain text, for use after the request is over."""
    return {str(code): str(word) for code, word in codes.items()}
