"""Keeps out what no page of ours sends and no database takes: NUL characters, and numbers beyond any row."""

from typing import Any

from flask import Flask, abort, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
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
    return any("\0" in text for text in (request.path, *request.args.keys(), *request.args.values()))


def _without_nul(fields: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(
        (name.replace("\0", ""), value.replace("\0", "")) for name, value in fields.items(multi=True)
    )


def init_app(app: Flask) -> None:
    """Looks before any view does. Typed text loses its NULs (they came with something pasted); the rest is refused."""
    app.url_map.converters["int"] = RowId

    @app.before_request
    def clean() -> None:
        if _has_nul():
            abort(400)
        if request.method == "POST" and any(
            "\0" in part for field in request.form.items(multi=True) for part in field
        ):
            request.form = _without_nul(request.form)
