"""What search engines are told to read: every public page, and when it last changed."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import Http404
from django.urls import reverse

from groundswell.ground.web.paging import first_of

from ..reading.access import entries_for

PER_PART = 5_000  # addresses in one file; by the rules of search engines 50,000 at most


@dataclass(frozen=True, slots=True)
class Place:
    url: str
    changed_on: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Either places, or the addresses of the files that have them, where one is too small."""

    parts: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


def sitemap(part: str | None) -> Sitemap:
    """Pages first, then the literature, the newest first; two queries.

    `part` is that of the address; without one everything, or where its parts are. Raises Http404
    where there is no such part.
    """
    entries = entries_for(None)
    n_parts = -(-entries.count() // PER_PART)
    if part is None and n_parts > 1:
        here = f"{settings.PUBLIC_URL}{reverse('library:sitemap')}"
        return Sitemap(parts=tuple(f"{here}?part={n}" for n in range(1, n_parts + 1)))
    first = first_of(part, PER_PART)
    if part is not None and first >= n_parts * PER_PART:
        raise Http404
    ordered = entries.order_by(F("work_id").asc(nulls_first=True), "-first_on", "pk")
    rows = ordered.values_list("url", "first_on", "item__last_published_at")
    return Sitemap(
        places=tuple(
            Place(f"{settings.PUBLIC_URL}{url}", (at.date() if at else first_on).isoformat())
            for url, first_on, at in rows[first : first + PER_PART]
        )
    )
