"""How long a report over 700,000 answers takes: read from a file, published, and read by people.

    .venv/bin/python benchmarks/results.py [PEOPLE ITEMS]

Twice, where nothing else is said: 23,400 people with 30 items each (702,000 answers), and 700,000
people with one item. Both are of 60 wards and bring a file as an earlier system writes it, through
the flow of imports. Each stands there once with wards of one size, where nothing needs to be
hidden, and once with wards of all sizes, some of them too small to be shown.

The limit is for a report as somebody waits for it: making the results and reading their page for
the first time, 5 s by the clock on a machine that does nothing else. Reading the file in is a
task with a bar; it is timed without a limit, as are the page when it is read again and the file of
numbers. `DATABASE_URL` chooses the database as everywhere; nothing of it is touched but one of its
own.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
REPORT_LIMIT = 5.0  # seconds by the clock, for 700,000 answers
FULL = ((23_400, 30), (700_000, 1))  # people, and items of each
N_WARDS, ON_A_PAGE = 60, 6
N_SMALL, FEW = 4, 6  # wards that are too small, and how many people each of them has, about


def main() -> int:
    sizes = (tuple(map(int, sys.argv[1:3])),) if len(sys.argv) > 2 else FULL
    _begin()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        took = [_measure(*size, is_even) for size in sizes for is_even in (True, False)]
    finally:
        teardown_databases(databases, verbosity=0)
    return int(max(took) > REPORT_LIMIT)


def _begin() -> None:
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("GROUNDSWELL_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django
    from django.conf import settings

    settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
    settings.ALLOWED_HOSTS.append("testserver")
    settings.IMPORT_MOST_ROWS = max(settings.IMPORT_MOST_ROWS, 1_000_000)
    database = settings.DATABASES["default"]
    own = Path(tempfile.mkdtemp()) / "benchmark.sqlite3"
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    name = str(own) if is_sqlite else "benchmark_results"
    database["TEST"] = {"NAME": name, "MIGRATE": False}
    if not is_sqlite:
        database.setdefault("OPTIONS", {}).pop("pool", None)
    django.setup()


def file_of(names: list[str], n_people: int, *, is_even: bool) -> bytes:
    """A row for each person: the ward, and five-point answers, one in twenty left out."""
    draw = np.random.default_rng(20260615)
    lean = draw.normal(0, 0.4, N_WARDS)
    ward = draw.choice(N_WARDS, n_people, p=_sizes(draw, n_people, is_even=is_even))
    columns = [np.char.add("Ward ", (ward + 1).astype(str))]
    for _name in names:
        codes = np.clip(np.round(3.4 + lean[ward] + draw.normal(0, 1, n_people)), 1, 5)
        words = codes.astype(int).astype(str)
        columns.append(np.where(draw.random(n_people) < 0.05, "", words))
    lines = map(",".join, zip(*(column.tolist() for column in columns), strict=True))
    return "\n".join([",".join(["ward", *names]), *lines]).encode()


def _sizes(draw: np.random.Generator, n_people: int, *, is_even: bool) -> np.ndarray:
    """The part that each ward has of all people."""
    size = np.ones(N_WARDS)
    if not is_even:
        size = draw.lognormal(0, 1.2, N_WARDS)
        size[:N_SMALL] = size.sum() * FEW / n_people
    return size / size.sum()


def _measure(n_people: int, n_items: int, is_even: bool) -> float:
    """How many seconds somebody waited for the report."""
    from django.db import connection
    from django.test import Client
    from tests.engines.surveys.results.making import a_definition, a_keeper, a_survey
    from tests.world import an_organisation

    n_scales = -(-n_items // ON_A_PAGE)
    scales = {f"s{at}_": min(ON_A_PAGE, n_items - at * ON_A_PAGE) for at in range(n_scales)}
    definition = a_definition(scales, texts=())
    wards = "wards of one size" if is_even else "wards of all sizes"
    place = an_organisation(f"Trust of {n_people:,} in {wards}")
    keeper = a_keeper(f"Keeper of {n_people} in {wards}", place)
    survey = a_survey(keeper, definition, title=f"{n_people:,} people")
    print(f"{n_people:,} people, {n_items} items, {wards}, on {connection.vendor}")
    content = file_of(list(definition.questions), n_people, is_even=is_even)
    _timed(f"a file of {len(content) / 1e6:.1f} MB", lambda: _bring_in(survey, content, keeper))
    survey.refresh_from_db()
    client = Client()
    client.force_login(keeper.person)
    path = f"/surveys/{survey.pk}/results/"
    made = _timed("making the results", lambda: _publish(survey, keeper))
    read = _timed("the page", lambda: _got(client, path))
    took = made + read
    ratio = f"{took / REPORT_LIMIT:.2f} of the limit {REPORT_LIMIT:.1f} s"
    print(f"  the report, made and read: {took:.2f} s by the clock, {ratio}")
    _timed("the page again", lambda: _got(client, path))
    _timed("the numbers as CSV", lambda: _got(client, f"{path}numbers.csv"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory {peak:,.0f} MB", flush=True)
    return took


def _bring_in(survey: Any, content: bytes, by: Any) -> None:
    from tests.world import NOON

    from groundswell.ground.imports import actions
    from groundswell.ground.imports.importers import Place, importers

    run = actions.start_run(
        importer=importers["answers"],
        place=Place(survey.organisation_id, survey.pk),
        file_name="answers.csv",
        content=content,
        by=by,
        at=NOON,
    )
    actions.map_columns(run=run, mapping=run.mapping, by=by, at=NOON)
    actions.check_run(run=run, by=by, at=NOON)
    run.refresh_from_db()
    assert run.n_faults == 0, run.faults[:3]
    actions.confirm_run(run=run, fingerprint=run.fingerprint, by=by, at=NOON)
    run.refresh_from_db()
    assert run.state == "applied", run.outcome


def _publish(survey: Any, by: Any) -> None:
    from tests.engines.surveys.results.making import published

    published(survey, by)


def _got(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    answer.getvalue()


def _timed(what: str, work: Callable[[], Any]) -> float:
    """How many seconds the work took by the clock."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    took, spent = time.perf_counter() - began, time.process_time() - busy
    print(f"  {what}: {spent:.2f} s of CPU in {took:.2f} s", flush=True)
    return took


if __name__ == "__main__":
    sys.exit(main())
