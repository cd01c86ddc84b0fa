"""When people came together for many things: for a wing that watches over all of them."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Max

from ..kinds import State
from ..models import Gathering


def last_met(kind: str, ids: Collection[UUID], *, by: dt.datetime) -> dict[UUID, dt.datetime]:
    """When a gathering last began for each thing of a kind, whoever may read of it; one query.

    What was cancelled does not count; a thing that nobody met for is left out.
    """
    begun = Gathering.objects.filter(context_kind=kind, context_id__in=ids, starts_at__lte=by)
    rows = begun.exclude(state=State.CANCELLED).order_by().values_list("context_id")
    return dict(rows.annotate(last=Max("starts_at")))
