"""One writer at a time for each gathering."""

import datetime as dt
from typing import Any

from groundswell.ground.kernel.locking import held
from groundswell.ground.people.actors import Actor

from ..models import Gathering


def locked(gathering: Gathering) -> Gathering:
    """The gathering as it stands now, held until the transaction ends."""
    return held(Gathering.objects.select_related("organiser", "organisation"), gathering.pk)


def is_invited(gathering: Gathering, *, by: Actor) -> bool:
    return gathering.invitations.filter(person_id=by.id).exists()


def details_of(gathering: Gathering, *, by: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every line of the trail about a gathering says."""
    return {"about": gathering, "by": by, "at": at, "organisation_id": gathering.organisation_id}
