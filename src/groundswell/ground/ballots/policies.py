"""Who may do what with a box, and when. Each answer is the sentence that a page shows.

What is asked, and of whom, the room decides that asks; its own policy stands before these. Here
stands what holds for every box: who belongs there, what is locked, what is closed.
"""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .kinds import Mode, Path
from .models import Box, Invitation

if TYPE_CHECKING:
    from groundswell.ground.kernel.doers import Doer

    from .public import PublicBox
    from .rows import Standing


def open_box(actor: "Doer", organisation_id: UUID) -> Decision:
    if _belongs(actor, organisation_id):
        return ALLOWED
    return Decision(_("You can ask people of the organisations that you belong to."))


def change_box(actor: "Doer", box: Box) -> Decision:
    if not (decision := _of_its_organisation(actor, box)):
        return decision
    if box.locked_on:
        sentence = _(
            "The settings were locked on %(day)s, when the first person began. They stay as they "
            "were promised."
        )
        return Decision(sentence % {"day": words.day(box.locked_on)})
    return _while_open(box)


def invite(actor: "Doer", box: Box) -> Decision:
    return _of_its_organisation(actor, box) and _while_open(box)


def withdraw(actor: "Doer", invitation: Invitation) -> Decision:
    return _of_its_organisation(actor, invitation.box) and _while_open(invitation.box)


def close_box(actor: "Doer", box: Box) -> Decision:
    return _of_its_organisation(actor, box)


def unmask(actor: "Doer", box: Box) -> Decision:
    """Only where it was said before the first answer, and only the role that was named then."""
    if box.mode != Mode.CONFIDENTIAL:
        return Decision(_("Nobody can link these answers to people: that was promised."))
    holds = isinstance(actor, Actor) and actor.holds(
        box.unmask_role, organisation_id=box.organisation_id
    )
    if not holds:
        role = RoleCode(box.unmask_role).label
        return Decision(
            _("Only this role can link an answer to a person: %(role)s.") % {"role": role}
        )
    return ALLOWED


def make_link(invitation: Invitation) -> Decision:
    """No new way in to a slip that the server has made: only its own links can open it again."""
    if invitation.withdrawn_on:
        return _withdrawn()
    if invitation.path == Path.PLAIN:
        return Decision(_("This person has begun. The link that they began with still works."))
    return ALLOWED


def issue_slip(box: "PublicBox", invitation: "Standing", on: dt.date) -> Decision:
    if invitation.path == Path.BLIND:
        return _elsewhere()
    return _may_begin(box, invitation, on)


def sign_blinded(
    box: "PublicBox", invitation: "Standing", value_hash: bytes, on: dt.date
) -> Decision:
    if not box.is_anonymous:
        return Decision(_("Here the server makes the slips: answers can be linked to people."))
    if invitation.path == Path.PLAIN:
        return _elsewhere()
    if invitation.path == Path.BLIND and bytes(invitation.blinded_hash or b"") != value_hash:
        return _elsewhere()
    return _may_begin(box, invitation, on)


def issue_open_slip(box: "PublicBox", on: dt.date) -> Decision:
    if not box.takes_open:
        return Decision(_("You need a link of your own to answer this."))
    return takes_answers(box, on)


def takes_answers(box: "PublicBox", on: dt.date) -> Decision:
    if box.is_open_on(on):
        return ALLOWED
    day = min(box.closes_on, box.closed_on or box.closes_on)
    return Decision(
        _("This closed on %(day)s. Answers are no longer taken in.") % {"day": words.day(day)}
    )


def _may_begin(box: "PublicBox", invitation: "Standing", on: dt.date) -> Decision:
    if invitation.withdrawn_on:
        return _withdrawn()
    return takes_answers(box, on)


def _elsewhere() -> Decision:
    return Decision(
        _(
            "You began in another browser, or have answered already. If you have not finished, "
            "please open your link there and go on."
        )
    )


def _withdrawn() -> Decision:
    return Decision(_("This invitation was withdrawn."))


def _belongs(actor: "Doer", organisation_id: UUID) -> bool:
    """Who works there, administers it, or takes part in a piece of work; and the program itself."""
    if actor is SYSTEM:
        return True
    if not isinstance(actor, Actor):
        return False
    return (
        organisation_id in actor.organisation_ids
        or actor.is_system_administrator
        or bool(actor.programme_ids)
    )


def _of_its_organisation(actor: "Doer", box: Box) -> Decision:
    if _belongs(actor, box.organisation_id):
        return ALLOWED
    return Decision(_("Only people of the organisation that asks can do this."))


def _while_open(box: Box) -> Decision:
    if box.closed_on is None:
        return ALLOWED
    return Decision(_("This was closed on %(day)s.") % {"day": words.day(box.closed_on)})
