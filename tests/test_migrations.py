"""Every table is made by its migrations, from nothing, on the database that the suite runs on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from tests.engines.library import upgrading as library
from tests.engines.measures import upgrading as measures

ROOMS = (measures, library)
ROOT = Path(__file__).parents[1]


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    default = connections.databases["default"]
    if default["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"empty_{os.getpid()}"
    server = f"{default['USER']}:{default['PASSWORD']}@{default['HOST']}:{default['PORT']}"
    with psycopg.connect(f"postgres://{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        yield f"postgres://{server}/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def manage(database: str, *command: str) -> str:
    environment = {**os.environ, "DATABASE_URL": database, "GROUNDSWELL_DEMO": "1"}
    ended = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_database_of_the_first_landing_is_brought_up_to_date_and_loses_nothing(
    empty_database: str,
):
    """Rooms whose tables have changed since are filled as they were then, and read as of today."""
    for room in ROOMS:
        manage(empty_database, "migrate", *room.FROM, "--verbosity=0")
    manage(empty_database, "shell", "-v0", "-c", "".join(room.BEFORE for room in ROOMS))
    manage(empty_database, "migrate", "--verbosity=0")
    manage(empty_database, "createcachetable")
    manage(empty_database, "migrate", "--check", "--verbosity=0")
    manage(empty_database, "makemigrations", "--check", "--dry-run")
    said = manage(empty_database, "shell", "-v0", "-c", "".join(room.AFTER for room in ROOMS))
    assert said.splitlines() == [line for room in ROOMS for line in room.KEPT]
