"""Who may do what with a gathering, and when. Each answer is the sentence that the page shows.

Who keeps it: its organiser and, in a programme, that programme's team leader, coach and sponsor.
Who takes part: they, whoever is invited, and whoever holds a role in its programme.
"""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .kinds import Audience, State
from .models import Gathering

_KEEPERS = (RoleCode.TEAM_LEADER, RoleCode.COACH, RoleCode.SPONSOR)
BEFORE_START = dt.timedelta(hours=1)  # how long before its time a gathering may be run


def keeps(actor: Actor, gathering: Gathering) -> bool:
    if actor.id == gathering.organiser_id:
        return True
    return gathering.programme_id is not None and any(
        r.code in _KEEPERS and r.programme_id == gathering.programme_id for r in actor.roles
    )


def takes_part(actor: Actor, gathering: Gathering, *, is_invited: bool) -> bool:
    """The rule that `queries.taken_part_in_by` writes as a query; a test holds the two together."""
    return is_invited or keeps(actor, gathering) or gathering.programme_id in actor.programme_ids


def sees_gathering(actor: Actor, gathering: Gathering, *, is_invited: bool) -> bool:
    """The rule that `queries.visible_to` writes as a query; a test holds the two together."""
    if takes_part(actor, gathering, is_invited=is_invited):
        return True
    if gathering.audience == Audience.ORGANISATION:
        return gathering.organisation_id in actor.organisation_ids
    return gathering.audience == Audience.PARTNERSHIP


def plan_gathering(
    actor: Actor, *, programme_id: UUID | None = None, organisation_id: UUID | None = None
) -> Decision:
    if programme_id and programme_id not in actor.programme_ids and not _leads_systems(actor):
        return Decision(_("People who take part in this piece of work plan its meetings."))
    if organisation_id and not (
        organisation_id in actor.organisation_ids or actor.is_system_administrator
    ):
        return Decision(_("People of the organisation plan its meetings."))
    return ALLOWED


def _leads_systems(actor: Actor) -> bool:
    """A system lead designs a piece of work before anybody holds a role in it."""
    return any(r.code == RoleCode.SYSTEM_LEAD for r in actor.roles)


def change_gathering(actor: Actor, gathering: Gathering) -> Decision:
    return _kept(actor, gathering, _("%(keepers)s can change this meeting."))


def cancel_gathering(actor: Actor, gathering: Gathering) -> Decision:
    return _kept(actor, gathering, _("%(keepers)s can cancel this meeting."))


def follow_shift(gathering: Gathering, context: Ref) -> Decision:
    """Its wing has decided who may move what it belongs to; it may move nothing else."""
    if gathering.context != context:
        return Decision(_("This meeting belongs to something else."))
    return _still_planned(gathering)


def follow_end(gathering: Gathering, context: Ref) -> Decision:
    return follow_shift(gathering, context)


def invite(actor: Actor, gathering: Gathering) -> Decision:
    return _kept(actor, gathering, _("%(keepers)s can invite people."))


def withdraw_invitation(actor: Actor, gathering: Gathering, person_id: UUID) -> Decision:
    decision = invite(actor, gathering)
    if decision and person_id == gathering.organiser_id:
        return Decision(_("The organiser stays invited."))
    return decision


def set_agenda(actor: Actor, gathering: Gathering) -> Decision:
    return _kept(actor, gathering, _("%(keepers)s can change the agenda."))


def reply(actor: Actor, gathering: Gathering, *, is_invited: bool) -> Decision:
    if not is_invited:
        return Decision(_("Those invited answer. Ask %(name)s.") % {"name": _organiser(gathering)})
    return _still_planned(gathering)


def begin_item(actor: Actor, gathering: Gathering, at: dt.datetime) -> Decision:
    decision = _kept(actor, gathering, _("%(keepers)s can move the agenda on."))
    return decision and _running(gathering, at)


def end_item(actor: Actor, gathering: Gathering, at: dt.datetime) -> Decision:
    return begin_item(actor, gathering, at)


def take_notes(
    actor: Actor, gathering: Gathering, at: dt.datetime, *, is_invited: bool
) -> Decision:
    if not takes_part(actor, gathering, is_invited=is_invited):
        return Decision(_("People who take part in this meeting write here."))
    return _running(gathering, at)


def note_attendance(
    actor: Actor, gathering: Gathering, at: dt.datetime, *, is_invited: bool
) -> Decision:
    return take_notes(actor, gathering, at, is_invited=is_invited)


def record_decision(
    actor: Actor, gathering: Gathering, at: dt.datetime, *, is_invited: bool
) -> Decision:
    return take_notes(actor, gathering, at, is_invited=is_invited)


def change_decision(
    actor: Actor, gathering: Gathering, at: dt.datetime, *, is_invited: bool
) -> Decision:
    """While it runs whoever takes part; of minutes that have gone out, its keepers alone."""
    if gathering.state != State.HELD:
        return take_notes(actor, gathering, at, is_invited=is_invited)
    if not keeps(actor, gathering):
        return Decision(
            _("The minutes have gone out. %(keepers)s can change their words.")
            % {"keepers": keepers(gathering)}
        )
    return ALLOWED


def close_gathering(actor: Actor, gathering: Gathering, at: dt.datetime) -> Decision:
    decision = _kept(actor, gathering, _("%(keepers)s can close this meeting."))
    return decision and _running(gathering, at)


def see_registrations(actor: Actor, gathering: Gathering) -> Decision:
    if keeps(actor, gathering):
        return ALLOWED
    return Decision(_("%(keepers)s can see who registered.") % {"keepers": keepers(gathering)})


def new_feed(actor: Actor) -> Decision:
    """Everybody may have a calendar of their own."""
    if not actor.person.is_active:
        return Decision(_("This account has ended."))
    return ALLOWED


def keepers(gathering: Gathering) -> str:
    """Who they are, as a refusal names them."""
    if gathering.programme_id is None:
        return _organiser(gathering)
    return _("%(name)s, and the team leader, coach and sponsor,") % {"name": _organiser(gathering)}


def _organiser(gathering: Gathering) -> str:
    return gathering.organiser.name


def _kept(actor: Actor, gathering: Gathering, refusal: str) -> Decision:
    """For everything that its keepers do with a gathering that is still to be held."""
    if not keeps(actor, gathering):
        return Decision(refusal % {"keepers": keepers(gathering)})
    return _still_planned(gathering)


def _still_planned(gathering: Gathering) -> Decision:
    if gathering.state == State.CANCELLED:
        return Decision(_("This meeting is cancelled."))
    if gathering.state == State.HELD:
        return Decision(_("This meeting is closed, and its minutes have gone out."))
    return ALLOWED


def _running(gathering: Gathering, at: dt.datetime) -> Decision:
    decision = _still_planned(gathering)
    if decision and at < gathering.starts_at - BEFORE_START:
        return Decision(
            _("This opens an hour before the meeting, on %(day)s.")
            % {"day": words.moment(gathering.starts_at - BEFORE_START)}
        )
    return decision
