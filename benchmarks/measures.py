"""How long the pages of measures take at 100,000 numbers, and how long those take to come in.

    .venv/bin/python benchmarks/measures.py [NUMBERS]

Limits: 100,000 numbers brought in under 20 s; a page of a table, of a measure and of the room in
under 100 ms of server time. `DATABASE_URL` chooses the database as everywhere; nothing of it is
touched but one of its own.
"""

import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIMIT_OF_IMPORT, LIMIT_OF_PAGE = 20.0, 0.1  # seconds
AT = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
N_MONTHS = 36
OPTIONS = {
    "which": "new",
    "title": "Waited over four hours",
    "number": "percentage",
    "good": "down",
    "frequency": "month",
    "out_of": "attendances",
    "counted": "Attendances of over four hours.",
    "places": 1,
    "add_organisations": True,
    "audience": "partnership",
}


def a_file(n_places: int, months: range) -> bytes:
    """Months of made-up figures of so many organisations."""
    rows = ["period,org_code,attendances,breaches"]
    for place in range(n_places):
        for month in months:
            on = dt.date(2023 + month // 12, month % 12 + 1, 1)
            n = 8_000 + (place * 37 + month * 101) % 900
            rows.append(f"{on},X{place:05d},{n},{n // 9 + (place * 7 + month * 13) % 60}")
    return "\n".join(rows).encode()


def bring_in(what: str, content: bytes, by: Any, limit: float, **options: Any) -> None:
    """Check and save as the worker does, and say what it took."""
    from django.db import transaction

    from groundswell.ground.imports.importers import Place, RunContext, importers
    from groundswell.ground.imports.reading import read
    from groundswell.ground.imports.records import Records

    importer = importers["observations"]
    columns = {"on": 0, "organisation": 1, "n": 2, "value": 3}
    records = Records(read(content, "a.csv").table, columns)
    context = RunContext(by, Place(), AT, {**OPTIONS, **options})
    check = importer.check(records, context, lambda *_said: None)
    begun, busy = time.perf_counter(), time.process_time()
    with transaction.atomic():
        outcome = importer.apply(check, records, context, lambda *_said: None)
    took, spent = time.perf_counter() - begun, time.process_time() - busy
    print(f"  {what}: {outcome.sentence}")
    print(
        f"    {took:.1f} s ({spent:.1f} s of CPU), {took / limit:.2f} of the limit of {limit:.0f} s"
    )


def pages(by: Any) -> dict[str, float]:
    """Seconds of server time of each page, the least of five."""
    from django.test import Client
    from django.urls import reverse

    from groundswell.engines.measures.models import Definition, Measure

    client = Client()
    client.force_login(by.person)
    definition, measure = Definition.objects.get(), Measure.objects.order_by("pk")[0]
    addresses = {
        "the room": reverse("measures:index"),
        "a table of all places": reverse("measures:definition", args=[definition.pk]),
        "the same, worsening": reverse("measures:definition", args=[definition.pk])
        + "?show=worsening",
        "side by side": reverse("measures:compare", args=[definition.pk]),
        "one measure": reverse("measures:measure", args=[measure.pk]),
    }
    return {name: _least(client, address) for name, address in addresses.items()}


def _least(client: Any, address: str) -> float:
    spent = []
    for _round in range(5):
        begun = time.process_time()
        answer = client.get(address)
        spent.append(time.process_time() - begun)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    return min(spent)


def _numbers(n: int, by: Any) -> None:
    """A first month that begins the measures, then all the others at once."""
    from groundswell.engines.measures.models import Definition

    n_places, share = -(-n // (N_MONTHS - 1)), n / 100_000
    first, rest = a_file(n_places, range(1)), a_file(n_places, range(1, N_MONTHS))
    bring_in("organisations and measures", first, by, LIMIT_OF_IMPORT * share)
    known = str(Definition.objects.get().pk)
    bring_in("numbers", rest, by, LIMIT_OF_IMPORT * share, which=known)


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    os.environ["GROUNDSWELL_DEMO"] = "1"
    os.environ["GROUNDSWELL_VAR"] = tempfile.mkdtemp()
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from groundswell.ground.people import actions as people

    setup_test_environment()
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = "benchmark_of_measures"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        by = people.found_system(name="Priya Nair", email="priya.nair@harrowmere.example", at=AT)
        print(f"{connection.vendor}, {n:,} numbers")
        _numbers(n, by)
        for name, spent in pages(by).items():
            ratio = spent / LIMIT_OF_PAGE
            print(f"  {name}: {spent * 1000:.0f} ms, ratio to the limit of 100 ms: {ratio:.2f}")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
