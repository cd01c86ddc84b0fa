"""What builds on a page or a work, part by part: on some, most of the library does."""

from typing import Any

from groundswell.ground.people.actors import Actor
from groundswell.ground.web.paging import NumberedPager, paged

from ..models import Citation
from ..reading import Link
from ..reading.access import entries_for
from ..reading.links import link_to

PER_PAGE = 30
BESIDE = 10  # in the narrow column beside a page


def cited_in(
    actor: Actor | None, number: str | None, per_page: int, **cited: Any
) -> tuple[tuple[Link, ...], NumberedPager]:
    """Of what names it, what this reader may see; two queries. `cited` is ``work`` or ``cited``."""
    citing = Citation.objects.filter(**cited).order_by()
    found = entries_for(actor).filter(item__in=citing.values("item")).order_by("title", "pk")
    part, pager = paged(found, number, per_page, name="citing", section="cited")
    return tuple(map(link_to, part)), pager
