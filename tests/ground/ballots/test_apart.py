"""On SQLite, writers of the lane wait in a row and not in their sleep."""

import fcntl
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from groundswell.ground.ballots import apart


class File:
    """A connection to a database in a file, as far as turns ask it."""

    vendor, in_atomic_block = "sqlite", False

    def __init__(self, path: Path) -> None:
        self.settings_dict = {"NAME": path}

    def is_in_memory_db(self) -> bool:
        return False


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> File:
    connection = File(tmp_path / "groundswell.sqlite3")
    monkeypatch.setattr(apart, "connection", connection)
    return connection


def test_one_writes_and_the_next_waits(file: File) -> None:
    order: list[str] = []
    inside, waits = threading.Event(), threading.Event()

    def second() -> None:
        inside.wait(10)
        waits.set()
        with apart._turn():
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with apart._turn():
        inside.set()
        waits.wait(10)
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_a_fault_gives_the_turn_on(file: File) -> None:
    with pytest.raises(sqlite3.OperationalError), apart._turn():
        raise sqlite3.OperationalError("disk is full")
    path = f"{file.settings_dict['NAME']}-turn"
    handle = os.open(path, os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert Path(path).stat().st_size == 0 and Path(path).stat().st_mode & 0o777 == 0o600
    os.close(handle)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vendor", "postgresql"),
        ("in_atomic_block", True),
        ("is_in_memory_db", lambda: True),
        ("settings_dict", {"NAME": "/nowhere/at/all"}),
    ],
)
def test_where_there_is_no_row_nobody_waits(file: File, name: str, value: Any) -> None:
    setattr(file, name, value)
    with apart._turn():
        assert apart._handle() is None
