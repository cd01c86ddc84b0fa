"""Transactions that must not be joined to any other."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from django.conf import settings
from django.db import connection, transaction

_own = local()  # a thread's own handle on the file of turns


@contextmanager
def apart() -> Iterator[None]:
    """A transaction that is nobody else's part: RuntimeError where one is open already.

    What is written in one transaction is stamped as one by the database. The demonstration alone,
    in which nobody real answers, makes all its example data in one.
    """
    with _turn(), transaction.atomic(durable=not settings.DEMO):
        yield


@contextmanager
def _turn() -> Iterator[None]:
    """SQLite takes one writer, and whoever finds it busy sleeps and tries again: under load some
    never have luck. Here they wait in a row, in whichever process, and the kernel wakes the next.

    It is for speed alone. Nothing is written into the file, and what SQLite guards it guards still.
    """
    handle = _handle()
    if handle is None:
        yield
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _handle() -> int | None:
    """The file that says whose turn it is, beside the database; None where there is no row."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        return None
    path = f"{connection.settings_dict['NAME']}-turn"
    kept: dict[str, int] = _own.__dict__.setdefault("handles", {})
    if path not in kept:
        try:
            kept[path] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:  # such as a disk that is full: then as SQLite does it
            return None
    return kept[path]
