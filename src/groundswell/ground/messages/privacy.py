"""What this app holds about people."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from .models import Choice, Message, OutgoingMail


def export(person_id: UUID) -> dict[str, HeldRows]:
    messages = Message.objects.filter(person_id=person_id).order_by("-created_at")
    mails = OutgoingMail.objects.filter(person_id=person_id).order_by("-created_at")
    choices = Choice.objects.filter(person_id=person_id).order_by("kind")
    return {
        "messages": _rows(messages, "created_at", "kind", "subject", "body", "url", "read_at"),
        "mails": _rows(mails, "created_at", "to_address", "subject", "state", "sent_at"),
        "choices": _rows(choices, "kind", "channel"),
    }


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Everything goes: nobody else's work rests on what a person was told."""
    for model in (Message, OutgoingMail, Choice):
        model.objects.filter(person_id=person_id).delete()


def _rows(rows: QuerySet[Any, Any], *columns: str) -> HeldRows:
    return HeldRows(rows.values(*columns))


DECLARATION = PersonalData(
    purpose=_("To tell you what happened and what needs you, in your inbox and by mail."),
    lawful_basis=_("Public task: running the improvement work of your organisation."),
    retention=_(
        "Messages for two years, mails for 30 days, the words of a sign-in mail until it is sent "
        "and for 15 minutes at most. All of it goes when you leave the system for good."
    ),
    models=("messaging.Message", "messaging.Choice", "messaging.OutgoingMail"),
    export=export,
    erase=erase,
)
