"""What rests on a thing, near and far: by what pages name, and by what hangs on the thread."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from groundswell.engines.thread import queries as thread
from groundswell.ground.kernel.references import Ref

from ..kinds import ITEM, WORK, Standing
from ..models import Citation, Item, Work

_AT_ONCE = 500  # ids in one question
_GONE = (Standing.SUPERSEDED, Standing.RETRACTED)


def resting_on(cause: Ref) -> set[Ref]:
    """Everything that leads back to it. Each level is asked for as a whole, and each thing once."""
    found, level = {cause}, {cause}
    while level:
        level = (citing(level) | thread.came_of(level)) - found
        found |= level
    return found - {cause}


def citing(refs: Collection[Ref]) -> set[Ref]:
    """The published pages that name these pages and works."""
    return {
        Ref(ITEM, uid)
        for items, works in _batches(refs)
        for uid in Citation.objects
        .filter(Q(cited__uid__in=items) | Q(work__uid__in=works))
        .order_by()
        .values_list("item__uid", flat=True)
    }  # fmt: skip


def fallen_under(item: Item) -> set[Ref]:
    """What the page rests on, near or far, that is superseded or retracted."""
    found: set[Ref] = set()
    seen, level = {item.pk}, {item.pk}
    while level:
        cites = Citation.objects.filter(item__in=level)
        works = Work.objects.filter(pk__in=cites.values("work"), standing__in=_GONE)
        found |= {Ref(WORK, uid) for uid in works.values_list("uid", flat=True)}
        named = Item.objects.filter(pk__in=cites.values("cited")).values_list(
            "pk", "uid", "standing"
        )
        found |= {Ref(ITEM, uid) for _pk, uid, standing in named if standing in _GONE}
        level = {pk for pk, _uid, _standing in named} - seen
        seen |= level
    return found


def _batches(refs: Collection[Ref]) -> Iterator[tuple[list, list]]:
    items = sorted(ref.id for ref in refs if ref.kind == ITEM)
    works = sorted(ref.id for ref in refs if ref.kind == WORK)
    for start in range(0, max(len(items), len(works)), _AT_ONCE):
        yield items[start : start + _AT_ONCE], works[start : start + _AT_ONCE]
