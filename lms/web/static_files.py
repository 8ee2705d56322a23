"""Style, scripts and icons: read once at start, named by content, compressed, cached for a year.

Every package may have a `static` folder. All `css/*.css` files become one sheet, `attune.css`, in the order of their
names: one request, and each part stays a file of its own.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file, ready to send."""

    name: str
    hashed_name: str
    content: bytes
    compressed: bytes | None
    mimetype: str


def read_static_files(folders: list[Path]) -> dict[str, StaticFile]:
    """All static files of the given folders by their plain name."""
    sheets: dict[str, bytes] = {}
    files: dict[str, StaticFile] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            name = path.relative_to(folder).as_posix()
            if name.startswith("css/"):
                sheets[path.name] = path.read_bytes()
            else:
                files[name] = _static_file(name, path.read_bytes())
    files["attune.css"] = _static_file("attune.css", b"\n".join(sheets[name] for name in sorted(sheets)))
    return files


def _static_file(name: str, content: bytes) -> StaticFile:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    mimetype = (
        "text/javascript" if ending == "js" else mimetypes.guess_type(name)[0] or "application/octet-stream"
    )
    small = gzip.compress(content, 9, mtime=0)
    return StaticFile(
        name, f"{stem}.{digest}{dot}{ending}", content, small if len(small) < len(content) else None, mimetype
    )


def init_app(app: Flask) -> None:
    """Serves the files at /static/ and gives templates `static_url(name)`."""
    root = Path(app.root_path).parent
    files = read_static_files([root / package / "static" for package in ("lms", "courses", "quizzes")])
    by_name = {file.hashed_name: file for file in files.values()} | files

    def static(name: str) -> Response:
        file = by_name.get(name) or abort(404)
        compressed = file.compressed if "gzip" in request.headers.get("Accept-Encoding", "") else None
        response = Response(compressed or file.content, mimetype=file.mimetype)
        if compressed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        forever = name == file.hashed_name
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if forever else "no-cache"
        response.set_etag(file.hashed_name)
        response.make_conditional(request)
        return response

    static.__dict__["permission"] = "anyone"
    app.add_url_rule("/static/<path:name>", "static", static)
    urls: dict[str, str] = {}

    def static_url(name: str) -> str:
        if name not in urls:
            urls[name] = url_for("static", name=files[name].hashed_name)
        return urls[name]

    app.jinja_env.globals["static_url"] = static_url
