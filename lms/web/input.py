"""Refuses what no page of ours sends and no database takes: NUL characters, and numbers beyond any row."""

from typing import Any

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

LARGEST_ID = 2**31 - 1


class RowId(IntegerConverter):
    """`<int:…>` in an address: a whole number a row can have."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max", LARGEST_ID)
        super().__init__(*args, **options)


def _has_nul() -> bool:
    if request.is_json:
        body = request.get_data()
        return b"\0" in body or b"\\u0000" in body
    texts = [request.path, *request.args.keys(), *request.args.values()]
    if request.method == "POST":
        texts += [text for name, values in request.form.lists() for text in (name, *values)]
    return any("\0" in text for text in texts)


def init_app(app: Flask) -> None:
    """Looks before any view does."""
    app.url_map.converters["int"] = RowId

    @app.before_request
    def refuse_nul() -> None:
        if _has_nul():
            abort(400)
