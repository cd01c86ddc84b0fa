"""The end of a gathering: what is on ends, and the minutes go out."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import State
from ..models import Gathering
from .locking import details_of, locked
from .telling import invited_to, tell_people, when


@transaction.atomic
def close_gathering(*, gathering: Gathering, by: Actor, at: dt.datetime) -> Gathering:
    """Close it and send the minutes to everybody invited. Raises Refused."""
    gathering = locked(gathering)
    policies.close_gathering(by, gathering, at).or_refuse()
    gathering.items.filter(began_at__isnull=False, ended_at=None).update(ended_at=at)
    gathering.state, gathering.closed_at, gathering.closed_by = State.HELD, at, by.person
    gathering.registration_open = False
    gathering.version += 1
    gathering.save()
    audit.record("gathering.closed", **details_of(gathering, by=by, at=at))
    told = {"title": gathering.title, "when": when(gathering)}
    tell_people(
        gathering,
        "gatherings.minutes",
        _("Minutes of “%(title)s”") % told,
        _("The notes and decisions of “%(title)s” on %(when)s are ready to read.") % told,
        key="minutes",
        person_ids=invited_to(gathering, but=by.id),
        at=at,
        page="minutes",
    )
    return gathering
