"""Taking an attempt: the page, saving one answer, saving or submitting the whole form, and the state tabs agree on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.web.db import session
from lms.web.language import choose_time_zone, current_language
from quizzes.attempts import elapsed, is_due, is_open
from quizzes.queries.attempts import Sitting, Stored, find_sitting, stored_answers
from quizzes.queries.frozen import question_bodies
from quizzes.questions.base import BadResponse
from quizzes.services.answers import AttemptClosed, Sent, UnknownAttempt, is_sequence, save_answer
from quizzes.services.attempts import submit as submit_attempt
from quizzes.services.forms import Unsaved, save_form
from quizzes.sheet import Asked, ask
from quizzes.views.blueprint import blueprint
from quizzes.views.script_words import script_words


def own_sitting(attempt_id: int, *, lock: bool = False) -> Sitting:
    """The viewer's own attempt; anybody else's is not there for them. `lock`: see find_sitting."""
    sitting = find_sitting(session(), attempt_id, lock=lock)
    if sitting is None or sitting.person_id != viewer().id:
        abort(404)
    return sitting


@blueprint.get("/attempts/<int:attempt_id>")
@requires(Permission.LEARN)
def take(attempt_id: int) -> ResponseReturnValue:
    """Every question of an open attempt, with what was answered so far."""
    sitting = own_sitting(attempt_id)
    if sitting.submitted_at or is_due(sitting.deadline_at, now()):
        return redirect(url_for("quizzes.result", attempt_id=attempt_id))
    return _page(sitting, Unsaved())


@blueprint.put("/attempts/<int:attempt_id>/answers/<int:slot>")
@requires(Permission.LEARN)
def save(attempt_id: int, slot: int) -> ResponseReturnValue:
    """Saves one answer: {sequence, response} → what is stored. The same answer twice is one."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, Mapping) or not is_sequence(sent.get("sequence")) or "response" not in sent:
        abort(400)
    answer = Sent(attempt_id, slot, sent["sequence"], sent["response"])
    try:
        saved = save_answer(session(), viewer().id, answer, now())
    except UnknownAttempt:
        abort(404)
    except AttemptClosed:
        return _closed(attempt_id)
    except BadResponse as refusal:
        return jsonify(error="answer", message=_(refusal.message, **refusal.values)), 422
    session().commit()
    return jsonify(
        accepted=saved.accepted,
        sequence=saved.sequence,
        saved_at=saved.saved_at.isoformat(),
        response=saved.shown,
    )


@blueprint.post("/attempts/<int:attempt_id>/submission")
@requires(Permission.LEARN)
def submit(attempt_id: int) -> ResponseReturnValue:
    """Submits; from a page without JavaScript, saves the form's answers first. Twice is once."""
    sitting = own_sitting(attempt_id, lock=True)
    at = now()
    if not is_open(sitting.submitted_at, sitting.deadline_at, at):
        if "save" in request.form:
            flash(
                _("This attempt is closed: answers are no longer taken. This is its result page."),
                "attention",
            )
    elif not request.is_json:
        unsaved = save_form(session(), sitting, request.form.to_dict(flat=False), at)
        if unsaved:
            session().commit()
            return _page(sitting, unsaved), 422
        if "save" in request.form:
            session().commit()
            flash(_("Your answers are saved."), "good")
            return redirect(url_for("quizzes.take", attempt_id=attempt_id), 303)
    submit_attempt(session(), sitting, at)
    session().commit()
    url = url_for("quizzes.result", attempt_id=attempt_id)
    return jsonify(result_url=url) if request.is_json else redirect(url, 303)


@blueprint.get("/attempts/<int:attempt_id>/state")
@requires(Permission.LEARN)
def state(attempt_id: int) -> ResponseReturnValue:
    """What is stored, so that two tabs agree and a page that was away knows where it stands."""
    sitting = own_sitting(attempt_id)
    at = now()
    closed = bool(sitting.submitted_at) or is_due(sitting.deadline_at, at)
    return jsonify(
        server_time=at.isoformat(),
        elapsed=elapsed(sitting.started_at, at),
        deadline=sitting.deadline_at.isoformat() if sitting.deadline_at else None,
        remaining=_remaining(sitting, at),
        submitted=closed,
        result_url=url_for("quizzes.result", attempt_id=attempt_id),
        answers={
            question.slot: {"sequence": question.sequence, "response": question.shown}
            for question in _questions(sitting, stored_answers(session(), sitting.id))
            if question.sequence
        },
    )


def _questions(sitting: Sitting, stored: Mapping[int, Stored]) -> list[Asked]:
    bodies = question_bodies(session(), sitting.slots)
    questions = []
    for number, (slot, body) in enumerate(zip(sitting.slots, bodies, strict=True), start=1):
        answer = stored.get(number)
        response, sequence = (answer.response, answer.sequence) if answer else (None, 0)
        questions.append(ask(number, slot, body, response, sequence))
    return questions


def _page(sitting: Sitting, unsaved: Unsaved) -> str:
    stored = stored_answers(session(), sitting.id)
    questions = [_with_fault(question, unsaved) for question in _questions(sitting, stored)]
    session().rollback()  # nobody waits for this page to be made
    at = now()
    return render_template(
        "quizzes/take.html",
        sitting=sitting,
        questions=questions,
        elapsed=elapsed(sitting.started_at, at),
        remaining=_remaining(sitting, at),
        saved_at=max((answer.saved_at for answer in stored.values()), default=None),
        time_zone=choose_time_zone(),
        script_words=script_words(current_language()),
    )


def _remaining(sitting: Sitting, at: datetime) -> float | None:
    """Seconds until the deadline."""
    return (sitting.deadline_at - at).total_seconds() if sitting.deadline_at else None


def _with_fault(question: Asked, unsaved: Unsaved) -> Asked:
    if question.slot in unsaved.refused:
        refusal, raw = unsaved.refused[question.slot]
        return replace(question, shown=raw, error=_(refusal.message, **refusal.values))
    if question.slot in unsaved.newer:
        return replace(question, error=_("Another page saved a newer answer. It is shown here; check it."))
    return question


def _closed(attempt_id: int) -> tuple[Response, int]:
    """Nothing more is taken: if the time has just run out, what was saved is submitted here and now."""
    session().rollback()  # saving shares its lock with other tabs: two that both wanted more would wait for each other
    submit_attempt(session(), own_sitting(attempt_id, lock=True), now())
    session().commit()
    return jsonify(
        error="closed",
        message=_("This attempt is submitted; answers are no longer taken."),
        result_url=url_for("quizzes.result", attempt_id=attempt_id),
    ), 409
