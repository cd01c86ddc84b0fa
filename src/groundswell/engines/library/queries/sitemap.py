"""What search engines are told to read: every public page, and when it last changed."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F

from ..reading.access import entries_for

MOST = 50_000  # addresses in one file, by the rules of search engines


@dataclass(frozen=True, slots=True)
class Place:
    url: str
    changed_on: str


def sitemap() -> tuple[Place, ...]:
    """One query; pages first, then the literature, the newest first."""
    entries = entries_for(None).order_by(F("work_id").asc(nulls_first=True), "-first_on", "pk")
    rows = entries.values_list("url", "first_on", "item__last_published_at")[:MOST]
    return tuple(
        Place(f"{settings.PUBLIC_URL}{url}", (at.date() if at else first_on).isoformat())
        for url, first_on, at in rows
    )
