"""A PostgreSQL server of the tests' own, in a temporary folder, on loopback; ends with the block that began it."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


def programs():
    """The folder with initdb and postgres, or None."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "postgres").exists()), None)


@contextlib.contextmanager
def server():
    """Starts a server without durability (the data is thrown away) and gives its address."""
    folder = programs()
    assert folder, "PostgreSQL is not installed"
    with tempfile.TemporaryDirectory(prefix="attune-postgresql-") as home:
        user = _other_user() if os.getuid() == 0 else None  # PostgreSQL refuses to run as root
        if user:
            os.chown(home, user.pw_uid, user.pw_gid)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        base = Path(home) / "base"
        _run(user, [folder / "initdb", "-D", base, "-U", "attune", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"])
        options = "-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories=%s" % (port, home)
        options += " -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=128MB"
        _run(user, [folder / "pg_ctl", "-D", base, "-o", options, "-l", Path(home) / "log", "-w", "start"])
        try:
            yield "postgresql+psycopg://attune@127.0.0.1:%d/postgres" % port
        finally:
            _run(user, [folder / "pg_ctl", "-D", base, "-m", "immediate", "stop"])


def _other_user():
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SystemExit("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.")


def _run(user, command):
    extra = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        cwd="/", env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL, **extra
    )
    if done.returncode:
        raise SystemExit("PostgreSQL for the tests did not start: " + done.stdout.strip()[-600:])
