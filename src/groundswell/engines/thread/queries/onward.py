"""What came of things, for the program itself: not for a page, which shows what its reader sees."""

from collections.abc import Collection

from django.db.models import Q

from groundswell.ground.kernel.references import Ref

from ..kinds import LOOKING_BACK
from ..models import Link

_AT_ONCE = 500  # ids in one question


def came_of(refs: Collection[Ref]) -> set[Ref]:
    """What rests on these or was led to by them, one step on; a query for each 500 things."""
    ids, found = sorted({ref.id for ref in refs}), set[Ref]()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        onward = Q(source_id__in=some) & ~Q(type__in=LOOKING_BACK)
        back = Q(target_id__in=some, type__in=LOOKING_BACK)
        found |= {_later(link) for link in Link.objects.filter(onward | back, removed_at=None)
                  if _earlier(link) in refs}  # fmt: skip
    return found


def _later(link: Link) -> Ref:
    return link.source if link.type in LOOKING_BACK else link.target


def _earlier(link: Link) -> Ref:
    return link.target if link.type in LOOKING_BACK else link.source
