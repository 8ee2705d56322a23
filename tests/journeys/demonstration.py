"""The demonstration as a newcomer meets it: prepared by the command, served by the real server in a process of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
_made: list[Path] = []
"""The prepared demonstration nobody has touched, once there is one."""


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def prepared(folder: Path) -> dict[str, str]:
    """Runs `flask prepare` on an empty folder, or copies what it made before in this run; returns the environment to
    serve it with."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ATTUNE_")}
    environment |= {"ATTUNE_DATA": str(folder), "ATTUNE_LOG_LEVEL": "WARNING", "FLASK_APP": "wsgi:create_app"}
    if _made:
        shutil.copytree(_made[0], folder, dirs_exist_ok=True)
        return environment
    subprocess.run(
        [BIN / "flask", "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    _made.append(shutil.copytree(folder, folder.with_name(f"{folder.name}-untouched")))
    return environment


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The address of a real server; it ends with the block."""
    port = free_port()
    command = [
        str(BIN / "granian"), "--interface", "wsgi", "--factory", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning", "wsgi:create_app",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(address)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_until_ready(address: str) -> None:
    """Returns when /readyz says so; fails after half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError("the server did not become ready")
