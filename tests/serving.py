"""The real server on a free port, started as scripts/run starts it, for what only a real process can show."""

import contextlib
import http.client
import os
import re
import runpy
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parent.parent

_machine = runpy.run_path(str(ROOT / "scripts" / "machine.py"))
environment, serve_command = _machine["environment"], _machine["serve_command"]

LONGEST_START = 60.0
"""Seconds; a busy machine is slow, not wrong."""


class Served:
    """A running server and its port."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port = port
        self.process = process

    def connection(self) -> http.client.HTTPConnection:
        """A new connection to it."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def kill(self) -> None:
        """Ends all its processes at once, without a word, as a crash or a lost machine does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)


@contextlib.contextmanager
def serving(app: Flask, folder: Path) -> Iterator[Served]:
    """Serves the database of this test's application, with its secret; ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = app.extensions["attune.database"].url.render_as_string(hide_password=False)
    env = environment(
        ATTUNE_DATA=str(folder),
        ATTUNE_DATABASE_URL=url,
        ATTUNE_SECRET_KEY=str(app.secret_key),
        ATTUNE_ENV="test",
    )
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            serve_command(port), cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
        )
    served = Served(port, process)
    try:
        _wait(served, folder / "server.log")
        yield served
    finally:
        if process.poll() is None:
            served.kill()


def _wait(served: Served, log: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and served.process.poll() is None:
        with contextlib.suppress(OSError):
            connection = served.connection()
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"the server did not start:\n{log.read_text()[-2000:]}")


class Browser:
    """One connection, one cookie, and the token of the page last seen."""

    def __init__(self, served: Served, cookie: str | None = None) -> None:
        self.connection = served.connection()
        self.cookie = cookie
        self.token = ""
        self._reading: http.client.HTTPResponse | None = None

    def send(self, method: str, path: str, body: str | None = None, kind: str = "application/json") -> None:
        """Sends a request and does not wait for the answer."""
        headers = {"X-CSRFToken": self.token} if body is not None else {}
        if self.cookie:
            headers["Cookie"] = f"attune={self.cookie}"
        if body is not None:
            headers["Content-Type"] = kind
        self.connection.request(method, path, body, headers)

    def close(self) -> None:
        """Closes the connection, and the answer that was being read where it broke."""
        if self._reading:
            self._reading.close()
        self.connection.close()

    def answer(self) -> tuple[http.client.HTTPResponse, str]:
        """The answer to what was sent; keeps its cookie and its token."""
        self._reading = found = self.connection.getresponse()
        text = found.read().decode()
        if match := re.search(r"attune=([^;]+)", found.headers.get("Set-Cookie", "")):
            self.cookie = match[1]
        if match := re.search(r'name="csrf_token"[^>]* value="([^"]+)"', text):
            self.token = match[1]
        return found, text

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[http.client.HTTPResponse, str]:
        """Sends and waits."""
        self.send(method, path, body)
        return self.answer()
