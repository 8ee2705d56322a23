"""One JSON line per request and event, without personal data: no names, no addresses, no typed text."""

import json
import logging
import sys
import time
import traceback
from typing import Any

from flask import Flask, Response, g, request

from lms.web.db import settings

_EXTRA = ("method", "endpoint", "status", "milliseconds", "reference")


def frames(error: BaseException | None) -> list[str]:
    """Where an error came from: its type and frames, and those of its causes, without messages (which can hold an
    address, a name, a password's hash)."""
    lines: list[str] = []
    while error is not None:
        lines.append(type(error).__name__)
        lines += [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return lines


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, logger, message, and the known extra fields."""
        line: dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "from": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _EXTRA if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = frames(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def init_app(app: Flask) -> None:
    """Sets up the log of this process and a line per request."""
    with app.app_context():
        level = settings().log_level
    log = logging.getLogger("lms")
    log.setLevel(level)
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonFormatter())
        log.addHandler(handler)
        log.propagate = False
    requests = logging.getLogger("lms.requests")

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def line(response: Response) -> Response:
        if requests.isEnabledFor(logging.INFO):
            requests.info(
                "request",
                extra={
                    "method": request.method,
                    "endpoint": request.endpoint,  # the route's name: addresses can hold ids and search words
                    "status": response.status_code,
                    "milliseconds": round(
                        (time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1
                    ),
                },
            )
        return response
