"""How long a staff list takes: reading, dry run and saving, in a database made for the purpose.

    .venv/bin/python benchmarks/imports.py [ROWS]

The limits are for 100,000 rows on two shared cores: a dry run under 30 s, saving under 60 s.
Search learns of the people after the saving, in tasks of 2,000; that is timed apart.
`DATABASE_URL` chooses the database as everywhere; nothing of it is touched but one of its own.
"""

import csv
import datetime as dt
import io
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIMIT_OF_CHECK, LIMIT_OF_APPLY = 30.0, 60.0  # seconds for 100,000 rows
AT = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
HEAD = ["Staff number", "E-mail", "Name", "Job title", "Pay band", "Division", "Directorate",
        "Team", "Manager", "Start date"]  # fmt: skip


def main() -> None:
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    _begin()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        _measure(n_rows)
    finally:
        teardown_databases(databases, verbosity=0)


def _begin() -> None:
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("GROUNDSWELL_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django
    from django.conf import settings

    settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
    database = settings.DATABASES["default"]
    own = Path(tempfile.mkdtemp()) / "benchmark.sqlite3"
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    name = str(own) if is_sqlite else "benchmark_imports"
    database["TEST"] = {"NAME": name, "MIGRATE": False}
    if not is_sqlite:
        database.setdefault("OPTIONS", {}).pop("pool", None)
    django.setup()


def staff(n_rows: int, *, round_: int) -> list[list[str]]:
    """A list of so many people; the second round differs in every tenth row."""
    rows = []
    for i in range(n_rows):
        is_changed = round_ == 2 and i % 10 == 0
        team = (i + 1 if is_changed else i) % 400
        rows.append([
            f"{20_000_000 + i}",
            f"person.{i}@harrowmere.example",
            f"Given{i % 997} Family{i % 7919}",
            "Senior nurse" if is_changed else "Nurse",
            f"Band {5 + i % 3}",
            f"Division {team // 100}",
            f"Directorate {team // 20}",
            f"Ward {team}",
            "" if i < 100 else f"{20_000_000 + i % 100}",
            "01/04/2020",
        ])
    return rows


class Indexing:
    """The task that tells search of people, with the seconds it took in all."""

    def __init__(self, task: Any) -> None:
        self.task, self.seconds = task, 0.0

    def enqueue(self, **arguments: Any) -> None:
        began = time.perf_counter()
        self.task.enqueue(**arguments)
        self.seconds += time.perf_counter() - began


def _measure(n_rows: int) -> None:
    from django.db import connection
    from tests.world import a_founder, an_organisation

    from groundswell.ground.kernel.tasks import tasks
    from groundswell.ground.people.models import Membership

    print(f"{n_rows:,} rows on {connection.vendor}")
    founder, place = a_founder(), an_organisation()
    indexing = Indexing(tasks["people.show_people"])
    with tasks.only(**dict(tasks.items()) | {"people.show_people": indexing}):
        for round_, what in ((1, "all new"), (2, "every tenth changed")):
            indexing.seconds = 0.0
            _bring_in(staff(n_rows, round_=round_), what, founder, place, indexing)
    assert Membership.objects.count() == n_rows
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


def _bring_in(rows: list[list[str]], what: str, by: Any, place: Any, indexing: Indexing) -> None:
    from groundswell.ground.imports import actions
    from groundswell.ground.imports.importers import Place, importers

    share = len(rows) / 100_000
    importer = importers["staff-list"]
    run = _timed(f"{what}: upload", None, lambda: actions.start_run(
        importer=importer, place=Place(place.pk), file_name="staff.csv", content=_csv(rows),
        by=by, at=AT))  # fmt: skip
    actions.map_columns(run=run, mapping=run.mapping, by=by, at=AT)
    _timed(f"{what}: check", LIMIT_OF_CHECK * share,
           lambda: actions.check_run(run=run, by=by, at=AT))  # fmt: skip
    run.refresh_from_db()
    assert run.n_faults == 0, run.faults[:3]
    seen, limit = run.fingerprint, LIMIT_OF_APPLY * share
    began = time.perf_counter()
    actions.confirm_run(run=run, fingerprint=seen, by=by, at=AT)
    took = time.perf_counter() - began - indexing.seconds
    print(f"  {what}: apply: {took:.2f} s, {took / limit:.2f} of the limit {limit:.1f} s")
    print(f"  {what}: search, afterwards: {indexing.seconds:.2f} s", flush=True)
    run.refresh_from_db()
    assert run.state == "applied", run.outcome
    print(f"  {run.outcome}")


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


def _timed(what: str, limit: float | None, work: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = work()
    took = time.perf_counter() - began
    ratio = f", {took / limit:.2f} of the limit {limit:.1f} s" if limit else ""
    print(f"  {what}: {took:.2f} s{ratio}", flush=True)
    return result


if __name__ == "__main__":
    main()
