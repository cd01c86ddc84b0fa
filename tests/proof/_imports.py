"""A large staff list and a large file of numbers, timed step by step; see `imports`."""

import csv
import datetime as dt
import io
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.proof._databases import begin, in_a_database_of_its_own, told

begin()

from tests.world import NOON, a_founder, an_organisation  # noqa: E402

from groundswell.engines.measures.models import Measure, Observation  # noqa: E402
from groundswell.ground.imports import actions  # noqa: E402
from groundswell.ground.imports.importers import Place, importers  # noqa: E402
from groundswell.ground.imports.models import ImportRun  # noqa: E402
from groundswell.ground.kernel.models import AuditEvent, SearchEntry  # noqa: E402
from groundswell.ground.kernel.tasks import tasks  # noqa: E402
from groundswell.ground.people.models import (  # noqa: E402
    Membership,
    Organisation,
    Person,
    Team,
)

N_ROWS = 100_000
N_PLACES, N_MONTHS = 274, 36
TABLES = (AuditEvent, Measure, Membership, Observation, Organisation, Person, SearchEntry, Team)
STAFF = ["Staff number", "E-mail", "Name", "Job title", "Pay band", "Division", "Directorate",
         "Team", "Manager", "Start date"]  # fmt: skip
NUMBERS = ["Date", "Organisation code", "Measure", "Number", "Out of"]
OPTIONS = {"which": "column", "audience": "partnership"}
AT = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
Row = list[str]


class Later:
    """Stands in for what follows a list in the background, and counts its seconds apart."""

    def __init__(self, task: Any) -> None:
        self.task, self.seconds = task, 0.0

    def enqueue(self, **arguments: Any) -> None:
        began = time.perf_counter()
        self.task.enqueue(**arguments)
        self.seconds += time.perf_counter() - began


def main() -> None:
    told(in_a_database_of_its_own("imports", measured))


def measured() -> dict[str, Any]:
    found: dict[str, Any] = {}
    later = Later(tasks["people.show_people"])
    with tasks.only(**dict(tasks.items()) | {"people.show_people": later}):
        place = an_organisation()
        faulty = [*staff(), staff_row(7)]  # the last row has the number of an earlier one
        found["staff list, its last row a fault"] = refused("staff-list", STAFF, faulty, place)
        found["staff list"] = brought_in("staff-list", STAFF, staff(), place, later)
        define()
        faulty = [*numbers(), ["31/02/2026", "R000", "Part 0", "1", "2"]]
        found["numbers, their last row a fault"] = refused("observations", NUMBERS, faulty, None)
        found["numbers"] = brought_in("observations", NUMBERS, numbers(), None, later)
        found["the same numbers again"] = again("observations", NUMBERS, numbers())
    return found


def staff() -> list[Row]:
    return [staff_row(n) for n in range(N_ROWS)]


def staff_row(n: int) -> Row:
    team = n % 400
    manager = "" if n < 100 else f"{20_000_000 + n % 100}"
    return [
        f"{20_000_000 + n}", f"person.{n}@crowd.example", f"Given{n % 997} Family{n % 7919}",
        "Nurse", f"Band {5 + n % 3}", f"Division {team // 100}", f"Directorate {team // 20}",
        f"Ward {team}", manager, "01/04/2020",
    ]  # fmt: skip


def define() -> None:
    """Ten measures of the whole system, and 274 organisations that report on each."""
    from groundswell.engines.measures import actions as measures
    from groundswell.engines.measures.actions import DefinitionDetails

    rows = [
        Organisation(name=f"Trust {n}", kind="trust", ods_code=f"R{n:03}") for n in range(N_PLACES)
    ]
    Organisation.objects.bulk_create(rows)
    for part in range(-(-N_ROWS // (N_PLACES * N_MONTHS))):
        details = DefinitionDetails(
            title=f"Part {part}", number="percentage", good="up", frequency="month",
            counted="Those who were.", out_of="All.",
        )  # fmt: skip
        measures.define_measure(organisation=None, details=details, by=a_founder(), at=NOON)


def numbers() -> list[Row]:
    return list(_numbers())[:N_ROWS]


def _numbers() -> Iterator[Row]:
    for part in range(-(-N_ROWS // (N_PLACES * N_MONTHS))):
        for place in range(N_PLACES):
            for month in range(N_MONTHS):
                on = f"01/{month % 12 + 1:02}/{2023 + month // 12}"
                level = 700 + 17 * ((month * 7 + place) % 5) + (120 if month > 20 else 0)
                yield [on, f"R{place:03}", f"Part {part}", str(level), "1000"]


def uploaded(code: str, head: Row, rows: list[Row], place: Any) -> ImportRun:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    run = actions.start_run(
        importer=importers[code],
        place=Place(place.pk if place else None),
        file_name="large.csv",
        content=out.getvalue().encode(),
        by=a_founder(),
        at=AT,
    )
    actions.map_columns(run=run, mapping=run.mapping, by=a_founder(), at=AT)
    if code == "observations":
        actions.choose_options(run=run, options=OPTIONS, by=a_founder(), at=AT)
    return run


def checked(run: ImportRun) -> float:
    seconds = timed(lambda: actions.check_run(run=run, by=a_founder(), at=AT))
    run.refresh_from_db()
    assert run.state == "checked", run.outcome
    return seconds


def brought_in(code: str, head: Row, rows: list[Row], place: Any, later: Later) -> dict[str, Any]:
    run, later.seconds = uploaded(code, head, rows, place), 0.0
    check = checked(run)
    assert not run.n_faults, run.faults[:3]
    seen = run.fingerprint
    apply = timed(lambda: actions.confirm_run(run=run, fingerprint=seen, by=a_founder(), at=AT))
    run.refresh_from_db()
    assert run.state == "applied", run.outcome
    return {
        "check": round(check, 1),
        "apply": round(apply - later.seconds, 1),
        "search": round(later.seconds, 1),
        "outcome": run.outcome,
    }


def refused(code: str, head: Row, rows: list[Row], place: Any) -> dict[str, Any]:
    """The file cannot be brought in, also by one who insists, and no row of it stays."""
    run = uploaded(code, head, rows, place)
    before = _counts()
    check = checked(run)
    assert run.n_faults >= 1
    told_row = run.faults[-1]["row"]
    try:
        actions.confirm_run(run=run, fingerprint=run.fingerprint, by=a_founder(), at=AT)
    except Exception as refusal:
        said = str(refusal)
    else:
        raise AssertionError("A file with a fault was taken.")
    after = _counts()
    assert before == after, (before, after)
    return {"check": round(check, 1), "faults": run.n_faults, "row": told_row, "said": said}


def again(code: str, head: Row, rows: list[Row]) -> dict[str, Any]:
    """The same file once more would change nothing."""
    run = uploaded(code, head, rows, None)
    check = checked(run)
    assert not any(heap["n"] for heap in run.preview["heaps"] if heap["code"] != "same")
    return {"check": round(check, 1), "outcome": "changes nothing"}


def _counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in TABLES}


def timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
