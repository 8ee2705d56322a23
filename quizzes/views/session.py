"""Who is signed in now, and a fresh token for forms: asked by a page that stayed open over a sign-in elsewhere."""

from flask import Response, jsonify
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from lms.identity.access import requires
from lms.identity.permissions import Permission
from quizzes.views.blueprint import blueprint


@blueprint.get("/session")
@requires(Permission.ANYONE)
def show_session() -> Response:
    """{signed_in, viewer_id, csrf_token}."""
    signed_in = bool(current_user.is_authenticated)
    return jsonify(
        signed_in=signed_in,
        viewer_id=current_user.id if signed_in else None,
        csrf_token=generate_csrf() if signed_in else None,
    )
