"""Fills, serves, loads, and says what it cost. Called by scripts/bench, which prepares the environment."""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from benchmarks.crowd import Measured
from benchmarks.fill import fill
from benchmarks.first_view import first_view
from benchmarks.limits import CPU, P99, RATE, Finding, as_markdown, best
from benchmarks.people import AGENTS
from benchmarks.scene import Scene
from benchmarks.server import running, settings
from benchmarks.tickets import tickets
from lms.database import Database
from lms.settings import Settings
from wsgi import create_app

BURSTS: Mapping[str, tuple[Callable[[Scene], Measured], str]] = {
    "health check": (Scene.floor, "the least a request can cost: no database, no page"),
    "open a quiz of 20 questions": (
        Scene.open_quiz,
        "start, redirect followed, page read: two requests as one",
    ),
    "save an answer (8 clients)": (Scene.save_8, "one PUT"),
    "save an answer (32 clients)": (Scene.save_32, "one PUT"),
    "submit and mark": (Scene.submit, "the submission of 20 answers, as the page's script sends it"),
    "result page": (Scene.result, "20 questions with answers and feedback"),
    "learner's home": (Scene.home, ""),
    "lesson": (Scene.lesson, "every lesson of the real courses"),
    "quarter": (Scene.quarter, "the present quarter, whole company"),
    "sign in": (Scene.sign_in, "the form sent and its redirect; the form's page is not counted"),
}

ALONE = (
    "ready after start",
    "idle memory",
    "completion records as CSV",
    "first view of home",
    "memory after the loads",
)
"""What is not a burst of many."""


def main() -> None:
    """Reads the options and prints the findings."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="attune-bench-") as folder:
        data = Path(options.data or folder)
        url = os.environ.get("ATTUNE_BENCH_DATABASE") or f"sqlite:///{data / 'attune.db'}"
        env = settings(data, url)
        _say("filling the database")
        there = fill(url)
        findings = _measured(Settings.from_environment(env), env, data, options)
    if options.markdown:
        print(as_markdown(findings))
        return
    about = {"at": time.strftime("%Y-%m-%d %H:%M"), "machine": _machine(), "data": there}
    print(
        json.dumps(
            about | {"findings": [finding.as_data() for finding in findings]}, ensure_ascii=False, indent=2
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures Attune on a database of its own.")
    parser.add_argument("--markdown", action="store_true", help="a table instead of JSON")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (3)")
    parser.add_argument("--only", help="measure only these operations, by their names, separated by commas")
    parser.add_argument(
        "--data", help="keep the filled database in this folder, or use the one that is there"
    )
    parser.add_argument("--server", default="", help="further options for the server, in one word")
    return parser.parse_args()


def _measured(
    chosen: Settings, env: Mapping[str, str], data: Path, options: argparse.Namespace
) -> list[Finding]:
    app, database = create_app(chosen), Database(chosen.database_url)
    log, extra = data / "server.log", options.server.split()
    wanted = {
        name: burst for name, burst in BURSTS.items() if not options.only or name in options.only.split(",")
    }
    rounds: dict[str, list[Mapping[str, float]]] = {name: [] for name in wanted}
    if not options.only:
        rounds |= {name: [] for name in ALONE}
        _starts(rounds, env, log, extra, options.rounds)
    with running(env, log, extra) as server:
        scene = Scene(server, app, database)
        for number in range(options.rounds + 1):  # the first warms everything up and does not count
            for name, (measure, _counted) in wanted.items():
                _say(f"round {number}, {server.memory_mib()} MiB: {name}")
                figures = _figures(measure(scene))
                if number:
                    rounds[name].append(figures)
        if not options.only:
            rounds["completion records as CSV"] += [scene.csv() for _ in range(options.rounds + 1)][1:]
            rounds["first view of home"] += [first_view(server.port, "/", _anybody(app))]
            rounds["memory after the loads"] += [{"MiB": server.memory_mib()}]
    database.dispose()
    return [best(name, found, BURSTS.get(name, (None, ""))[1]) for name, found in rounds.items()]


def _starts(
    rounds: dict[str, list[Any]], env: Mapping[str, str], log: Path, extra: list[str], count: int
) -> None:
    for number in range(count + 1):
        _say(f"start {number}")
        with running(env, log, extra) as server:
            time.sleep(1)
            if number:
                rounds["ready after start"].append({"seconds": round(server.ready_seconds, 2)})
                rounds["idle memory"].append({"MiB after start": server.memory_mib()})


def _figures(measured: Measured) -> dict[str, float]:
    return {
        CPU: round(measured.cpu_ms, 2),
        RATE: round(measured.per_second, 1),
        "p50 ms": round(measured.percentile(0.5), 1),
        "p95 ms": round(measured.percentile(0.95), 1),
        P99: round(measured.percentile(0.99), 1),
    }


def _anybody(app: Flask) -> Any:
    return tickets(app, AGENTS[500:501])[0]


def _machine() -> dict[str, Any]:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return {
        "cores": os.cpu_count(), "processor": model, "load before": round(os.getloadavg()[2], 2),
        "Python": platform.python_version(), "SQLite": sqlite3.sqlite_version,
        "engine": "PostgreSQL" if os.environ.get("ATTUNE_BENCH_DATABASE") else "SQLite",
        "workers": int(os.environ.get("ATTUNE_WORKERS", "1")),
    }  # fmt: skip


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


main()
