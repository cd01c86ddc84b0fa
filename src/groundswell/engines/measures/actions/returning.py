"""Days whose number was taken back and that are given one again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q

from ..models import Correction

_AT_ONCE = 500  # ids a statement


def versions_of(measure_ids: Sequence[UUID]) -> "defaultdict[tuple[UUID, dt.date], int]":
    """The version that a new number of each measure and day begins with.

    A number that comes after one that was taken back goes on counting, so that whoever still looks
    at the former one cannot correct the new one unawares.
    """
    found: defaultdict[tuple[UUID, dt.date], int] = defaultdict(lambda: 1)
    for start in range(0, len(measure_ids), _AT_ONCE):
        changed = Correction.objects.filter(measure_id__in=measure_ids[start : start + _AT_ONCE])
        days = changed.values("measure_id", "on").annotate(
            n=Count("pk"), n_gone=Count("pk", filter=Q(new_value__isnull=True))
        )
        for day in days.filter(n_gone__gt=0):
            found[day["measure_id"], day["on"]] = day["n"] + 1
    return found
