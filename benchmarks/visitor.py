"""A browser without the pictures: one connection kept open, one cookie, plain http.client."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

HEADERS = {"Accept-Language": "en", "Accept-Encoding": "gzip", "User-Agent": "bench"}


@dataclass(frozen=True, slots=True)
class Ticket:
    """Somebody's session, and the token its forms carry."""

    person_id: int
    cookie: str
    token: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back."""

    status: int
    location: str | None
    cookie: str | None
    body: bytes


class Visitor:
    """Asks one server. Raises RuntimeError where an answer is not the one expected."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(
        self,
        method: str,
        path: str,
        ticket: Ticket | None = None,
        *,
        fields: dict[str, str] | None = None,
        data: Any = None,
        expect: int = 200,
    ) -> Answered:
        """One request; `fields` go as a form, `data` as JSON, both with the session's token."""
        headers, body = dict(HEADERS), None
        if ticket:
            headers["Cookie"] = f"attune={ticket.cookie}"
        if data is not None:
            headers |= {"Content-Type": "application/json", "Accept": "application/json"}
            headers["X-CSRFToken"] = ticket.token if ticket else ""
            body = json.dumps(data)
        elif fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields | {"csrf_token": ticket.token} if ticket else fields)
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != expect:
            raise RuntimeError(f"{method} {path}: {answer.status} instead of {expect}: {content[:300]!r}")
        return Answered(answer.status, answer.headers["Location"], answer.headers["Set-Cookie"], content)

    def stream(self, path: str, ticket: Ticket) -> tuple[int, int]:
        """Reads a long answer piece by piece; returns its bytes and its lines."""
        self._connection.request("GET", path, headers=HEADERS | {"Cookie": f"attune={ticket.cookie}"})
        answer = self._connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"GET {path}: {answer.status}")
        size = lines = 0
        while part := answer.read1(65536):
            size += len(part)
            lines += part.count(b"\n")
        return size, lines

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()
