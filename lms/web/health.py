"""/healthz: the process answers. /readyz: the database answers and its tables are those of this version."""

import re
from pathlib import Path

from flask import Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lms.web.db import database

_NUMBERED = re.compile(r"(\d{4})_\w+\.py")


def expected_revision() -> str:
    """The newest migration of this version: revisions are numbered, the file's number is the revision."""
    folder = Path(__file__).resolve().parents[2] / "migrations" / "versions"
    return max(
        (match[1] for path in folder.iterdir() if (match := _NUMBERED.fullmatch(path.name))), default=""
    )


def init_app(app: Flask) -> None:
    """Adds both addresses."""
    expected = expected_revision()

    def healthz() -> Response:
        return jsonify(status="ok")

    def readyz() -> tuple[Response, int]:
        try:
            with database().reading() as connection:
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except SQLAlchemyError:
            return jsonify(status="database does not answer, or has no tables yet"), 503
        if found != expected:
            return jsonify(status="migrations missing", expected=expected, found=found), 503
        return jsonify(status="ok"), 200

    for view in (healthz, readyz):
        view.__dict__["permission"] = "anyone"
        app.add_url_rule(f"/{view.__name__}", view.__name__, view)
