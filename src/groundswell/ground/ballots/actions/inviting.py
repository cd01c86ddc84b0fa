"""Who may answer, and the links by which they come."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held

from .. import policies, slips
from ..kinds import MOST_GROUP, Invitee
from ..models import Box, Invitation, Link

_AT_ONCE = 1_000  # invitations a statement


@transaction.atomic
def invite(*, box: Box, invitees: Iterable[Invitee], by: Doer, at: dt.datetime) -> int:
    """Give people the right to answer once. Returns how many were new: nobody is invited twice.

    Twenty thousand take some twenty statements. No link is made here: that happens when a mail is
    sent, so that no link lies anywhere before.

    Raises
    ------
    Refused
        If the box is closed, or the actor does not belong to the organisation.
    Unusable
        If somebody is named by neither person, address nor phone.
    """
    box = Box.objects.get(pk=box.pk)  # as it stands, unheld: answers go in meanwhile
    policies.invite(by, box).or_refuse()
    rows = [_row(box, invitee, day_of(at)) for invitee in invitees]
    n_before = box.invitations.count()
    Invitation.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_AT_ONCE)
    n_new = box.invitations.count() - n_before
    if n_new:
        audit.record(
            "ballot.invited",
            about=box,
            by=by,
            at=at,
            organisation_id=box.organisation_id,
            n=n_new,
        )
    return n_new


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Doer, at: dt.datetime) -> Invitation:
    """Take the right to answer back. A slip that was issued before stays good: nobody knows which
    it is.

    Raises
    ------
    Refused
        If the box is closed, or the actor does not belong to the organisation.
    """
    invitation = held(Invitation.objects.select_related("box"), invitation.pk)
    policies.withdraw(by, invitation).or_refuse()
    if invitation.withdrawn_on is None:
        invitation.withdrawn_on = day_of(at)
        invitation.save(update_fields=["withdrawn_on"])
        box = invitation.box
        place = box.organisation_id
        audit.record("ballot.withdrawn", about=box, by=by, at=at, organisation_id=place)
    return invitation


@transaction.atomic
def make_link(*, invitation: Invitation, at: dt.datetime) -> str:
    """The token of a new link, which is kept nowhere. Earlier links go on working.

    Called while a mail is sent; see `messages.kinds.late_parts`.

    Raises
    ------
    Refused
        If the invitation was withdrawn, or the server has made its slip already.
    """
    invitation = held(Invitation.objects.all(), invitation.pk)
    policies.make_link(invitation).or_refuse()
    token = slips.new_token()
    Link.objects.create(
        invitation=invitation,
        token_hash=slips.token_hash(token),
        public_key=slips.link_key(token).public_key().public_bytes_raw(),
        made_on=day_of(at),
    )
    return token


def _row(box: Box, invitee: Invitee, today: dt.date) -> Invitation:
    if not (invitee.person_id or invitee.address or invitee.phone):
        raise Unusable(_("Give a person, an address or a phone number for everybody."))
    if len(invitee.group) > MOST_GROUP:
        sentence = _("Use at most %(n)s characters for a group.")
        raise Unusable(sentence % {"n": MOST_GROUP}, field="group")
    return Invitation(
        box=box,
        person_id=invitee.person_id,
        address=invitee.address,
        phone=invitee.phone,
        group=invitee.group,
        invited_on=today,
    )
