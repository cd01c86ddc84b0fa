"""The plan: dated actions, each with one owner, in themes; the team promises them to itself."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person

from .. import policies
from ..kinds import PLAN
from ..models import Agreement, Challenge
from .checks import locked, next_number, not_overtaken, record, words
from .telling import people_in

DO_THE_WORK = (RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER, RoleCode.COACH)


@transaction.atomic
def add_to_plan(
    *,
    challenge: Challenge,
    title: str,
    owner: Person,
    due_on: dt.date,
    theme: str = "",
    detail: str = "",
    by: Actor,
    at: dt.datetime,
) -> Commitment:
    """One action, one owner of the team, one day. Its words, day and end are `commitments`' own.

    Raises Refused; Unusable where words are missing, the day has passed, or the owner is not of the
    team.
    """
    challenge = locked(challenge)
    policies.add_to_plan(by, challenge).or_refuse()
    if owner.pk not in people_in(challenge, *DO_THE_WORK):
        raise Unusable(_("%(name)s is not of the team.") % {"name": owner.name}, field="owner")
    return commitments.make_commitment(
        title=title,
        owner=owner,
        due_on=due_on,
        made_to_words=_("the team"),
        detail=detail,
        context=Ref("challenge", challenge.pk),
        occasion=PLAN,
        theme=theme,
        programme_id=challenge.pk,
        by=by,
        at=at,
    )


@transaction.atomic
def agree(
    *, challenge: Challenge, agreement: str, version: int, by: Actor, at: dt.datetime
) -> Agreement:
    """Write down how the team works together; what it was before stays as its own version.

    `version` is the number of the agreement that was changed, 0 where there was none. Raises
    Refused, Unusable; Overtaken where somebody else was faster.
    """
    challenge = locked(challenge)
    policies.agree(by, challenge).or_refuse()
    said = words(agreement, field="agreement", missing=_("Write what you agree, a line each."))
    latest = challenge.agreements.order_by("number").last()
    if latest and latest.words == said:
        return latest
    not_overtaken(
        version,
        latest.number if latest else 0,
        {"agreement": latest.words if latest else ""},
    )
    made = Agreement.objects.create(
        challenge=challenge,
        number=next_number(challenge.agreements),
        words=said,
        made_by=by.person,
        made_at=at,
    )
    record("challenge.agreed", challenge, by=by, at=at, number=made.number)
    return made
