"""What is written down when somebody signs in or is locked out."""

import datetime as dt

from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of

from .. import policies
from ..models import Person
from ..standing import actor_for
from .sessions import place_of


@transaction.atomic
def note_sign_in(*, person: Person, way: str, before: dt.datetime | None, at: dt.datetime) -> None:
    """The person has signed in, and did so last at `before`. `way` says by what, for the trail.

    Raises Refused where the account has ended.
    """
    by = actor_for(person, on=day_of(at))
    policies.note_sign_in(by).or_refuse()
    person.last_seen_at = before
    person.save(update_fields=["last_seen_at"])
    place = place_of(person, by.on)
    audit.record("person.signed_in", about=person, by=by, at=at, organisation_id=place, way=way)


@transaction.atomic
def note_lock_out(*, email: str, at: dt.datetime) -> None:
    """Too many wrong codes for an address; nothing is kept of one that is nobody's."""
    policies.note_lock_out().or_refuse()
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return
    by = actor_for(person, on=day_of(at))
    place = place_of(person, by.on)
    audit.record("person.locked_out", about=person, by=by, at=at, organisation_id=place)
