"""A question as the learner sees it, made from whatever stands in the form right now. Nothing is kept."""

from collections.abc import Mapping, Sequence
from random import Random

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from lms.translated import LANGUAGES
from lms.web.language import current_language
from quizzes.authoring.question_form import faults_without_translation, showable
from quizzes.grading import Mark, Slot
from quizzes.questions.base import BadResponse, Body, is_number
from quizzes.questions.register import type_of
from quizzes.sheet import ask, review

ANSWER = "slot-1-"
"""How the names of the preview's own fields begin; the form's reader passes them over."""


def preview(
    body: Body, language: str, answer: Mapping[str, Sequence[str]] | None = None, number: int = 1
) -> str:
    """The HTML of one question in one language; with an answer (the form's own fields by name), marked."""
    body = showable(body)
    # Always the same order: a question must not jump about while it is written.
    order = tuple(type_of(body).order(body, Random(str(body["id"])), shuffle=False))  # noqa: S311
    points = body.get("points", 1)
    slot = Slot(0, "", float(points) if is_number(points) else 1.0, order)
    with force_locale(language if language in LANGUAGES else current_language()):
        if answer is None:
            return _asked(number, slot, body)
        return _marked(number, slot, body, answer)


def answer_in(form: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The answer tried out in the preview, out of everything a form sent."""
    return {name[len(ANSWER) :]: list(values) for name, values in form.items() if name.startswith(ANSWER)}


def _asked(number: int, slot: Slot, body: Body, error: str = "") -> str:
    return render_template(
        "quizzes/authoring/preview.html", question=ask(number, slot, body), error=error, reviewed=None
    )


def _marked(number: int, slot: Slot, body: Body, answer: Mapping[str, Sequence[str]]) -> str:
    if faults_without_translation(body):
        return _asked(
            number, slot, body, _("Complete the question first; then you can try your answer here.")
        )
    type_ = type_of(body)
    try:
        raw = type_.from_form({name: list(values) for name, values in answer.items()})
        response = type_.response(body, slot.order, raw)
    except BadResponse as refusal:
        return _asked(number, slot, body, _(refusal.message, **refusal.values))
    share = float(type_.fraction(body, response))
    mark = Mark(0, share, share * slot.points, slot.points)
    reviewed = review(number, slot, body, response, mark, show_key=True)
    return render_template("quizzes/authoring/preview.html", question=reviewed, error="", reviewed=True)
