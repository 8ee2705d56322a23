"""Error pages with a way out, in the reader's language; JSON for our own scripts."""

import logging
import uuid
from typing import cast

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

EXPLAINED = {
    400: (
        _l("This could not be read"),
        _l("The request was incomplete or not understood. Go back and try again."),
    ),
    401: (_l("Sign in to continue"), _l("This page is for people who are signed in.")),
    403: (
        _l("This page is not open to you"),
        _l("Your role does not include it. If you think it should, ask HR."),
    ),
    404: (_l("There is nothing at this address"), _l("It may have moved, or the link is incomplete.")),
    405: (_l("This address does not work that way"), _l("Go back and use the button on the page.")),
    409: (
        _l("This has changed in the meantime"),
        _l("Somebody, or another tab of yours, was first. Reload and look again."),
    ),
    413: (
        _l("This file is too large"),
        _l("Files may have up to 10 MB. Split it, or remove what is not needed."),
    ),
    429: (_l("Too many attempts"), _l("Wait a little, then try again.")),
    500: (
        _l("Something failed on our side"),
        _l(
            "Nothing you had saved is lost. Try again. If it fails again, tell the operator the number below."
        ),
    ),
}
STALE_FORM = (
    _l("This page was open too long"),
    _l("Go back, reload the page and send the form again; then it will go through."),
)

OWN_WORDS = frozenset({400, 403, 404, 409, 413, 429})
"""Where a view may say more exactly what happened: abort(409, _("…"))."""


def wants_json() -> bool:
    """Whether the caller is a script of ours that reads JSON, not a person looking at a page."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _answer(code: int, title: str, text: str, reference: str | None = None) -> tuple[Response | str, int]:
    if wants_json():
        return jsonify(error=code, message=f"{title}. {text}", reference=reference), code
    return render_template("error.html", code=code, title=title, text=text, reference=reference), code


def _explained(error: HTTPException, code: int) -> tuple[str, str]:
    title, text = EXPLAINED.get(code, EXPLAINED[500 if code >= 500 else 400])
    usual = type(error).__dict__.get("description")
    # Only what a view of ours said: the server's own descriptions are English and speak to engineers.
    if code in OWN_WORDS and isinstance(usual, str) and error.description not in (usual, None):
        return title, str(error.description)
    return title, text


def failed(error: BaseException) -> tuple[Response | str, int]:
    """The page for what nobody foresaw; plain and without the reader's name where even the database is silent."""
    reference = uuid.uuid4().hex[:10]
    log.error("unexpected error", extra={"reference": reference}, exc_info=error)
    try:
        return _answer(500, *EXPLAINED[500], reference=reference)
    except Exception as second:
        log.exception("no error page either", extra={"reference": reference}, exc_info=second)
    if wants_json():
        with force_locale("en"):
            return _answer(500, *EXPLAINED[500], reference=reference)
    # Not by render_template: it would ask who is reading.
    return current_app.jinja_env.get_template("broken.html").render(reference=reference), 500


def init_app(app: Flask) -> None:
    """Registers the handlers."""

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None:
            return cast(Response, error.response)
        code = error.code or 500
        if code >= 500:
            return failed(error)
        try:
            body, code = _answer(code, *_explained(error, code))
        except Exception as second:
            return failed(second)
        headers = [(name, value) for name, value in error.get_headers() if name in {"Retry-After", "Allow"}]
        return body, code, headers

    @app.errorhandler(CSRFError)
    def stale_form(_error: CSRFError) -> ResponseReturnValue:
        return _answer(400, *STALE_FORM)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> ResponseReturnValue:
        return failed(error)
