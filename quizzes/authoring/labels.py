"""The words trainers' pages use for what the rules call by short names."""

from flask_babel import lazy_gettext as _l

STATES = {
    "published": _l("In use"),
    "changed": _l("In use, with a draft"),
    "draft": _l("Draft"),
    "retired": _l("Retired"),
}
STATE_CHOICES = STATES | {"mine": _l("My drafts")}
LEVELS = {
    "remember": _l("Remember"),
    "understand": _l("Understand"),
    "apply": _l("Apply"),
    "analyse": _l("Analyse"),
}
DIFFICULTIES = {"easy": _l("Easy"), "medium": _l("Medium"), "hard": _l("Hard")}
SCORINGS = {
    "all_or_nothing": _l("All or nothing: exactly the right options earn the points"),
    "partial": _l("A share: right options chosen, divided by the right ones or by those chosen"),
    "partial_with_penalty": _l("A share with a deduction: each wrong option takes one right one away"),
}
TOLERANCES = {
    "exact": _l("Exactly this number"),
    "absolute": _l("This much more or less"),
    "percent": _l("This many per cent more or less"),
}
SHOW_AFTER = {
    "answers": _l("The result, the right answers and the feedback"),
    "result": _l("The result and which lessons to look at again"),
    "nothing": _l("Nothing: the trainer tells the result"),
}
FIELDS = {
    "stem": _l("Question"),
    "feedback": _l("Why the key is right"),
    "pool": _l("Pool"),
    "tags": _l("Tags"),
    "points": _l("Points"),
    "answer": _l("Right answer"),
    "tolerance": _l("Tolerance"),
    "unit": _l("Unit of measure"),
    "accepted": _l("Accepted answers"),
    "options": _l("Options"),
    "pairs": _l("Pairs"),
    "distractors": _l("Without a partner"),
    "items": _l("Steps"),
    "title": _l("Title"),
    "intro": _l("Introduction"),
    "address": _l("Address"),
    "pass_mark": _l("Pass mark"),
    "time_limit_minutes": _l("Time limit"),
    "attempts": _l("Attempts"),
    "wait_minutes": _l("Wait between attempts"),
    "shuffle_questions": _l("Shuffle the questions"),
    "shuffle_options": _l("Shuffle the options"),
    "show_after": _l("Shown afterwards"),
}
QUIZ_FIELDS = FIELDS | {"items": _l("What it asks")}
