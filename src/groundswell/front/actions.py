"""What the home page remembers."""

import datetime as dt

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from . import policies
from .models import NeededDay


def note_needs(*, by: Actor, at: dt.datetime) -> None:
    """Remember that something needs this person today; a second time the same day writes nothing.

    Not on the trail: it says nothing but that there was something to do.
    """
    policies.note_needs(by).or_refuse()
    today = day_of(at)
    if not NeededDay.objects.filter(person_id=by.id, on__gte=today).exists():
        NeededDay.objects.update_or_create(person_id=by.id, defaults={"on": today})
