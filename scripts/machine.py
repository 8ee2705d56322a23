"""What the scripts share: one environment in the checkout, one clear line where something is missing.

Only the standard library, and nothing newer than Python 3.6 can parse: an old Python must get a sentence, not a trace.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def stop(message):
    """Ends with one clear line."""
    sys.stderr.write(message + "\n")
    sys.exit(1)


def say(message):
    """One line of progress."""
    sys.stdout.write(message + "\n")
    sys.stdout.flush()


def check_python():
    """Refuses a Python that is too old."""
    if sys.version_info < (3, 11):
        stop(
            "Attune needs Python 3.11 or newer; this is %d.%d. Install a newer one and run: python3.11 %s"
            % (sys.version_info[0], sys.version_info[1], " ".join(sys.argv))
        )


def check_writable(folder):
    """Refuses a folder nothing can be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=str(folder)):
            pass
    except OSError as error:
        stop("No permission to write to %s (%s). Give yourself that right, or run from a copy." % (folder, error.strerror))


def install(kind):
    """Installs the pinned packages of requirements/<kind>.txt into .venv, unless they are there already."""
    wanted = ROOT / "requirements" / (kind + ".txt")
    stamp = VENV / ("installed-%s-%s" % (kind, hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]))
    if stamp.exists() and PYTHON.exists():
        return
    say("Installing what Attune needs into .venv (once; about a minute) ...")
    if not PYTHON.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(str(VENV), ignore_errors=True)
            stop("Python cannot make a virtual environment here. On Debian: apt-get install python3-venv, then again.")
    done = subprocess.run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        + ["--requirement", str(wanted)],
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
    )
    if done.returncode:
        log = VENV / "install.log"
        log.write_text(done.stdout + done.stderr)
        stop("The packages could not be installed. Is there a network? Details: %s" % log.relative_to(ROOT))
    for old in VENV.glob("installed-%s-*" % kind):
        old.unlink()
    stamp.touch()
    if kind == "dev":  # everything of run.txt is in dev.txt, at the same version
        run = ROOT / "requirements" / "run.txt"
        (VENV / ("installed-run-%s" % hashlib.sha256(run.read_bytes()).hexdigest()[:16])).touch()


def module(name):
    """A program of the environment, run as a module: its own starter would not survive moving the checkout."""
    return [str(PYTHON), "-m", name]


def environment(**extra):
    """The environment for Attune's own commands."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    # Each thread that has checked a password would otherwise keep its 19 MiB for the next one.
    kept.setdefault("MALLOC_ARENA_MAX", "2")
    kept.update(FLASK_APP="wsgi:create_app", PATH="%s:%s" % (VENV / "bin", os.environ.get("PATH", "")))
    kept.update(extra)
    return kept


def serve_command(port):
    """The command that serves Attune on loopback; ATTUNE_WORKERS says with how many processes."""
    return (
        module("granian") + ["--interface", "wsgi", "--factory", "--host", "127.0.0.1", "--port", str(port)]
        + ["--workers", os.environ.get("ATTUNE_WORKERS", "1"), "--blocking-threads", "4"]
        + ["--workers-kill-timeout", "30", "--no-access-log", "--log-level", "warning", "wsgi:create_app"]
    )


def compile_translations():
    """Compiles the Chinese catalogues that are newer than what was compiled from them."""
    for source in sorted(ROOT.glob("*/translations/*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # The catalogues have no header (its dates would change all the time): Babel takes that for an unchecked
            # draft and would skip it, hence --use-fuzzy; the language gives the plural rule. Tests refuse fuzzy texts.
            command = module("babel.messages.frontend") + ["-q", "compile", "--use-fuzzy", "-l", source.parent.parent.name]
            command += ["-i", str(source), "-o", str(target)]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
