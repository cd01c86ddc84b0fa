"""Numbers as they come in, one or many: all of them are kept, or none and each fault is named."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from .. import policies
from ..entries import Entry, UnusableRows
from ..models import Measure, Observation
from ..sorting import Sorted, sort_entries
from .locking import locked
from .returning import versions_of
from .shifts import look_for_shifts


@transaction.atomic
def record_observations(
    *, measure: Measure, entries: Sequence[Entry], source: str, by: Actor, at: dt.datetime
) -> Sorted:
    """Add numbers. A number that stands there already, the same, is no error and changes nothing.

    Raises
    ------
    Refused
        See `policies.record_observations`.
    UnusableRows
        With a fault for every number that cannot be used; nothing is kept then.
    Unusable
        Where there are none, or more than 2,000.
    """
    measure = locked(measure)
    policies.record_observations(by, measure).or_refuse()
    sorted_ = sort_entries(measure, entries, today=day_of(at))
    if sorted_.faults:
        raise UnusableRows(list(sorted_.faults))
    if not sorted_.new:
        return sorted_
    versions = versions_of([measure.pk])
    Observation.objects.bulk_create(
        [
            Observation(
                measure=measure,
                on=entry.on,
                value=entry.value,
                n=entry.n,
                version=versions[measure.pk, entry.on],
                entered_by_id=by.id,
                entered_at=at,
                source=source,
            )
            for entry in sorted_.new
        ],
        batch_size=100,
    )
    audit.record(
        "measure.numbers_added",
        about=measure,
        by=by,
        at=at,
        organisation_id=measure.organisation_id,
        n=len(sorted_.new),
    )
    look_for_shifts(measures=[measure], at=at)
    return sorted_
