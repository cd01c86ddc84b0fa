"""People who are asked into a team by name and address, whether or not the house knows them yet."""

import datetime as dt

from django.db import transaction

from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation

from .. import policies
from ..kinds import Leave, Standing
from ..models import Challenge, Member
from .teams import add_member, appoint


@transaction.atomic
def invite_member(
    *,
    challenge: Challenge,
    name: str,
    email: str,
    organisation: Organisation | None = None,
    brings: str = "",
    standing: str = Standing.STAFF,
    leave: str = Leave.NOT_NEEDED,
    by: Actor,
    at: dt.datetime,
) -> Member:
    """Somebody joins by name and address; who has no account here is given one, and told by mail.

    Raises Refused; Unusable for an address that cannot be used, or somebody in the team already.
    """
    policies.invite_member(by, challenge).or_refuse()
    person = people.welcome_person(email=email, name=name, by=by, at=at)
    return add_member(
        challenge=challenge,
        person=person,
        organisation=organisation,
        brings=brings,
        standing=standing,
        leave=leave,
        by=by,
        at=at,
    )


@transaction.atomic
def appoint_by_mail(
    *, challenge: Challenge, name: str, email: str, code: str, by: Actor, at: dt.datetime
) -> None:
    """Name a sponsor or a coach whom the house need not know yet. Raises Refused, Unusable."""
    policies.appoint_by_mail(by, challenge).or_refuse()
    person = people.welcome_person(email=email, name=name, by=by, at=at)
    appoint(challenge=challenge, person=person, code=code, by=by, at=at)
