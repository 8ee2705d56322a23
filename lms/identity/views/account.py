"""Signing in and out, and one's own password."""

from datetime import datetime

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user, login_user

from lms.clock import now, today
from lms.identity import sign_in as rules
from lms.identity.access import allows_temporary_password, load_viewer, requires, viewer
from lms.identity.forms.account import ChangePasswordForm, SignInForm
from lms.identity.models import Person
from lms.identity.passwords import hash_password, matches, needs_rehash
from lms.identity.permissions import Permission
from lms.web.addresses import is_local
from lms.web.db import database, session, settings

blueprint = Blueprint("account", __name__)


@blueprint.get("/sign-in")
@requires(Permission.ANYONE)
def sign_in() -> ResponseReturnValue:
    """The form, or straight on for those already signed in."""
    if current_user.is_authenticated:
        return redirect(_next_page())
    return render_template("identity/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@requires(Permission.ANYONE)
def check_sign_in() -> ResponseReturnValue:
    """Counts the try, checks the password outside any transaction, then begins a new session."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("identity/sign_in.html", form=form), 422
    secret = str(current_app.config["SECRET_KEY"])
    counted = rules.subjects(secret, form.name.data, request.remote_addr or "")
    with database().session() as claim:
        until = rules.claim_try(claim, *counted)
        claim.commit()
    if until:
        return _too_many(form, until)
    with database().session(write=False) as look:
        account = rules.find_account(look, form.name.data, today(settings().time_zone))
    if not matches(account.password_hash if account else None, form.password.data) or account is None:
        form.form_errors.append(
            _("E-mail, employee number or password is not right. Check them and try again.")
        )
        return render_template("identity/sign_in.html", form=form), 422
    rehashed = hash_password(form.password.data) if needs_rehash(account.password_hash or "") else None
    rules.forgive(session(), *counted)
    if rehashed:
        rules.keep_rehashed(session(), account.id, rehashed)
    session().commit()
    begin_session(account.id, account.session_epoch)
    return redirect(_next_page())


@blueprint.post("/sign-out")
@requires(Permission.SIGNED_IN)
@allows_temporary_password
def sign_out() -> ResponseReturnValue:
    """Ends this browser's session."""
    _clear_cookie()
    flash(_("You are signed out."), "good")
    return redirect(url_for("account.sign_in"))


@blueprint.post("/sign-out-everywhere")
@requires(Permission.SIGNED_IN)
def sign_out_everywhere() -> ResponseReturnValue:
    """Ends every session of this person, also on devices that were lost."""
    rules.end_sessions(session(), viewer().id)
    session().commit()
    _clear_cookie()
    flash(_("You are signed out on every device."), "good")
    return redirect(url_for("account.sign_in"))


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@allows_temporary_password
def change_password() -> ResponseReturnValue:
    """A new password; ends the other sessions and goes on in this one."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        page = render_template("identity/change_password.html", form=form)
        return page, (422 if form.is_submitted() else 200)
    if _wrong_password(form.current.data):
        form.current.errors = [_("This is not your present password.")]
        return render_template("identity/change_password.html", form=form), 422
    if form.new.data == form.current.data:
        form.new.errors = [_("Choose a password you have not been using.")]
        return render_template("identity/change_password.html", form=form), 422
    hashed = hash_password(form.new.data)
    person_id = viewer().id
    epoch = rules.set_password(session(), person_id, hashed, temporary=False)
    session().commit()
    begin_session(person_id, epoch)
    flash(_("Your password is changed. You are signed out on every other device."), "good")
    return redirect(url_for("home.today"))


def begin_session(person_id: int, epoch: int) -> None:
    """A new session under a new identity: nothing of the one before stays but the language."""
    _clear_cookie()
    found = load_viewer(f"{person_id}:{epoch}")
    assert found
    login_user(found)
    cookie.permanent = True


def _clear_cookie() -> None:
    language = cookie.get("language")
    cookie.clear()
    if language:
        cookie["language"] = language


def _wrong_password(password: str) -> bool:
    with database().session(write=False) as look:
        person = look.get(Person, viewer().id)
        return not matches(person.password_hash if person else None, password)


def _too_many(form: SignInForm, until: datetime) -> ResponseReturnValue:
    seconds = max(1, int((until - now()).total_seconds()))
    minutes = -(-seconds // 60)
    form.form_errors.append(
        ngettext(
            "Too many attempts. Try again in %(num)d minute.",
            "Too many attempts. Try again in %(num)d minutes.",
            minutes,
        )
    )
    response = make_response(render_template("identity/sign_in.html", form=form), 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _next_page() -> str:
    """Where to go after signing in: a page of ours, never another site's."""
    wanted = request.args.get("next", "")
    return wanted if is_local(wanted) else url_for("home.today")
