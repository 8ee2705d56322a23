"""A quiz as a learner would meet it: a sample drawn from the bank. Nothing is kept."""

from dataclasses import dataclass
from random import Random
from secrets import randbelow

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.identity.access import requires
from lms.identity.permissions import Permission
from lms.web.db import session
from quizzes.authoring.queries.bank import bodies_in_use
from quizzes.authoring.views.blueprints import quiz_editor as blueprint
from quizzes.authoring.views.quiz_readiness import find_readiness
from quizzes.authoring.views.quizzes import load, newest
from quizzes.drawing import draw_form
from quizzes.grading import Graded, Slot, grade
from quizzes.models import QuizVersion
from quizzes.questions.base import BadResponse, Body, Response, is_number
from quizzes.questions.register import type_of
from quizzes.quiz import Quiz, read_quiz
from quizzes.sheet import Asked, Reviewed, ask, review

SAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One form as it could be drawn, with its questions."""

    quiz: Quiz
    slots: list[Slot]
    bodies: list[Body]


@blueprint.route("/<key>/preview", methods=["GET", "POST"])
@requires(Permission.AUTHOR)
def preview(key: str) -> ResponseReturnValue:
    """The sample that a number stands for; POST marks the answers tried out, `answers` shows the right ones."""
    version = newest(load(key))
    number = request.args.get("sample", type=int)
    if number is None:
        return redirect(url_for("quiz_editor.preview", key=key, sample=randbelow(SAMPLES) + 1), 303)
    problems = find_readiness(session(), version.body, untranslated=True)
    sample = None if problems else _sample(version, number)
    session().rollback()  # everything is read: nobody waits while the page is made
    graded, questions = _questions(sample) if sample else (None, [])
    return render_template(
        "quizzes/authoring/preview_quiz.html",
        key=key,
        version=version,
        quiz=sample.quiz if sample else None,
        sample=number,
        problems=problems,
        questions=questions,
        graded=graded,
        answers=bool(request.args.get("answers")),
    )


def _sample(version: QuizVersion, number: int) -> Sample:
    quiz = read_quiz(version.body)
    random = Random(number)  # noqa: S311 (a sample to look at: the same number is the same form)
    in_use = bodies_in_use(session())
    form = draw_form(
        quiz.items,
        {key: body["tags"] for key, body in in_use.items()},
        random,
        shuffle=quiz.shuffle_questions,
    )
    bodies = [in_use[key] for key in form]
    slots = [
        Slot(0, "", _points(body), tuple(type_of(body).order(body, random, shuffle=quiz.shuffle_options)))
        for body in bodies
    ]
    return Sample(quiz, slots, bodies)


def _points(body: Body) -> float:
    points = body.get("points", 1)
    return float(points) if is_number(points) else 1.0


def _questions(sample: Sample) -> tuple[Graded | None, list[Asked] | list[Reviewed]]:
    """To be answered, or marked, or with the right answers."""
    places = list(enumerate(zip(sample.slots, sample.bodies, strict=True), start=1))
    marking = request.method == "POST"
    if not marking and not request.args.get("answers"):
        return None, [ask(number, slot, body) for number, (slot, body) in places]
    responses = {
        number: _response(number, slot, body) if marking else None for number, (slot, body) in places
    }
    graded = grade(sample.slots, sample.bodies, responses, sample.quiz.pass_mark)
    reviewed = [
        review(number, slot, body, responses[number], graded.marks[number - 1], show_key=True)
        for number, (slot, body) in places
    ]
    return (graded if marking else None), reviewed


def _response(number: int, slot: Slot, body: Body) -> Response | None:
    """What was tried out; what does not fit the question counts as no answer here."""
    prefix = f"slot-{number}-"
    own = {
        name[len(prefix) :]: values
        for name, values in request.form.to_dict(flat=False).items()
        if name.startswith(prefix)
    }
    type_ = type_of(body)
    try:
        return type_.response(body, slot.order, type_.from_form(own))
    except BadResponse:
        return None
