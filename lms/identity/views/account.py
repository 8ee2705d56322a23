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
    with database().session(write=False) as look:
        account = rules.find_account(look, form.name.data, today(settings().time_zone))
    counted = _counted(account, form.name.data)
    if until := _claimed(counted):
        return _too_many(form, until)
    if account is None or not matches(account.password_hash, form.password.data):
        if account is None:
            matches(None, form.password.data)  # as slow as for an account that exists
        return _refused(form)
    rehashed = hash_password(form.password.data) if needs_rehash(account.password_hash or "") else None
    rules.forgive(session(), *counted)
    current = rehashed is None or rules.keep_rehashed(session(), account, rehashed)
    session().commit()
    if not (current and begin_session(account.id, account.session_epoch)):
        return _refused(form)  # somebody set another password, or ended all sessions, a moment ago
    return redirect(_next_page())


def _refused(form: SignInForm) -> ResponseReturnValue:
    form.form_errors.append(_("E-mail, employee number or password is not right. Check them and try again."))
    return render_template("identity/sign_in.html", form=form), 422


def _counted(account: rules.Account | None, name: str) -> tuple[str, str]:
    return rules.subjects(str(current_app.config["SECRET_KEY"]), account, name, request.remote_addr or "")


def _claimed(counted: tuple[str, str]) -> datetime | None:
    with database().session() as claim:
        until = rules.claim_try(claim, *counted)
        claim.commit()
    return until


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
    account = _own_account()
    counted = _counted(account, "")
    if until := _claimed(counted):
        form.current.errors = [_wait(until)]
        return render_template("identity/change_password.html", form=form), 429
    if not matches(account.password_hash, form.current.data):
        form.current.errors = [_("This is not your present password.")]
        return render_template("identity/change_password.html", form=form), 422
    if form.new.data == form.current.data:
        form.new.errors = [_("Choose a password you have not been using.")]
        return render_template("identity/change_password.html", form=form), 422
    hashed = hash_password(form.new.data)
    rules.forgive(session(), *counted)
    epoch = rules.set_password(session(), account.id, hashed, temporary=False)
    session().commit()
    begin_session(account.id, epoch)
    flash(_("Your password is changed. You are signed out on every other device."), "good")
    return redirect(url_for("home.today"))


def begin_session(person_id: int, epoch: int) -> bool:
    """A new session under a new identity: nothing of the one before stays but the language. False where the epoch is
    no longer the person's."""
    _clear_cookie()
    found = load_viewer(f"{person_id}:{epoch}")
    if found is None:
        return False
    login_user(found)
    cookie.permanent = True
    cookie["since"] = int(now().timestamp())
    return True


def _clear_cookie() -> None:
    language = cookie.get("language")
    cookie.clear()
    if language:
        cookie["language"] = language


def _own_account() -> rules.Account:
    with database().session(write=False) as look:
        person = look.get_one(Person, viewer().id)
        return rules.Account(person.id, person.session_epoch, person.password_hash)


def _too_many(form: SignInForm, until: datetime) -> ResponseReturnValue:
    form.form_errors.append(_wait(until))
    response = make_response(render_template("identity/sign_in.html", form=form), 429)
    response.headers["Retry-After"] = str(_seconds(until))
    return response


def _seconds(until: datetime) -> int:
    return max(1, int((until - now()).total_seconds()))


def _wait(until: datetime) -> str:
    return str(
        ngettext(
            "Too many attempts. Try again in %(num)d minute.",
            "Too many attempts. Try again in %(num)d minutes.",
            -(-_seconds(until) // 60),
        )
    )


def _next_page() -> str:
    """Where to go after signing in: a page of ours, never another site's."""
    wanted = request.args.get("next", "")
    return wanted if is_local(wanted) else url_for("home.today")
