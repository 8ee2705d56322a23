"""A quiz's own page: what it is, what it asks for, and what one has done of it; and starting an attempt."""

from random import Random
from secrets import randbits

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.web.db import activities, session
from lms.web.filters import moment
from quizzes.attempts import allowance, is_due
from quizzes.drawing import NotEnoughQuestions
from quizzes.queries.attempts import outcomes
from quizzes.queries.bank import find_quiz
from quizzes.services.attempts import MayNotStart, start_attempt
from quizzes.views.blueprint import blueprint
from quizzes.views.expiry import settle_all


@blueprint.get("/<key>")
@requires(Permission.LEARN)
def show(key: str) -> ResponseReturnValue:
    """The rules in plain words, the way in, and past attempts."""
    quiz = find_quiz(session(), key) or abort(404)
    settle_all(viewer().id)
    at = now()
    past = outcomes(session(), viewer().id, quiz.id)
    running = [one for one in past if one.submitted_at is None and not is_due(one.deadline_at, at)]
    done = [one for one in past if one.submitted_at]
    ended = [one.submitted_at for one in past if one.submitted_at]
    rules = quiz.rules
    return render_template(
        "quizzes/show.html",
        quiz=rules,
        course=activities().get(session(), "course-of-quiz", key),
        open_attempt=running[0] if running else None,
        past=done,
        allowance=allowance(rules.attempts, rules.wait_minutes, ended, at),
    )


@blueprint.post("/<key>/attempts")
@requires(Permission.LEARN)
def start(key: str) -> ResponseReturnValue:
    """Starts an attempt, or goes on with the open one."""
    quiz = find_quiz(session(), key) or abort(404)
    try:
        # Seeded by the system's own chance: nobody can foresee a form, and drawing asks for it once, not a thousand times.
        chance = Random(randbits(256))  # noqa: S311
        attempt_id = start_attempt(session(), quiz, viewer().id, chance, now())
    except (MayNotStart, NotEnoughQuestions) as refusal:
        session().commit()  # an attempt whose time was over may just have been submitted
        flash(_refusal(refusal), "attention")
        return redirect(url_for("quizzes.show", key=key), 303)
    session().commit()
    return redirect(url_for("quizzes.take", attempt_id=attempt_id), 303)


def _refusal(refusal: MayNotStart | NotEnoughQuestions) -> str:
    if isinstance(refusal, NotEnoughQuestions):
        return str(
            _("This quiz is being revised and cannot be started now. Ask your trainer when it is back.")
        )
    if next_at := refusal.allowance.next_at:
        return str(_("You can start the next attempt at %(time)s.", time=moment(next_at)))
    return str(_("You have used every attempt of this quiz. If you need another one, ask your trainer."))
