"""What there is of a subject: its series and releases."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from ..models import Release, Series


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    id: UUID
    number: int
    made_at: dt.datetime
    is_current: bool


def series_of(kind: str, subject_id: UUID) -> Series | None:
    return Series.objects.filter(kind=kind, subject_id=subject_id).first()


def current_release(kind: str, subject_id: UUID) -> Release | None:
    """What a subject's pages show now; None while nothing is published. One query."""
    rows = Release.objects.select_related("series").filter(is_current=True)
    return rows.filter(series__kind=kind, series__subject_id=subject_id).first()


def releases_of(series: Series) -> tuple[ReleaseLine, ...]:
    """Every release, the newest first."""
    rows = Release.objects.filter(series=series).order_by("-number")
    return tuple(
        ReleaseLine(one.pk, one.number, one.made_at, one.is_current)
        for one in rows.only("number", "made_at", "is_current")
    )
