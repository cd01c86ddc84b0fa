from contextlib import contextmanager

import pytest
from django.core.checks import run_checks
from django.db import connection

from groundswell.ground.kernel import durability


class Answering:
    """Stands in for a database that is set up the way a test wants it."""

    def __init__(self, vendor: str, answers: dict[str, object]) -> None:
        self.vendor, self.answers = vendor, answers

    @contextmanager
    def cursor(self):
        yield self

    def execute(self, question: str) -> None:
        self.question = question

    def fetchone(self) -> tuple:
        return (self.answers[self.question],)


SAFE = {"SHOW fsync": "on", "SHOW synchronous_commit": "on"}


def faults(monkeypatch, vendor: str, answers: dict) -> list[str]:
    monkeypatch.setattr(durability, "connections", {"default": Answering(vendor, answers)})
    found = durability.acknowledged_writes_survive(None, databases=["default"])
    assert all(fault.id == "groundswell.E001" and fault.hint for fault in found)
    return [fault.msg for fault in found]


@pytest.mark.parametrize("synchronous", [2, 3])
def test_sqlite_that_waits_for_the_disk_is_safe(monkeypatch, synchronous):
    assert faults(monkeypatch, "sqlite", {"PRAGMA synchronous": synchronous}) == []


@pytest.mark.parametrize("synchronous", [0, 1])
def test_sqlite_that_does_not_wait_for_the_disk_is_refused(monkeypatch, synchronous):
    (sentence,) = faults(monkeypatch, "sqlite", {"PRAGMA synchronous": synchronous})
    assert "below FULL" in sentence
    assert "could be lost" in sentence


@pytest.mark.parametrize("commit", ["on", "local", "remote_write", "remote_apply"])
def test_postgresql_that_waits_for_the_disk_is_safe(monkeypatch, commit):
    assert faults(monkeypatch, "postgresql", {**SAFE, "SHOW synchronous_commit": commit}) == []


def test_postgresql_that_does_not_wait_for_the_disk_is_refused(monkeypatch):
    (fsync,) = faults(monkeypatch, "postgresql", {**SAFE, "SHOW fsync": "off"})
    assert "fsync off" in fsync
    (commit,) = faults(monkeypatch, "postgresql", {**SAFE, "SHOW synchronous_commit": "off"})
    assert "synchronous_commit off" in commit


def test_a_database_of_another_make_is_not_judged(monkeypatch):
    assert faults(monkeypatch, "oracle", {}) == []


def test_no_database_is_asked_where_none_was_named():
    assert durability.acknowledged_writes_survive(None) == []


def test_the_database_that_the_program_is_set_up_with_is_safe(db):
    found = run_checks(tags=["database"], databases=[connection.alias])
    assert [f for f in found if f.id == "groundswell.E001"] == []
