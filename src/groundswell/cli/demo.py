"""The demonstration: an example partnership on this machine, for this machine alone.

`python -m groundswell.cli.demo` brings its database up to date, loads the example data once, starts
the web server and the worker, says where it is, and ends both when it is asked to end.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from .processes import Family, end_with_parent, say

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(os.environ.get("GROUNDSWELL_DEMO_VAR", str(ROOT / "var" / "demo")))
DATABASE = HERE / "groundswell.sqlite3"
LOADING = HERE / "loading.sqlite3"  # becomes DATABASE when all of it is there
FIRST_PORT, LAST_PORT = 8000, 8099
GUNICORN_CONFIG = Path(__file__).resolve().parents[1] / "config" / "gunicorn.py"


class CannotStart(Exception):
    """Why the demonstration cannot start, and what to do, in one sentence."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, prog="groundswell demo")
    parser.add_argument("--port", type=int, help="the port to listen on (else 8000 or the next)")
    parser.add_argument("--reset", action="store_true", help="forget what was done; start anew")
    chosen = parser.parse_args(arguments)
    end_with_parent()
    if chosen.reset:
        shutil.rmtree(HERE, ignore_errors=True)
    try:
        port = port_to_use(chosen.port)
        prepare()
        return run(port)
    except CannotStart as fault:
        say(str(fault))
        return 1


def port_to_use(wanted: int | None) -> int:
    """The port asked for, or the first free one from 8000 on."""
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1):
        if _is_free(port):
            return port
    if wanted:
        raise CannotStart(f"Port {wanted} is taken: choose another, such as PORT={wanted + 1}.")
    raise CannotStart(f"Ports {FIRST_PORT} to {LAST_PORT} are all taken: give a free one as PORT=.")


def prepare() -> None:
    """Bring the database up to date; where there is none, make one with the example data in it.

    The example data are loaded into a file beside it, which takes its place when it is whole: a
    start that was cut short leaves nothing that the next one would take for a database.
    """
    HERE.mkdir(parents=True, exist_ok=True)
    if DATABASE.exists():
        _manage(DATABASE, "migrate", "--verbosity=0")
        return
    say("Making the example partnership: half a minute, once.")
    _remove(LOADING)
    _manage(LOADING, "migrate", "--verbosity=0")
    _manage(LOADING, "createcachetable")
    _run([sys.executable, "-c", _LOAD], LOADING)
    _manage(LOADING, "db_worker", "--batch", "--no-startup-delay", "--verbosity=0")
    _run([sys.executable, "-c", _FOLD_LOG], LOADING)
    LOADING.rename(DATABASE)


def run(port: int) -> int:
    """Serve until asked to stop, or until a part of it ends by itself."""
    address = f"http://127.0.0.1:{port}"
    environment = _environment(DATABASE) | {"PUBLIC_URL": address, "BIND": f"127.0.0.1:{port}"}
    python = sys.executable
    with Family() as family:
        family.start(
            "web server",
            [python, "-m", "gunicorn", "-c", str(GUNICORN_CONFIG), "groundswell.config.wsgi"],
            environment,
        )
        django = [python, "-m", "django"]
        family.start("worker", [*django, "db_worker", "--verbosity=0"], environment)
        family.start("timer", [*django, "keep_house", "--every=60"], environment)
        ended = family.wait(until=lambda: _answers(address))
        if not ended and not family.asked_to_stop:
            say(f"\n    Groundswell is ready: {address}\n\n    Stop it with Ctrl-C.\n")
            ended = family.wait()
        if ended:
            say(f"The {ended} has ended by itself, so the demonstration stops: see above.")
        return 1 if ended else 0


_LOAD = """
import django
django.setup()
from django.utils import timezone
from groundswell.config import demo
demo.load(timezone.now())
"""

# Copies the write-ahead log into the file itself and lets go of it, so that one file can be moved.
_FOLD_LOG = """
import os, sqlite3
connection = sqlite3.connect(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.close()
"""


def _environment(database: Path) -> dict[str, str]:
    """For every process of the demonstration; a database of real people is never its own."""
    return dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
        "GROUNDSWELL_DEMO": "1",
        "GROUNDSWELL_VAR": str(HERE),
        "DATABASE_URL": f"sqlite:///{database}",
    }


def _manage(database: Path, *arguments: str) -> None:
    _run([sys.executable, "-m", "django", *arguments], database)


def _run(command: list[str], database: Path) -> None:
    ended = subprocess.run(command, env=_environment(database), check=False)
    if ended.returncode:
        raise CannotStart("The example data could not be prepared: the lines above say why.")


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _answers(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"{address}/", timeout=1).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
