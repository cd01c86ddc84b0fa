"""Two at the same moment, in two real transactions: on PostgreSQL, where writers do not queue."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from tests.ground.imports.files import checked, csv_of
from tests.world import NOON, a_person, an_organisation, holding, joins

from groundswell.ground.imports import actions
from groundswell.ground.imports.models import ImportRun
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people.models import Person

FILE = csv_of(("E-mail", "Name", "Team"), *[(f"p{n}@x.example", f"P {n}", "A") for n in range(60)])


@pytest.fixture(autouse=True)
def _needs_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; run this on PostgreSQL")


class Now:
    """In a test with real transactions what waits for a commit runs by itself."""

    def __call__(self, **_: Any) -> "Now":
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *_: Any) -> None: ...


def an_administrator(name: str, place: Any) -> Any:
    return holding(joins(a_person(name), place), "administrator", organisation=place)


def at_once(*works: Callable[[], Any]) -> None:
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def confirming(run: ImportRun, by: Any) -> Callable[[], Any]:
    return lambda: actions.confirm_run(run=run, fingerprint=run.fingerprint, by=by, at=NOON)


def test_one_file_confirmed_by_two_clicks_at_once_is_applied_once() -> None:
    place = an_organisation()
    ngozi = an_administrator("Ngozi Bello", place)
    run = checked(Now(), ngozi, "staff-list", FILE, place)
    at_once(confirming(run, ngozi), confirming(run, ngozi))
    run.refresh_from_db()
    assert run.state == "applied"
    assert AuditEvent.objects.filter(name="import.applied").count() == 1


def test_of_two_files_saved_at_once_the_second_has_to_be_looked_at_again() -> None:
    place = an_organisation()
    people = [an_administrator("Ngozi Bello", place), an_administrator("Amara Okafor", place)]
    runs = [checked(Now(), person, "staff-list", FILE, place) for person in people]
    at_once(*(confirming(run, person) for run, person in zip(runs, people, strict=True)))
    states = sorted(ImportRun.objects.values_list("state", flat=True))
    assert states == ["applied", "failed"]
    assert Person.objects.filter(email="p7@x.example").count() == 1
