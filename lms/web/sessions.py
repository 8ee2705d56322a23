"""The session's cookie: signed anew when something in it has changed or it is some minutes old, not with every answer.

An attempt saves every few seconds; most of those answers need no new cookie. A session still lasts its full length from
the last use, less at most RENEW_AFTER.
"""

from datetime import datetime, timedelta

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

from lms.clock import now

RENEW_AFTER = timedelta(minutes=10)

WITHOUT_COOKIE = frozenset({"static", "healthz", "readyz"})
"""What anybody, and any cache between, may keep must not carry somebody's session."""


class CookieSession(SecureCookieSession):
    """A session that knows when its cookie was signed; None where there was none."""

    signed_at: datetime | None = None


class CookieSessions(SecureCookieSessionInterface):
    """Flask's own signed cookies, renewed less often."""

    session_class = CookieSession

    def __init__(self, app: Flask) -> None:
        self._serializer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The one made at the start: the key does not change while the process lives."""
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> CookieSession:
        """The session of the request's cookie; a new one where it is missing, forged or too old."""
        value = request.cookies.get(self.get_cookie_name(app))
        if not value or not self._serializer:
            return CookieSession()
        lifetime = int(app.permanent_session_lifetime.total_seconds())
        try:
            data, signed_at = self._serializer.loads(value, max_age=lifetime, return_timestamp=True)
        except BadSignature:
            return CookieSession()
        session = CookieSession(data)
        session.signed_at = signed_at
        return session

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the answer carries the cookie: it has changed, or it has to be renewed to last."""
        if request.endpoint in WITHOUT_COOKIE:
            return False
        if session.modified:
            return True
        signed_at = getattr(session, "signed_at", None)
        return session.permanent and (signed_at is None or now() - signed_at >= RENEW_AFTER)


def init_app(app: Flask) -> None:
    """Puts these sessions in place of Flask's."""
    app.session_interface = CookieSessions(app)
