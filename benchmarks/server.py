"""The real server as a child process: starts, is looked at through /proc, and ends with the block that began it."""

import contextlib
import http.client
import os
import runpy
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

_machine = runpy.run_path(str(ROOT / "scripts" / "machine.py"))
environment, serve_command = _machine["environment"], _machine["serve_command"]

TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A running server. Its figures are sums over all its processes, those it has ended included."""

    def __init__(self, port: int, process: subprocess.Popen[bytes], ready_seconds: float) -> None:
        self.port = port
        self.process = process
        self.ready_seconds = ready_seconds

    def processes(self) -> list[int]:
        """The ids of the process and of all below it."""
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        return found

    def cpu_seconds(self) -> float:
        """Processor time used so far, in user and in system mode."""
        return sum(_cpu_seconds(pid) for pid in self.processes())

    def memory_mib(self) -> float:
        """Memory in MiB: proportional set size, so that what processes share counts once."""
        return round(sum(_pss_kib(pid) for pid in self.processes()) / 1024, 1)

    def forget_peak(self) -> None:
        """From here on `peak_mib` counts anew."""
        for pid in self.processes():
            Path(f"/proc/{pid}/clear_refs").write_text("5")

    def peak_mib(self) -> float:
        """The largest resident size of the largest process since `forget_peak`, in MiB."""
        return round(max(_peak_kib(pid) for pid in self.processes()) / 1024, 1)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    # utime, stime, and those of children that have ended and were waited for
    return sum(int(value) for value in fields[11:15]) / TICK


def _pss_kib(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def _peak_kib(pid: int) -> int:
    text = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM:"))


def settings(data: Path, url: str) -> dict[str, str]:
    """The environment of the application under measurement."""
    return {
        "ATTUNE_ENV": "production",
        "ATTUNE_SECURE_COOKIES": "0",
        "ATTUNE_SECRET_KEY": "only for the benchmark, on loopback, thrown away",
        "ATTUNE_DATA": str(data),
        "ATTUNE_DATABASE_URL": url,
    }


@contextlib.contextmanager
def running(env: Mapping[str, str], log: Path, options: list[str] | None = None) -> Iterator[Server]:
    """Starts the server as scripts/run does, on a free port of loopback, and waits until it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("ab") as out:
        started = time.perf_counter()
        process: Any = subprocess.Popen(
            serve_command(port) + (options or []), cwd=ROOT, env=environment(**env), stdout=out, stderr=out
        )
        try:
            yield Server(port, process, _wait_until_ready(process, port, started, log))
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, started: float, log: Path) -> float:
    while process.poll() is None and time.perf_counter() - started < 60:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status == 200:
                return time.perf_counter() - started
        time.sleep(0.01)
    raise SystemExit(f"The server did not become ready; its last words:\n{log.read_text()[-2000:]}")
