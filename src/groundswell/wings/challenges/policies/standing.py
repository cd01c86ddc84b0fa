"""Who somebody is to a challenge. Most policies of this wing begin with one of these.

The host's system leads design and watch; the sponsor protects; the coach helps; the team does. The
boards and system leads of every organisation that takes part may look on, and write nothing.
"""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import Stage
from ..models import Challenge

LOOK_ON = (RoleCode.SYSTEM_LEAD, RoleCode.BOARD_MEMBER)
TEAM = (RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER)


def leads_system(actor: Actor, organisation_id: UUID) -> bool:
    """A system lead of the organisation, or of the whole system."""
    return actor.holds(RoleCode.SYSTEM_LEAD, organisation_id=organisation_id)


def is_in(actor: Actor, challenge: Challenge, *codes: str) -> bool:
    """Whether the actor holds one of the roles in the challenge itself."""
    return any(r.programme_id == challenge.pk and r.code in codes for r in actor.roles)


def takes_part(actor: Actor, challenge: Challenge) -> bool:
    return challenge.pk in actor.programme_ids


def is_of_team(actor: Actor, challenge: Challenge) -> bool:
    """The team itself and its coach: who does the work."""
    return is_in(actor, challenge, *TEAM, RoleCode.COACH)


def runs(actor: Actor, challenge: Challenge) -> bool:
    """Who keeps a challenge in order: its team leader, its coach, the host's system leads."""
    return is_in(actor, challenge, RoleCode.TEAM_LEADER, RoleCode.COACH) or leads_system(
        actor, challenge.organisation_id
    )


def sees_challenge(actor: Actor, challenge: Challenge, partner_ids: Collection[UUID]) -> bool:
    """`partner_ids` are the organisations that take part, the host left out or not."""
    places = {challenge.organisation_id, *partner_ids}
    looks_on = any(
        r.code in LOOK_ON and (r.is_system_wide or r.organisation_id in places) for r in actor.roles
    )
    return looks_on or takes_part(actor, challenge)


def goes_on(challenge: Challenge) -> Decision:
    """For everything that is written while a challenge has not ended."""
    if challenge.stage == Stage.STOPPED:
        return Decision(_("This challenge was stopped. What was done stays as it is."))
    if challenge.stage == Stage.CLOSED:
        return Decision(_("This challenge is closed. What was done stays as it is."))
    return ALLOWED


def by_the_team(actor: Actor, challenge: Challenge) -> Decision:
    """For what the team does together; its coach may lend a hand."""
    if not is_of_team(actor, challenge):
        return Decision(
            _("The team of %(title)s and its coach do this.") % {"title": challenge.title}
        )
    return goes_on(challenge)


def by_who_runs_it(actor: Actor, challenge: Challenge) -> Decision:
    if not runs(actor, challenge):
        return Decision(
            _("The team leader, the coach or a system lead of %(place)s does this.")
            % {"place": challenge.organisation.name}
        )
    return goes_on(challenge)


def by_system_leads(actor: Actor, challenge: Challenge) -> Decision:
    if not leads_system(actor, challenge.organisation_id):
        return Decision(
            _("A system lead of %(place)s does this.") % {"place": challenge.organisation.name}
        )
    return goes_on(challenge)
