"""A finished challenge is written up for the library, from its own record."""

import datetime as dt

from django.db import transaction

from groundswell.engines.library import actions as library
from groundswell.engines.library.models import Item
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import Challenge
from ..recounting import case_study, credit, tested_intervention
from .checks import locked, record


@transaction.atomic
def write_up(*, challenge: Challenge, by: Actor, at: dt.datetime) -> list[Item]:
    """A case study and a tested intervention as drafts on a shelf; asked again, the same ones.

    Raises Refused; Unusable where no shelf of the library is open.
    """
    challenge = locked(challenge)
    policies.write_up(by, challenge).or_refuse()
    drafts = library.draft_from(
        ref=Ref("challenge", challenge.pk),
        parts=[case_study(by, challenge), tested_intervention(by, challenge)],
        organisation=challenge.organisation,
        credit=credit(challenge),
        by=by,
        at=at,
    )
    record("challenge.written_up", challenge, by=by, at=at)
    return drafts
