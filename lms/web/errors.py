"""Error pages with a way out, in the reader's language; JSON for our own scripts."""

import logging
import uuid
from typing import cast

from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
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
            "Nothing you had saved is lost. Try again; if it happens again, tell the operator the number below."
        ),
    ),
}


def wants_json() -> bool:
    """Whether the caller is a script of ours that reads JSON, not a person looking at a page."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _page(code: int, reference: str | None = None) -> tuple[Response | str, int]:
    title, text = EXPLAINED.get(code, EXPLAINED[500 if code >= 500 else 400])
    if wants_json():
        return jsonify(error=code, message=f"{title}. {text}", reference=reference), code
    return render_template("error.html", code=code, title=title, text=text, reference=reference), code


def init_app(app: Flask) -> None:
    """Registers the handlers."""

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None:
            return cast(Response, error.response)
        body, code = _page(error.code or 500)
        headers = [(name, value) for name, value in error.get_headers() if name in {"Retry-After", "Allow"}]
        return body, code, headers

    @app.errorhandler(CSRFError)
    def stale_form(_error: CSRFError) -> ResponseReturnValue:
        title, text = (
            _("This page was open too long"),
            _("Reload it and send the form again; then it will go through."),
        )
        if wants_json():
            return jsonify(error="csrf", message=f"{title}. {text}"), 400
        return render_template("error.html", code=400, title=title, text=text, reference=None), 400

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> ResponseReturnValue:
        reference = uuid.uuid4().hex[:10]
        log.exception("unexpected error", extra={"reference": reference}, exc_info=error)
        return _page(500, reference)
