"""Sessions end when what a person may do changes."""

import datetime as dt
from uuid import UUID

from django.db.models import F, Q

from ..models import Membership, Person


def end_sessions(person_id: UUID) -> int:
    """Every session of the person ends with its next request; they can sign in again.

    Returns the epoch that new sessions belong to.
    """
    Person.objects.filter(pk=person_id).update(sign_in_epoch=F("sign_in_epoch") + 1)
    return Person.objects.values_list("sign_in_epoch", flat=True).get(pk=person_id)


def place_of(person: Person, on: dt.date) -> UUID | None:
    """The one organisation the person belongs to that day; None where there are more or none."""
    running = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))
    rows = Membership.objects.filter(running, person=person)
    places = list(rows.values_list("organisation_id", flat=True).distinct()[:2])
    return places[0] if len(places) == 1 else None
