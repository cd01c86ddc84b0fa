"""Who may write a survey, and until when."""

from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import State
from ..models import Survey
from .standing import BEGIN, by_its_keepers, is_steward, keeps_programme


def begin_survey(
    actor: Actor, *, organisation_id: UUID | None, programme_id: UUID | None = None
) -> Decision:
    """In a piece of work whoever keeps it; in an organisation those who lead or look after it."""
    if programme_id is not None:
        if keeps_programme(actor, programme_id):
            return ALLOWED
        return Decision(_("The team leader, coach and sponsor of this work begin its surveys."))
    if organisation_id is not None and _asks_in(actor, organisation_id):
        return ALLOWED
    return Decision(
        _("Team leaders, system leads, board members, analysts and administrators begin surveys.")
    )


def _asks_in(actor: Actor, organisation_id: UUID) -> bool:
    if any(actor.holds(code, organisation_id=organisation_id) for code in BEGIN):
        return True
    leads = any(r.code == RoleCode.TEAM_LEADER for r in actor.roles)
    return leads and organisation_id in actor.organisation_ids


def begins_somewhere(actor: Actor) -> bool:
    """Whether there is any place for which the actor may begin a survey."""
    codes = {*BEGIN, RoleCode.TEAM_LEADER, RoleCode.COACH, RoleCode.SPONSOR}
    return any(role.code in codes for role in actor.roles)


def change_details(actor: Actor, survey: Survey) -> Decision:
    return change_questions(actor, survey)


def change_questions(actor: Actor, survey: Survey) -> Decision:
    decision = by_its_keepers(actor, survey, _("%(keepers)s can change this survey."))
    return decision and _is_draft(survey)


def drop_survey(actor: Actor, survey: Survey) -> Decision:
    decision = by_its_keepers(actor, survey, _("%(keepers)s can give up this survey."))
    return decision and _is_draft(survey)


def take_away(actor: Actor, survey: Survey) -> Decision:
    """The questions as a file: wording that is licensed stays with those who keep the survey."""
    return by_its_keepers(actor, survey, _("%(keepers)s can take the questions away."))


def _is_draft(survey: Survey) -> Decision:
    if survey.state == State.DROPPED:
        return Decision(_("This survey was given up. What was written stays as it is."))
    if survey.state != State.DRAFT:
        return Decision(
            _("It has been sent out. What is asked and what is promised stay as they are.")
        )
    return ALLOWED


def load_instrument(actor: Actor, *, organisation_id: UUID | None) -> Decision:
    """Wording that an organisation holds a licence for; without one: for everybody."""
    if is_steward(actor, organisation_id):
        return ALLOWED
    if organisation_id is None:
        return Decision(_("A system-wide analyst or administrator loads wording for everybody."))
    return Decision(_("Analysts and administrators of the organisation load its own wording."))
