"""The program does not start on a database that may lose what it has acknowledged."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

SAFE_COMMITS = {"on", "remote_apply", "remote_write", "local"}
FULL, EXTRA = 2, 3  # SQLite's codes for PRAGMA synchronous


def acknowledged_writes_survive(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Each database that is asked about keeps a committed row through a crash."""
    faults: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        judge = {"sqlite": _sqlite, "postgresql": _postgresql}.get(connection.vendor)
        if judge:
            faults += judge(connection)
    return faults


def _ask(connection: Any, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _sqlite(connection: Any) -> Sequence[CheckMessage]:
    if _ask(connection, "PRAGMA synchronous") in {FULL, EXTRA}:
        return []
    return [_fault("SQLite runs with PRAGMA synchronous below FULL", "Set synchronous=FULL")]


def _postgresql(connection: Any) -> Sequence[CheckMessage]:
    faults = []
    if _ask(connection, "SHOW fsync") != "on":
        faults.append(_fault("PostgreSQL runs with fsync off", "Set fsync = on"))
    if _ask(connection, "SHOW synchronous_commit") not in SAFE_COMMITS:
        faults.append(
            _fault("PostgreSQL runs with synchronous_commit off", "Set synchronous_commit = on")
        )
    return faults


def _fault(what: str, remedy: str) -> Error:
    return Error(
        f"{what}: an answer that was acknowledged could be lost.",
        f"{remedy}.",
        id="groundswell.E001",
    )
