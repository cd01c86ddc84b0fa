"""How long the library takes to mark what rests on a retracted work, and to take references in.

    python benchmarks/library_keeping.py [PAGES] [REFERENCES]     5,000 and 20,000 if not said

In a database of its own, beside that of DATABASE_URL (SQLite where it is not set), built by the
migrations. One work is cited by 2,000 pages and another by all; things on the thread rest on the
pages. Each is retracted, said once more, and holds again: every time in one task, after which
everything that rests on it is looked at. Then as many references as the library has works, all
of them new, are laid beside these and taken in. Prints the seconds of each with its ratio to its
limit; ends with an error where one is missed.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
os.environ["GROUNDSWELL_DEMO"] = "1"
django.setup()

from django.db import connection, transaction  # noqa: E402

from _library import AT, Library, bare, in_a_database_of_its_own, tidy  # noqa: E402
from _readers import references  # noqa: E402
from _timing import busy_s, is_all_seen  # noqa: E402
from groundswell.engines.library import actions  # noqa: E402
from groundswell.engines.library.kinds import ITEM, WORK  # noqa: E402
from groundswell.engines.library.models import Citation, Entry, Item, Work  # noqa: E402
from groundswell.engines.thread import queries as threads  # noqa: E402
from groundswell.engines.thread.models import Link  # noqa: E402
from groundswell.ground.kernel.references import Ref  # noqa: E402

SHAKING_S = 10.0  # to mark all that rests on one work, or to take the marks back
LOOKING_S = 60.0  # for 20,000 references beside 20,000 works
TAKING_IN_S = 120.0
SOME = 2_000  # pages
ON_THE_THREAD = 1_000  # things that rest on pages

ratios: list[float] = []


def timed(what: str, limit_s: float, act: Callable[[], Any]) -> Any:
    """Prints what it takes in work, which other programs on the machine hardly disturb."""
    clock, busy = time.perf_counter(), busy_s()
    done = act()
    spent, clock = busy_s() - busy, time.perf_counter() - clock
    ratios.append((spent if is_all_seen() else clock) / limit_s)
    over = "  MISSED" if ratios[-1] > 1 else ""
    told = f"{ratios[-1]:5.2f} of {limit_s:.0f} s: {spent:6.2f} s of work, {clock:6.2f} s"
    print(f"  {told}: {what}{over}", flush=True)
    return done


def cite(work: Work, items: list[Item]) -> None:
    Citation.objects.bulk_create(
        (Citation(item=item, work=work, place="rests_on", position=20) for item in items),
        batch_size=400,
    )


def hang(items: list[Item]) -> list[Ref]:
    """Things of other rooms that rest on these pages."""
    links = Link.objects.bulk_create(
        (
            Link(
                source_kind="challenge", source_id=uuid4(), type="rests_on",
                target_kind=ITEM, target_id=item.uid, on=AT.date(), made_at=AT,
            )
            for item in items
        ),
        batch_size=400,
    )  # fmt: skip
    return [Ref("challenge", link.source_id) for link in links]


def retract(work: Work, rests: list[Ref]) -> None:
    """Whether it reached them all is asked of the thread, and of what readers see."""
    ref = Ref(WORK, work.uid)
    n_pages = sum(r.kind == ITEM for r in rests)
    said = {"standing_reason": "It was wrong.", "standing_on": AT.date()}
    Work.objects.filter(pk=work.pk).update(standing="retracted", **said)
    marked = timed(
        f"{len(rests):,} things marked, {n_pages:,} of them pages",
        SHAKING_S,
        lambda: actions.shake(ref=ref, at=AT),
    )
    assert marked >= len(rests), (marked, len(rests))
    assert in_doubt(rests) == len(rests)
    assert Entry.objects.filter(is_shaken=True).count() >= n_pages
    again = timed("said once more", SHAKING_S, lambda: actions.shake(ref=ref, at=AT))
    assert again == 0, again
    Work.objects.filter(pk=work.pk).update(standing="current", standing_reason="", standing_on=None)
    timed("it holds again", SHAKING_S, lambda: actions.shake(ref=ref, at=AT))
    assert in_doubt(rests) == 0
    assert not Entry.objects.filter(is_shaken=True).exists()


def in_doubt(rests: list[Ref]) -> int:
    return sum(
        len(threads.doubtful(rests[first : first + 500])) for first in range(0, len(rests), 500)
    )


def take_in(library: Library, n: int) -> None:
    by, before = library.founder, Work.objects.count()
    content = references(n)

    def look() -> Any:
        upload = actions.send_works(file_name="many.ris", content=content, by=by, at=AT)
        if upload.state == "sent":  # the worker's part, done here
            actions.look_through(upload_id=upload.pk, job_id=str(upload.job_id), at=AT)
            upload.refresh_from_db()
        return upload

    def take() -> None:
        done = actions.confirm_upload(
            upload=upload, fingerprint=upload.fingerprint, choices={}, by=by, at=AT
        )
        if done.state == "taking":
            actions.take_upload(upload_id=done.pk, job_id=str(done.job_id), at=AT)

    upload = timed(f"{n:,} references looked through beside {before:,} works", LOOKING_S, look)
    timed(f"{n:,} references taken in", TAKING_IN_S, take)
    assert Work.objects.count() == before + n


def main() -> int:
    n_pages, n_references = [*map(int, sys.argv[1:]), *(5_000, 20_000)[len(sys.argv) - 1 :]]
    library = bare(n_pages, n_references)
    some, every = library.works[:2]
    with transaction.atomic():
        few = library.items[:SOME]
        cite(some, few)
        cite(every, library.items)
        rest_on_few = hang(few[: ON_THE_THREAD // 2])
        rest = [*rest_on_few, *hang(library.items[-ON_THE_THREAD // 2 :])]
    tidy()
    print(f"{connection.vendor}: ratio to its limit")
    near = [Ref(ITEM, item.uid) for item in library.items]
    retract(some, [*near[:SOME], *rest_on_few])
    retract(every, [*near, *rest])
    take_in(library, n_references)
    print(f"\nWorst of {len(ratios)} figures: {max(ratios):.2f} of its limit")
    return int(max(ratios) > 1)


if __name__ == "__main__":
    sys.exit(in_a_database_of_its_own(main))
