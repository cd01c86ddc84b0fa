"""A trial on both databases, each in a process and in a database of its own, dropped at the end."""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

SERVER = os.environ.get("DATABASE_URL_PG", "postgres://postgres@127.0.0.1:5432/postgres")
RESULT = "result: "


def on_both(module: str) -> dict[str, Any]:
    """What the module's `main` hands to `told`, by the database's name."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            "SQLite": _run(module, f"sqlite:///{Path(folder) / 'unused.sqlite3'}"),
            "PostgreSQL": _run(module, SERVER),
        }


def on_sqlite(module: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return _run(module, f"sqlite:///{Path(folder) / 'unused.sqlite3'}")


def _run(module: str, database: str) -> Any:
    environment = {**os.environ, "DATABASE_URL": database}
    environment.pop("GROUNDSWELL_DEMO", None)
    ended = subprocess.run(
        [sys.executable, "-m", module],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines = ended.stdout.splitlines()
    for line in lines:
        if not line.startswith(RESULT):
            sys.stderr.write(f"{line}\n")
    assert ended.returncode == 0, f"{module} on {database.partition(':')[0]} came to an end"
    return json.loads(lines[-1].removeprefix(RESULT))


def told(result: Any) -> None:
    say(RESULT + json.dumps(result))


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def begin() -> None:
    """The settings of the tests: tasks run at once, and no pool holds the database open."""
    import pytest  # noqa: F401  (settings look for it)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django

    django.setup()
    logging.disable(logging.CRITICAL)  # refusals and missing pages are what is asked for here


def in_a_database_of_its_own(name: str, work: Callable[[], Any]) -> Any:
    """Do the work in an empty database, on disk as in earnest, and drop it whatever happens."""
    from django.db import connection
    from django.test.utils import override_settings, setup_databases, teardown_databases

    with tempfile.TemporaryDirectory() as folder:
        is_sqlite = connection.vendor == "sqlite"
        wanted = f"{folder}/{name}.sqlite3" if is_sqlite else f"groundswell_proof_{name}"
        connection.settings_dict["TEST"].update(NAME=wanted, MIGRATE=False)
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            with override_settings(BALLOT_KEYS=f"{folder}/keys"):
                return work()
        finally:
            teardown_databases(made, verbosity=0)
