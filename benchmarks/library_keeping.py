"""How long the library takes to mark 2,000 pages in one task, and to take in 20,000 references.

    python benchmarks/library_keeping.py [PAGES] [REFERENCES]

Each page is published and rests on one work, which is retracted; each reference is new. Prints the
seconds of each, with its ratio to its limit; ends with an error where one is missed. Nothing of the
database in use is touched but one of its own.
"""

import datetime as dt
import os
import sys
import time
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
os.environ["GROUNDSWELL_DEMO"] = "1"
django.setup()

from django.test.utils import (  # noqa: E402
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from groundswell.engines.library import actions  # noqa: E402
from groundswell.engines.library.kinds import WORK  # noqa: E402
from groundswell.engines.library.models import (  # noqa: E402
    Citation,
    Entry,
    Item,
    OnePager,
    Shelf,
    Work,
)
from groundswell.ground.kernel.references import Ref  # noqa: E402
from groundswell.ground.people import actions as people  # noqa: E402
from groundswell.ground.people.actors import Actor  # noqa: E402

AT = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SHAKING_S = 10  # for 2,000 pages
TAKING_IN_S = 120  # for 20,000 references, looked through and taken in


def a_retracted_work(founder: Actor, n_pages: int) -> Work:
    shelf = Shelf.objects.get(pk=actions.open_shelf(organisation=None, by=founder, at=AT).pk)
    work = Work.objects.create(
        key="bridges", title="Bridges", created_at=AT,
        standing="retracted", standing_reason="It was wrong.", standing_on=AT.date(),
    )  # fmt: skip
    for n in range(n_pages):
        page = OnePager(title=f"Page {n}", slug=f"page-{n}", claim="So.", strength="thin")
        page.why_so = "One study."
        shelf.add_child(instance=page)
    items = list(Item.objects.child_of(shelf))
    Citation.objects.bulk_create(
        Citation(item=item, work=work, place="rests_on", position=0) for item in items
    )
    Entry.objects.bulk_create(
        Entry(
            id=item.uid, item=item, kind="one-pager", title=item.title, url=f"/{item.slug}/",
            audience="public", year=2026, first_on=AT.date(),
        )
        for item in items
    )  # fmt: skip
    return work


def references(n: int) -> bytes:
    return "\n".join(
        f"TY  - JOUR\nAU  - Family{i % 977}, A.\nPY  - {1990 + i % 30}\n"
        f"TI  - {uuid4().hex[:8]} study number {i} of care {uuid4().hex[:6]}\n"
        f"DO  - 10.1000/{i}\nER  - \n"
        for i in range(n)
    ).encode()


def told(what: str, seconds: float, limit: float) -> bool:
    print(f"{what}: {seconds:.1f} s, {seconds / limit:.2f} of its limit of {limit} s")
    return seconds <= limit


def main() -> bool:
    sizes = [*map(int, sys.argv[1:]), *(2_000, 20_000)[len(sys.argv) - 1 :]]
    founder = people.found_system(name="Priya Nair", email="priya@harrowmere.example", at=AT)
    work = a_retracted_work(founder, sizes[0])
    begun = time.perf_counter()
    marked = actions.shake(ref=Ref(WORK, work.uid), at=AT)
    is_quick = told(f"{marked:,} pages marked", time.perf_counter() - begun, SHAKING_S)
    begun = time.perf_counter()
    content = references(sizes[1])
    upload = actions.send_works(file_name="many.ris", content=content, by=founder, at=AT)
    if upload.state == "sent":  # the worker's part, done here
        actions.look_through(upload_id=upload.pk, job_id=str(upload.job_id), at=AT)
        upload.refresh_from_db()
    done = actions.confirm_upload(
        upload=upload, fingerprint=upload.fingerprint, choices={}, by=founder, at=AT
    )
    if done.state == "taking":
        actions.take_upload(upload_id=done.pk, job_id=str(done.job_id), at=AT)
    n = Work.objects.count() - 1
    return told(f"{n:,} references in", time.perf_counter() - begun, TAKING_IN_S) and is_quick


if __name__ == "__main__":
    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        is_well = main()
    finally:
        teardown_databases(old, verbosity=0)
    sys.exit(not is_well)
