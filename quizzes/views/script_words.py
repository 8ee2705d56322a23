"""The words of attempt.js in the reader's language. What stands in {braces} is filled in by the script."""

from flask_babel import gettext as _
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

_made: dict[str, Markup] = {}


def script_words(language: str) -> Markup:
    """All of them as JSON that may stand inside a page; made once per language."""
    if language not in _made:
        _made[language] = htmlsafe_json_dumps(_words())
    return _made[language]


def _words() -> dict[str, str]:
    return {
        "saved": _("Saved {time}"),
        "saving": _("Saving…"),
        "offline": _("Not saved yet: no connection. Your answers are kept on this device."),
        "signIn": _(
            "Your session has ended. Sign in again in another tab, then come back: your answers are kept on this device and will be sent."
        ),
        "otherPerson": _(
            "Somebody else has signed in on this device. Your answers are kept here; sign in as yourself to send them."
        ),
        "refused": _("Question {number} is not saved: {message}"),
        "trouble": _(
            "Not saved yet: the server does not answer as it should. Attune keeps trying; your answers are kept on this device."
        ),
        "closed": _("This attempt is submitted; answers are no longer taken. Opening the result…"),
        "submitting": _("Submitting…"),
        "submitOffline": _(
            "Not submitted yet: no connection. Attune submits as soon as it is back. Keep this page open."
        ),
        "timeUpOffline": _(
            "The time is over and there is no connection. What reached the server in time counts; it is submitted there by itself."
        ),
        "timeUp": _("The time is over. Your answers are being submitted."),
        "left": _("{time} left"),
        "minutesLeft": _("{minutes} minutes left."),
        "minuteLeft": _("One minute left."),
        "hideClock": _("Hide the time"),
        "showClock": _("Show the time"),
        "question": _("Question {number}"),
        "answered": _("answered"),
        "flagged": _("to come back to"),
        "moved": _("Now at place {place} of {all}."),
        "unanswered": _("Not answered yet: {numbers}."),
        "allAnswered": _("Every question is answered."),
        "confirm": _("Some questions are not answered yet: {numbers}. Submit all the same?"),
        "elsewhere": _(
            "Question {number} was answered in another tab or on another device; the newest answer is shown."
        ),
    }
