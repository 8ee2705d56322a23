"""Sessions as signing in leaves them, made with the server's own secret: signing hundreds in would take most of the time.

The server checks them as it checks every other: signature, epoch, role, and the token of each form.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from benchmarks.visitor import Ticket


def tickets(app: Flask, person_ids: Iterable[int]) -> list[Ticket]:
    """A ticket for each person."""
    return [
        _ticket(app, id_, {"_user_id": f"{id_}:1", "_fresh": True, "_permanent": True}) for id_ in person_ids
    ]


def form_ticket(app: Flask) -> Ticket:
    """The session of somebody not signed in who was given a form."""
    return _ticket(app, 0, {})


def _ticket(app: Flask, person_id: int, session: dict[str, Any]) -> Ticket:
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    secret = hashlib.sha256(f"benchmark {person_id}".encode()).hexdigest()[:40]
    cookie = signer.dumps(session | {"csrf_token": secret})
    token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(secret)
    return Ticket(person_id, str(cookie), str(token))
