"""Groundswell as a trust runs it: web server, workers and timer as children of one process.

`docs/guides/running.md` says what to set first, and how to run the parts apart on several machines.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from .processes import Family, say

GUNICORN_CONFIG = Path(__file__).resolve().parents[1] / "config" / "gunicorn.py"
DJANGO = [sys.executable, "-m", "django"]
# What must hold before the first request is answered, and what to do where it does not.
BEFORE_START = (
    (
        ["check", "--deploy", "--fail-level=ERROR", "--database=default"],
        "Groundswell does not start on these settings: the lines above say what to set.",
    ),
    (
        ["migrate", "--check", "--verbosity=0"],
        "The database is older than the program: run `groundswell serve --migrate` once.",
    ),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, prog="groundswell serve")
    parser.add_argument("--workers", type=int, default=1, help="workers for long work (1)")
    parser.add_argument(
        "--migrate", action="store_true", help="bring the database up to date first"
    )
    chosen = parser.parse_args(arguments)
    environment = {"DJANGO_SETTINGS_MODULE": "groundswell.config.settings", **os.environ}
    if chosen.migrate and not brought_up_to_date(environment):
        return 1
    for command, sentence in BEFORE_START:
        if not _succeeds(command, environment):
            say(sentence)
            return 1
    return run(chosen.workers, environment)


def brought_up_to_date(environment: dict[str, str]) -> bool:
    commands = (["migrate", "--verbosity=0"], ["createcachetable"])
    return all(_succeeds(command, environment) for command in commands)


def run(n_workers: int, environment: dict[str, str]) -> int:
    """Serve until asked to stop. Where one part ends by itself all end, for a supervisor to see."""
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", str(GUNICORN_CONFIG)]
    with Family() as family:
        family.start("web server", [*gunicorn, "groundswell.config.wsgi"], environment)
        family.start("timer", [*DJANGO, "keep_house", "--every=60"], environment)
        for number in range(1, n_workers + 1):
            family.start(f"worker {number}", [*DJANGO, "db_worker", "--verbosity=0"], environment)
        ended = family.wait()
        if ended:
            say(f"The {ended} has ended by itself, so everything stops: see above.")
        return 1 if ended else 0


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run([*DJANGO, *command], env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
