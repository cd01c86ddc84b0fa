"""Every table is made from nothing by its migrations, on both databases, and nothing is left over
to be migrated."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

TITLE = "Migrations from nothing"
SERVER = os.environ.get("DATABASE_URL_PG", "postgres://postgres@127.0.0.1:5432/postgres")
NAME = "groundswell_proof_of_migrations"


def trial() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        lines = [_line("SQLite", f"sqlite:///{Path(folder) / 'empty.sqlite3'}")]
    with psycopg.connect(SERVER, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {NAME}")
        lines.append(_line("PostgreSQL", SERVER.rsplit("/", 1)[0] + f"/{NAME}"))
        admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
    return ["| Database | Migrations | Seconds |", "|---|---|---|", *lines]


def _line(name: str, database: str) -> str:
    began = time.monotonic()
    said = _manage(database, "migrate", "--verbosity=1")
    seconds = time.monotonic() - began
    _manage(database, "migrate", "--check", "--verbosity=0")
    n_migrations = sum(line.endswith("OK") for line in said.splitlines())
    assert n_migrations, said
    return f"| {name} | {n_migrations} | {seconds:.1f} |"


def _manage(database: str, *command: str) -> str:
    environment = {**os.environ, "DATABASE_URL": database}
    ended = subprocess.run(
        [sys.executable, "manage.py", *command, "--no-color"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
