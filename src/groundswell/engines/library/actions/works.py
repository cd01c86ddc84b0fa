"""What readers find of the literature: one line for each work, written whenever works change."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.urls import reverse

from groundswell.ground.kernel import audit, search
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.search import EVERYONE, Findable

from .. import policies
from ..exchange import title_print
from ..kinds import ITEM, WORK, WORK_LABEL, Audience, Standing
from ..models import Entry, Work
from ..reading.citing import cited_as
from ..reading.wording import wording_of_work
from .indexing import index_entries

_BATCH = 500  # rows a statement
_WRITTEN = ["kind", "title", "lead", "url", "year", "standing", "facets"]


@transaction.atomic
def note_work_written(*, work: Work, by: Doer, at: dt.datetime) -> None:
    """Readers find a work that somebody has written down or changed in the editor."""
    policies.note_work_written(by).or_refuse()
    work.title_print = title_print(work.title)
    Work.objects.filter(pk=work.pk).update(title_print=work.title_print)
    write_work_entries([work], on=day_of(at))
    audit.record("library.work_written", about=work, by=by, at=at, title=work.title)


def write_work_entries(works: Iterable[Work], *, on: dt.date) -> None:
    """Bring the lines of these works up to date, in every list and in search.

    `on` is the day from which readers find those that are new; of the others it stays.
    """
    found = list(works)
    entries = Entry.objects.bulk_create(
        [_entry(work, on) for work in found],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_WRITTEN,
        batch_size=_BATCH // 10,
    )
    for start in range(0, len(found), _BATCH):
        part = slice(start, start + _BATCH)
        told = zip(entries[part], map(wording_of_work, found[part]), strict=True)
        index_entries(list(told))
    search.put(_findables(found))


def _entry(work: Work, on: dt.date) -> Entry:
    return Entry(
        id=work.uid,
        work=work,
        kind=WORK,
        title=cited_as(work),
        lead=work.says,
        url=reverse("library:work", args=[work.key]),
        audience=Audience.PUBLIC,
        year=work.year,
        standing=work.standing,
        first_on=on,
        facets=_facets(work),
    )


def _facets(work: Work) -> list[str]:
    codes = [("design", work.design), ("work_kind", work.kind)]
    tags = sorted(str(tag).casefold() for tag in work.tags)
    return [*(f"{name}:{code}" for name, code in codes if code), *(f"tag:{tag}" for tag in tags)]


def _findables(works: Sequence[Work]) -> Iterable[Findable]:
    for work in works:
        detail = str(WORK_LABEL)
        if work.standing != Standing.CURRENT:
            detail = f"{detail} · {Standing(work.standing).label}"
        yield Findable(
            id=work.uid,
            kind=ITEM,
            title=work.title,
            detail=detail,
            url=reverse("library:work", args=[work.key]),
            readers=frozenset({EVERYONE}),
            also=f"{work.authors} {work.year or ''} {work.doi}",
        )
