"""The personal data that gatherings hold: who was asked, who came, who said what."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.registries import PersonalData

from .models import AgendaItem, Decision, Feed, Gathering, Invitation

_MOST = 10_000  # rows of one kind; more is not read by anybody


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The person's own rows as plain values, newest first."""
    return {
        _("Meetings you organised"): _rows(
            Gathering.objects.filter(organiser_id=person_id).order_by("-starts_at"),
            "title",
            "starts_at",
            "place",
            "state",
        ),
        _("Meetings you closed or cancelled"): _rows(
            Gathering.objects.filter(closed_by_id=person_id).order_by("-closed_at"),
            "title",
            "closed_at",
            "cancel_reason",
        ),
        _("Invitations to you"): _rows(
            Invitation.objects.filter(person_id=person_id).order_by("-invited_at"),
            "gathering__title",
            "gathering__starts_at",
            "reply",
            "attended",
        ),
        _("Notes you saved last"): _rows(
            AgendaItem.objects.filter(notes_by_id=person_id).order_by("-notes_at"),
            "title",
            "notes",
            "notes_at",
        ),
        _("Agenda items you lead"): _rows(
            AgendaItem.objects.filter(lead_id=person_id).order_by("-gathering__starts_at"),
            "title",
            "gathering__title",
        ),
        _("Decisions you wrote down"): _rows(
            Decision.objects.filter(by_id=person_id).order_by("-at"), "text", "at"
        ),
        _("Your calendar’s address"): _rows(Feed.objects.filter(person_id=person_id), "made_at"),
    }


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names)[:_MOST])


def erase(person_id: UUID, at: dt.datetime) -> None:
    """The calendar's address and what is still to come go; what was said stays, without a name."""
    Feed.objects.filter(person_id=person_id).delete()
    Invitation.objects.filter(person_id=person_id, gathering__starts_at__gt=at).delete()
    AgendaItem.objects.filter(lead_id=person_id).update(lead=None)


DECLARATION = PersonalData(
    purpose=gettext_lazy(
        "To ask people to a meeting, to know who came, and to keep what was said and decided."
    ),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "Minutes as long as the work they belong to. What people typed who registered without an"
        " account is erased 90 days after the meeting. When your account is erased, your calendar’s"
        " address and invitations to come go; minutes stay, without your name."
    ),
    models=(
        "gatherings.Gathering",
        "gatherings.Invitation",
        "gatherings.AgendaItem",
        "gatherings.Decision",
        "gatherings.Feed",
    ),
    export=export,
    erase=erase,
)
