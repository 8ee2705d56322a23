"""Today: what to do next. Me: one's own card. And the choice of the page's language."""

from flask import Blueprint, abort, current_app, redirect, render_template, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import format_date, to_user_timezone
from flask_login import current_user

from lms.clock import now
from lms.home import queries, services
from lms.home.due import due
from lms.home.greeting import part_of_day
from lms.home.names import language_name, market_name
from lms.identity.access import requires, viewer
from lms.identity.messages import ROLE_LABELS
from lms.identity.permissions import Permission
from lms.translated import LANGUAGES
from lms.web.addresses import is_local
from lms.web.db import activities, session

blueprint = Blueprint("home", __name__)
blueprint.add_app_template_filter(market_name)
blueprint.add_app_template_filter(language_name)


@blueprint.get("/")
@requires(Permission.SIGNED_IN)
def today() -> ResponseReturnValue:
    """The one next step, what comes after it, and what was finished lately."""
    local = to_user_timezone(now())
    steps = queries.next_steps(session(), current_app.extensions["attune.parts"], viewer())
    return render_template(
        "home/today.html",
        day=format_date(local, "full"),
        part_of_day=part_of_day(local),
        steps=[(step, due(step.due_at, local)) for step in steps],
        finished=queries.finished_lately(session(), activities(), viewer().id),
    )


@blueprint.get("/me")
@requires(Permission.SIGNED_IN)
def me() -> ResponseReturnValue:
    """Who Attune takes the reader to be; the ways to one's password, to signing out and, on phones, to staff pages."""
    roles = [label for role, label in ROLE_LABELS.items() if role in viewer().roles]
    return render_template("home/me.html", card=queries.card(session(), viewer()), roles=roles)


@blueprint.post("/language")
@requires(Permission.ANYONE)
def language() -> ResponseReturnValue:
    """Sets the language in this browser and, for people signed in, on every device; then back to the page."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    cookie["language"] = chosen
    if current_user.is_authenticated:
        services.keep_language(session(), viewer().id, chosen)
        session().commit()
    back = request.form.get("next", "")
    return redirect(back if is_local(back) else "/", 303)
