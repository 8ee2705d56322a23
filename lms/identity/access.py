"""Routes name their permission here; the signed-in viewer is loaded once per request by one query."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

from flask import Flask, abort, jsonify, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import LoginManager, current_user, login_url
from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from lms.clock import now, today
from lms.identity.models import Person, PersonRole
from lms.identity.permissions import Permission, Role, Viewer
from lms.web.db import database, settings
from lms.web.errors import wants_json

View = TypeVar("View", bound=Callable[..., Any])

LONGEST_SESSION = timedelta(days=7)

_report = aliased(Person)
_VIEWER = select(
    Person.id,
    Person.full_name,
    Person.preferred_name,
    Person.locale,
    Person.time_zone,
    Person.unit_id,
    Person.session_epoch,
    Person.password_temporary,
    Person.left_on,
    select(func.aggregate_strings(PersonRole.role, ","))
    .where(PersonRole.person_id == Person.id)
    .scalar_subquery()
    .label("roles"),
    exists(_report.id).where(_report.manager_id == Person.id).label("leads"),
).where(Person.id == bindparam("person_id"))  # built once: every request runs it


def viewer() -> Viewer:
    """The signed-in person. Only for views behind `requires` with a permission above ANYONE."""
    assert current_user.is_authenticated
    return cast(Viewer, current_user._get_current_object())


def load_viewer(identity: str) -> Viewer | None:
    """The viewer for a session's identity, or None where the person has left or the session was ended elsewhere."""
    person_id, _sep, epoch = identity.partition(":")
    if not (person_id.isdigit() and epoch.isdigit()):
        return None
    with database().reading() as connection:
        row = connection.execute(_VIEWER, {"person_id": int(person_id)}).one_or_none()
    if row is None or row.session_epoch != int(epoch):
        return None
    if row.left_on is not None and row.left_on < today(settings().time_zone):
        return None
    roles = {Role(name) for name in (row.roles or "").split(",") if name}
    if row.leads:
        roles.add(Role.TEAM_LEAD)
    return Viewer(
        id=row.id,
        full_name=row.full_name,
        preferred_name=row.preferred_name,
        roles=frozenset(roles),
        locale=row.locale,
        time_zone=row.time_zone,
        unit_id=row.unit_id,
        session_epoch=row.session_epoch,
        password_temporary=row.password_temporary,
    )


def _viewer_of_session(identity: str) -> Viewer | None:
    """A session ends for good some days after signing in, however often it is used: a copied cookie ends with it."""
    since = cookie.get("since")
    if since is not None and now().timestamp() - since > LONGEST_SESSION.total_seconds():
        return None
    return load_viewer(identity)


def requires(permission: Permission) -> Callable[[View], View]:
    """States who may use a view, and holds it: not signed in → sign-in (or 401 as JSON), not allowed → 403.

    Stands under the route decorator. tests/test_every_route.py walks every route as every role.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if permission is Permission.ANYONE:
                return view(*args, **kwargs)
            if not current_user.is_authenticated:
                return _sign_in_first()
            if current_user.password_temporary and not getattr(view, "allows_temporary_password", False):
                return redirect(url_for("account.change_password"))
            if not current_user.may(permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.__dict__["permission"] = permission
        return cast(View, guarded)

    return decorate


def allows_temporary_password(view: View) -> View:
    """Marks the few views somebody with a temporary password can use. Stands under `requires`."""
    view.__dict__["allows_temporary_password"] = True
    return view


def _sign_in_first() -> Any:
    if wants_json():
        return jsonify(error="sign-in", message=_("Your session has ended. Sign in again to continue.")), 401
    # Only a page can be come back to; a form's address cannot be asked for again.
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(login_url("account.sign_in", next_url=back))


def init_app(app: Flask) -> None:
    """Connects flask-login. The session's own epoch replaces address checks: phones change networks all day."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_viewer_of_session)
    manager.init_app(app)
