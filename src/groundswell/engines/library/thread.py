"""What of the library hangs on the golden thread: pages and works, as their readers find them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Answering, Column, ThreadItem, ThreadKind
from groundswell.ground.people.actors import Actor

from . import actions, queries
from .kinds import ITEM, WORK, WORK_LABEL, Kind, Standing
from .models import Entry
from .reading.access import entries_for
from .reading.links import warning_of


def items(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    """Those that are published and that the actor may read, in one query."""
    return {
        entry.pk: _item(entry, ITEM, entry.title, str(Kind(entry.kind).label))
        for entry in entries_for(actor).filter(pk__in=ids, item__isnull=False)
    }


def works(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = entries_for(actor).filter(pk__in=ids, work__isnull=False).select_related("work")
    return {entry.pk: _item(entry, WORK, str(entry.work), entry.title) for entry in found}


def _item(entry: Entry, kind: str, title: str, detail: str) -> ThreadItem:
    return ThreadItem(
        ref=Ref(kind, entry.pk),
        title=title,
        detail=detail,
        url=entry.url,
        on=entry.first_on,
        state=warning_of(entry.standing, entry.is_shaken),
    )


def _nobody(ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
    """Who keeps a shelf sees on the home page what to look at; no mail is sent about pages."""
    return {}


def kept_by(actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    """Those of the pages that the actor writes or reviews, and that nobody has taken back."""
    kept = queries.kept_entries(actor).filter(standing=Standing.CURRENT, item__isnull=False)
    return set(kept.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def mark(ids: Collection[UUID]) -> None:
    actions.mark_shaken(ids=ids)


KINDS: dict[str, ThreadKind] = {
    ITEM: ThreadKind(gettext_lazy("Pages of the library"), Column.EVIDENCE, "book", items),
    WORK: ThreadKind(WORK_LABEL, Column.EVIDENCE, "book", works),
}
ANSWERING = {ITEM: Answering(owners=_nobody, mine=kept_by, marked=mark)}
