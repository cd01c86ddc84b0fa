"""What ballots hold about people: that they were asked, and never what they said."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from .models import Box, Invitation, Link


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's invitations and the boxes that they set up, newest first."""
    invited = Invitation.objects.filter(person_id=person_id).order_by("-invited_on", "pk")
    boxes = Box.objects.filter(opened_by_id=person_id).order_by("-opened_on", "pk")
    return {
        "invitations to answer": HeldRows(
            invited.values("box__kind", "address", "phone", "group", "invited_on", "slip_on")
        ),
        "sealed boxes you set up": HeldRows(boxes.values("kind", "fingerprint", "opened_on")),
    }


def erase(person_id: UUID, at: dt.datetime) -> None:
    """The person goes out of their invitations, and their links stop working. How many were asked
    in their group stays, without them."""
    invited = Invitation.objects.filter(person_id=person_id)
    Link.objects.filter(invitation__in=invited).delete()
    invited.update(person=None, address="", phone="")
    Box.objects.filter(opened_by_id=person_id).update(opened_by=None)


DECLARATION = PersonalData(
    purpose=_("To ask you once, to remind you, and to take one answer from you and not two."),
    lawful_basis=_("Public task; for charities and companies legitimate interests."),
    retention=_(
        "Links for 30 days after answering has closed, invitations for 180 days. An anonymous "
        "answer holds nothing that says whose it is: nobody can find yours, and so it can be "
        "neither shown to you nor taken out."
    ),
    models=("ballots.Box", "ballots.Invitation"),
    export=export,
    erase=erase,
)
