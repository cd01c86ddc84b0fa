"""The personal data that the thread holds: who linked two things, took a link away,
and looked at what was in doubt."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.held import HeldRows, Row
from groundswell.ground.kernel.registries import PersonalData

from .models import Doubt, Link


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's own rows as plain values, newest first."""
    made = Link.objects.filter(made_by_id=person_id).order_by("-made_at", "pk")
    removed = Link.objects.filter(removed_by_id=person_id).order_by("-removed_at", "pk")
    settled = Doubt.objects.filter(settled_by_id=person_id).order_by("-settled_at", "pk")
    return {
        _("Links you made"): HeldRows(made, _made),
        _("Links you took away"): HeldRows(removed, _removed),
        _("What you looked at and found to hold"): HeldRows(settled, _settled),
    }


def _made(link: Link) -> Row:
    return {"link": str(link), "on": link.on, "made_at": link.made_at}


def _removed(link: Link) -> Row:
    return {"link": str(link), "reason": link.removal_reason, "removed_at": link.removed_at}


def _settled(doubt: Doubt) -> Row:
    return {"doubt": str(doubt), "words": doubt.settled_words, "settled_at": doubt.settled_at}


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Nothing goes: the people's room takes the name out, and what was linked stays linked."""


DECLARATION = PersonalData(
    purpose=gettext_lazy("To know who said that one thing rests on, answers or led to another."),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "As long as what they join is kept. When your account is erased the links stay, without"
        " your name."
    ),
    models=("thread.Link", "thread.Doubt"),
    export=export,
    erase=erase,
)
