"""Every table is made by its migrations, from nothing, on the database that the suite runs on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections

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


def test_migrations_run_from_nothing_and_leave_nothing_to_be_migrated(empty_database: str):
    manage(empty_database, "migrate", "--verbosity=0")
    manage(empty_database, "createcachetable")
    manage(empty_database, "migrate", "--check", "--verbosity=0")
    manage(empty_database, "makemigrations", "--check", "--dry-run")
