"""The first view of a page by a browser that has seen nothing of it: its bytes on the wire and its requests."""

import re
import socket
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from benchmarks.visitor import HEADERS, Ticket

_IMPORT = re.compile(rb"""(?:from|import)\s*["']([^"']+)["']""")


class _Parts(HTMLParser):
    """What a browser fetches for a page: sheets, icons, scripts, pictures, symbols of other files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collects addresses."""
        given = dict(attrs)
        name = "href" if tag in {"link", "use"} else "src" if tag in {"script", "img"} else ""
        if name and (address := given.get(name)):
            self.found.append(address)


def first_view(port: int, path: str, ticket: Ticket) -> dict[str, float]:
    """Bytes with all headers, and the number of requests: the page and every file it names, each once."""
    queue, seen, size = [path], {path}, 0
    for address in queue:
        head, body, length = _fetch(port, address, ticket)
        size += length
        if b"text/html" in head:
            parts = _Parts()
            parts.feed(body.decode())
            named = parts.found
        else:
            named = [found.decode() for found in _IMPORT.findall(body)] if b"javascript" in head else []
        for found in named:
            target = urlsplit(urljoin(address, found))
            if not target.netloc and target.path not in seen:
                seen.add(target.path)
                queue.append(target.path)
    return {"kB on the wire": round(size / 1000, 1), "requests": len(queue)}


def _fetch(port: int, path: str, ticket: Ticket) -> tuple[bytes, bytes, int]:
    """Head, body and length of one answer. Scripts come uncompressed into the parser, compressed into the count."""
    head, body, length = _exchange(port, path, ticket, "gzip")
    if b"content-encoding: gzip" in head.lower():
        _head, body, _length = _exchange(port, path, ticket, "identity")
    return head, body, length


def _exchange(port: int, path: str, ticket: Ticket, encoding: str) -> tuple[bytes, bytes, int]:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Connection: close",
        f"Cookie: attune={ticket.cookie}",
    ]
    lines += [f"{name}: {value}" for name, value in (HEADERS | {"Accept-Encoding": encoding}).items()]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    head, _gap, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(f"GET {path}: {head[:60]!r}")
    return head, body, len(answer)
