"""Who somebody is to a survey. Most policies of this room begin with one of these.

Who keeps it: its keeper; of a piece of work also its team leader, coach and sponsor; of an
organisation alone also its analysts and administrators, so that no survey is left without anybody.
Keeping opens no answers: what may be read of them is the same for all (see `releases`).
"""

from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import State
from ..models import Survey

OF_A_PROGRAMME = (RoleCode.TEAM_LEADER, RoleCode.COACH, RoleCode.SPONSOR)
STEWARDS = (RoleCode.ANALYST, RoleCode.ADMINISTRATOR)
BEGIN = (*STEWARDS, RoleCode.SYSTEM_LEAD, RoleCode.BOARD_MEMBER)
UNSEEN = (State.DRAFT, State.DROPPED)  # known to its keepers alone


def keeps(actor: Actor, survey: Survey) -> bool:
    """The rule that `queries.kept_by` writes as a query; a test holds the two together."""
    if actor.id == survey.keeper_id:
        return True
    if survey.programme_id is not None:
        return keeps_programme(actor, survey.programme_id)
    return is_steward(actor, survey.organisation_id)


def keeps_programme(actor: Actor, programme_id: UUID) -> bool:
    return any(r.programme_id == programme_id and r.code in OF_A_PROGRAMME for r in actor.roles)


def is_steward(actor: Actor, organisation_id: UUID | None) -> bool:
    """An analyst or administrator of the organisation; of none: of the whole system."""
    return any(actor.holds(code, organisation_id=organisation_id) for code in STEWARDS)


def sees_survey(actor: Actor, survey: Survey) -> bool:
    """The rule that `queries.visible_to` writes as a query; a test holds the two together.

    From the field on its organisation, or the people of its piece of work, know that it is asked.
    """
    if keeps(actor, survey):
        return True
    if survey.state in UNSEEN:
        return False
    if survey.programme_id is not None:
        return survey.programme_id in actor.programme_ids
    return survey.organisation_id in actor.organisation_ids


def by_its_keepers(actor: Actor, survey: Survey, refusal: str) -> Decision:
    """`refusal` names who may, as `%(keepers)s`."""
    if keeps(actor, survey):
        return ALLOWED
    return Decision(refusal % {"keepers": keepers(survey)})


def keepers(survey: Survey) -> str:
    """Who they are, as a refusal names them."""
    if survey.programme_id is not None:
        return _("%(name)s, and the team leader, coach and sponsor,") % {"name": survey.keeper.name}
    return _("%(name)s, and the analysts and administrators of %(place)s,") % {
        "name": survey.keeper.name,
        "place": survey.organisation.name,
    }
