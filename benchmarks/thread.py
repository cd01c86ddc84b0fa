"""How long the page of a thread takes whose item has 500 neighbours, on the database in use.

    python benchmarks/thread.py [NEIGHBOURS]

Every neighbour is a real measure, read with the rights of the reader, and is linked to one more
thing beyond. Prints the best, the middle and the worst time on the clock, and the ratio of the
slowest page to its limit by the least CPU time of several rounds, which other work on the machine
disturbs least; ends with an error where that is missed. Nothing of the database is touched but one
of its own.
"""

import datetime as dt
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
os.environ["GROUNDSWELL_DEMO"] = "1"
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from groundswell.engines.measures import thread as measures_thread  # noqa: E402
from groundswell.engines.measures.models import Definition, Measure, MeasureState  # noqa: E402
from groundswell.engines.thread import queries  # noqa: E402
from groundswell.engines.thread.models import Link  # noqa: E402
from groundswell.front.queries.thread_page import STEPS  # noqa: E402
from groundswell.front.queries.thread_picture import picture_of  # noqa: E402
from groundswell.ground.kernel.references import Ref  # noqa: E402
from groundswell.ground.kernel.registries import (  # noqa: E402
    Column,
    Expectation,
    ThreadItem,
    ThreadKind,
    thread_kinds,
)
from groundswell.ground.people import actions as people  # noqa: E402
from groundswell.ground.people.actors import Actor  # noqa: E402

LIMIT_MS = 300  # of server time, for the page of an item with 500 neighbours
N_ROUNDS = 15
AT = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
AROUND = {  # of the item in the middle, a decision: the kinds of its neighbours and how it has them
    "finding": (Column.FINDING, "rests_on"),
    "test": (Column.TEST, "tested_by"),
    "result": (Column.RESULT, "led_to"),
    "measure": (Column.MEASURE, "measured_by"),
}
EXPECTED = (Expectation("measured_by", "No measure yet", "Without a measure", Column.MEASURE),)


def kinds() -> dict[str, ThreadKind]:
    """Measures in the clothes of other kinds, so that each kind is asked about its own rows."""
    columns = {kind: column for kind, (column, _link) in AROUND.items()}
    columns |= {"decision": Column.DECISION, "evidence": Column.EVIDENCE}
    return {kind: _dressed(kind, column) for kind, column in columns.items()}


def _dressed(kind: str, column: Column) -> ThreadKind:
    def resolve(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
        found = measures_thread.resolve(actor, ids)
        return {pk: replace(item, ref=Ref(kind, pk)) for pk, item in found.items()}

    return ThreadKind(kind.capitalize(), column, "measures", resolve, EXPECTED)


def load(n: int) -> tuple[Actor, Ref]:
    by = people.found_system(name="Priya Nair", email="priya.nair@harrowmere.example", at=AT)
    trust = people.add_organisation(name="Harrowmere", kind="trust", ods_code=None, by=by, at=AT)
    refs = [Ref("decision", UUID(int=1))]
    refs += [Ref(list(AROUND)[i % len(AROUND)], UUID(int=i + 2)) for i in range(n)]
    refs += [Ref("evidence", UUID(int=n + 2 + i)) for i in range(n)]
    _measures(refs, trust, by)
    hub, near, far = refs[0], refs[1 : n + 1], refs[n + 1 :]
    links = [_link(hub, AROUND[one.kind][1], one) for one in near]
    both = zip(near, far, strict=True)  # every other one closes a gap, and has to be looked at
    links += [_link(a, ("measured_by", "rests_on")[i % 2], b) for i, (a, b) in enumerate(both)]
    Link.objects.bulk_create(links)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    gc.collect()
    gc.freeze()  # what loading left behind is no part of a server
    return by, hub


def _measures(refs: list[Ref], trust: Any, by: Actor) -> None:
    definitions = Definition.objects.bulk_create(
        Definition(
            organisation=trust,
            title=f"People who left before one in the afternoon, ward {i}",
            role="outcome",
            number="percentage",
            good="up",
            frequency="week",
            counted="People.",
            made_by_id=by.id,
            made_at=AT,
        )
        for i in range(len(refs))
    )
    found = Measure.objects.bulk_create(
        Measure(
            id=ref.id, definition=definition, organisation=trust, audience="partnership",
            data_owner_id=by.id, created_at=AT,
        )
        for ref, definition in zip(refs, definitions, strict=True)
    )  # fmt: skip
    MeasureState.objects.bulk_create(
        MeasureState(
            measure=m, n_points=30, last_on=AT.date(), last_value=49.0, mean=40.0,
            rule="shift_high", n_run=7, kind="xmr", attention=3,
        )
        for m in found
    )  # fmt: skip


def _link(source: Ref, link_type: str, target: Ref) -> Link:
    ends = {"source_kind": source.kind, "source_id": source.id}
    ends |= {"target_kind": target.kind, "target_id": target.id}
    return Link(**ends, type=link_type, on=AT.date(), made_at=AT)


def timed(what: str, work: Callable[[], Any]) -> float:
    """The least CPU milliseconds of several rounds, after one that warms up and counts queries."""
    with CaptureQueriesContext(connection) as asked:
        work()
    n_queries = len(asked)  # a later request forgets them
    spent, busy = [], []
    for _round in range(N_ROUNDS):
        begun, begun_busy = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - begun_busy) * 1000)
    clock = f"{min(spent):6.1f} {statistics.median(spent):6.1f} {max(spent):6.1f} ms"
    print(f"  {clock}, {min(busy):6.1f} ms of CPU, {n_queries:2} queries: {what}")
    return min(busy)


def main(n: int) -> int:
    by, hub = load(n)
    client = Client()
    client.force_login(by.person)
    address = f"/thread/{hub.kind}/{hub.id}/"
    with thread_kinds.only(**kinds()):
        if (status := client.get(address).status_code) != 200:
            raise SystemExit(f"{address} answered {status}")
        thread = queries.thread_of(by, hub, steps=STEPS)
        print(f"{connection.vendor}, {n} neighbours: best, middle, worst on the clock")
        print(f"  {len(thread.nodes):,} things, {len(thread.gaps):,} gaps on the thread")
        timed("the thread is walked", lambda: queries.thread_of(by, hub, steps=STEPS))
        timed("the picture is drawn", lambda: picture_of(thread, title="A", today=AT.date()))
        first = timed("the whole page", lambda: client.get(address))
        last = timed("the whole page, further on", lambda: client.get(f"{address}?page=9"))
    slowest = max(first, last)
    print(f"Slowest page: {slowest:.0f} ms of CPU of {LIMIT_MS} ms, ratio {slowest / LIMIT_MS:.2f}")
    return int(slowest > LIMIT_MS)


def in_a_database_of_its_own(n: int) -> int:
    """On disk, as in earnest, and away from everything that is there already."""
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder:
        name = f"{folder}/thread.sqlite3" if connection.vendor == "sqlite" else "benchmark_thread"
        connection.settings_dict["TEST"].update(NAME=name, MIGRATE=False)
        old = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            return main(n)
        finally:
            teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    sys.exit(in_a_database_of_its_own(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
