"""Things to look for: pages let out on a shelf as the editor lets them out, and works."""

from typing import Any

from tests.world import NOON, TODAY, a_founder

from groundswell.engines.library import actions
from groundswell.engines.library.actions.indexing import index_entries
from groundswell.engines.library.kinds import WORK
from groundswell.engines.library.models import Entry, OnePager, Shelf, Work
from groundswell.engines.library.reading.citing import cited_as
from groundswell.engines.library.reading.wording import wording_of_work
from groundswell.ground.people.models import Organisation


def a_shelf(organisation: Organisation | None = None) -> Shelf:
    return actions.open_shelf(organisation=organisation, by=a_founder(), at=NOON)


def a_page(title: str, says: str = "", *, shelf: Shelf | None = None, **told: Any) -> Entry:
    """A one-pager that is published now; for everybody where nothing else is told."""
    shelf = Shelf.objects.get(pk=(shelf or a_shelf()).pk)
    tags = told.pop("tags", ())
    standing = told.pop("standing", "")
    told.setdefault("claim", "Something holds.")
    told.setdefault("strength", "moderate")
    told.setdefault("why_so", "So it is.")
    page = OnePager(title=title, says=[("text", says)] if says else [], live=False, **told)
    if standing:
        page.standing, page.standing_reason, page.standing_on = standing, "It was wrong.", TODAY
    shelf.add_child(instance=page)
    page.tags.add(*tags)
    page.save_revision().publish()
    return Entry.objects.get(item=page.pk)


def a_work(title: str, **told: Any) -> Entry:
    told.setdefault("authors", "Edmondson, A")
    told.setdefault("year", 1999)
    work = Work.objects.create(
        key=f"work-{Work.objects.count()}", title=title, created_at=NOON, **told
    )
    entry = Entry.objects.create(
        id=work.uid, work=work, kind=WORK, title=cited_as(work), lead=work.says,
        url=f"/library/works/{work.key}/", audience="public", year=work.year, first_on=TODAY,
        facets=[f"tag:{tag}" for tag in work.tags],
    )  # fmt: skip
    index_entries([(entry, wording_of_work(work))])
    return entry
