"""Who may do what with a promise, and when. Each answer is the sentence that the page shows.

A promise is its owner's. Within a piece of work its team leader, coach and sponsors answer for it
with the owner, and everybody who takes part may help with the words of the plan.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .kinds import State
from .models import Commitment, Handing

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Person

LEADING = (RoleCode.TEAM_LEADER, RoleCode.COACH, RoleCode.SPONSOR)


def make_commitment(
    actor: Actor,
    owner: "Person",
    programme_id: UUID | None = None,
    organisation: "Organisation | None" = None,
) -> Decision:
    """A piece of work writes down who does what; elsewhere people promise for themselves."""
    if programme_id and programme_id not in actor.programme_ids and not _leads_systems(actor):
        return Decision(_("Those who take part in this piece of work write its promises down."))
    if not owner.is_active:
        return Decision(_("%(owner)s has left and cannot promise any more.") % {"owner": owner})
    if programme_id or owner.pk == actor.id or _administers(actor, organisation):
        return ALLOWED
    return Decision(
        _("%(owner)s makes their own promises. Ask them to write this one down.") % {"owner": owner}
    )


def _leads_systems(actor: Actor) -> bool:
    """A system lead lays out the plan of a piece of work without holding a role in it."""
    return any(r.code == RoleCode.SYSTEM_LEAD for r in actor.roles)


def change_commitment(actor: Actor, commitment: Commitment) -> Decision:
    """The words and the order: a plan is written together."""
    if not (_owns(actor, commitment) or commitment.programme_id in actor.programme_ids):
        return Decision(
            _("%(owner)s changes the words of this promise.") % {"owner": commitment.owner.name}
        )
    return _while_open(commitment)


def move_commitment(actor: Actor, commitment: Commitment) -> Decision:
    if not _answers_for(actor, commitment):
        return Decision(_("%(who)s can move the day.") % {"who": answerable(commitment)})
    return _while_open(commitment)


def delegate_commitment(actor: Actor, commitment: Commitment) -> Decision:
    if not (_answers_for(actor, commitment) or _stands_in(actor, commitment)):
        return Decision(_("%(who)s can hand this on.") % {"who": answerable(commitment)})
    return _while_open(commitment)


def hand_back_commitment(actor: Actor, commitment: Commitment, last: Handing | None) -> Decision:
    """`last` is the newest handing: only what somebody handed on can be handed back."""
    if not _owns(actor, commitment):
        return Decision(_("%(owner)s can hand this back.") % {"owner": commitment.owner.name})
    if last is None or last.is_back or last.owner_id != actor.id:
        return Decision(_("Nobody handed this on to you. You can hand it on, or drop it."))
    if not last.owner_before.is_active:
        return Decision(
            _("%(name)s has left. Hand it on to somebody else.") % {"name": last.owner_before.name}
        )
    return _while_open(commitment)


def keep_commitment(actor: Actor, commitment: Commitment) -> Decision:
    return _close(actor, commitment)


def drop_commitment(actor: Actor, commitment: Commitment) -> Decision:
    return _close(actor, commitment)


def reopen_commitment(actor: Actor, commitment: Commitment) -> Decision:
    if not _answers_for(actor, commitment):
        return Decision(_("%(who)s can open this again.") % {"who": answerable(commitment)})
    if commitment.is_open:
        return Decision(_("This promise is open already."))
    return ALLOWED


def answerable(commitment: Commitment) -> str:
    """Who they are, as a refusal names them."""
    name = commitment.owner.name
    if commitment.programme_id is None:
        return name
    return _("%(owner)s, the team leader, a coach or a sponsor") % {"owner": name}


def _close(actor: Actor, commitment: Commitment) -> Decision:
    if not _answers_for(actor, commitment):
        return Decision(_("%(who)s can say what became of this.") % {"who": answerable(commitment)})
    return _while_open(commitment)


def _owns(actor: Actor, commitment: Commitment) -> bool:
    return actor.id == commitment.owner_id


def _answers_for(actor: Actor, commitment: Commitment) -> bool:
    leads = commitment.programme_id is not None and any(
        actor.holds(code, programme_id=commitment.programme_id) for code in LEADING
    )
    return _owns(actor, commitment) or leads


def _stands_in(actor: Actor, commitment: Commitment) -> bool:
    """Who may find a new owner when the one there was has left."""
    if commitment.owner.is_active:
        return False
    return actor.id in {commitment.made_to_id, commitment.made_by_id} or _administers(
        actor, commitment.organisation
    )


def _administers(actor: Actor, organisation: "Organisation | None") -> bool:
    place = organisation.pk if organisation else None
    return actor.holds(RoleCode.ADMINISTRATOR, organisation_id=place)


def _while_open(commitment: Commitment) -> Decision:
    """For everything that is done with an open promise: a closed one says who closed it."""
    who, when = commitment.closed_by, commitment.closed_at
    if who is None or when is None:
        return ALLOWED
    sentence = str(_CLOSED[State(commitment.state)])
    return Decision(sentence % {"who": who.name, "when": words.moment(when)})


_CLOSED = {
    State.KEPT: gettext_lazy("%(who)s said on %(when)s that this was kept. It is closed."),
    State.KEPT_LATE: gettext_lazy(
        "%(who)s said on %(when)s that this was kept, late. It is closed."
    ),
    State.DROPPED: gettext_lazy("%(who)s dropped this on %(when)s, with a reason. It is closed."),
}
