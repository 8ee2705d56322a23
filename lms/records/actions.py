"""Every kind of fact the ledger knows, as `subject:verb`. Pure."""

from enum import StrEnum


class Action(StrEnum):
    """What happened."""

    COURSE_ENROLLED = "course:enrolled"
    LESSON_COMPLETED = "lesson:completed"
    COURSE_COMPLETED = "course:completed"
    ATTEMPT_STARTED = "attempt:started"
    ATTEMPT_SUBMITTED = "attempt:submitted"
    RESULT_GRADED = "result:graded"
