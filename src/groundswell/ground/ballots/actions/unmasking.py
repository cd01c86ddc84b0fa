"""Linking a confidential answer to a person: by the role that was named, for a reason."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.errors import Unusable

from .. import policies
from ..kinds import Invitee
from ..models import Box, Invitation

LONGEST_REASON = 500  # characters


@transaction.atomic
def unmask(
    *, box: Box, invitation_id: UUID, reason: str, by: Doer, at: dt.datetime
) -> Invitee | None:
    """Who the invitation inside an opened answer went to; None where that has been forgotten.

    The trail says who asked and why, and not of whom.

    Raises
    ------
    Refused
        If answers are not confidential, or the actor does not hold the role that was named.
    Unusable
        If no reason is given.
    """
    policies.unmask(by, box).or_refuse()
    why = reason.strip()
    if not 0 < len(why) <= LONGEST_REASON:
        sentence = _("Say why in up to %(n)s characters. The reason goes into the audit trail.")
        raise Unusable(sentence % {"n": LONGEST_REASON}, field="reason")
    place = box.organisation_id
    audit.record("ballot.unmasked", about=box, by=by, at=at, organisation_id=place, reason=why)
    row = Invitation.objects.filter(box=box, pk=invitation_id).first()
    return Invitee(row.person_id, row.address, row.phone, row.group) if row else None
