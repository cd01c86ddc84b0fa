"""What this room holds about people: who published what. Answers it never holds."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from .models import Release


def export(person_id: UUID) -> dict[str, HeldRows]:
    rows = Release.objects.filter(made_by_id=person_id).order_by("-made_at", "pk")
    return {str(_("Results you published")): HeldRows(rows.values("number", "made_at"))}


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Nothing goes: what was published stays, and the name is taken out with the account."""


DECLARATION = PersonalData(
    purpose=_("To know who published results, and when."),
    lawful_basis=_("Public task: running the improvement work of your organisation."),
    retention=_(
        "As long as the results are kept. When your account is erased they stay, without your name."
    ),
    models=("releases.Release",),
    export=export,
    erase=erase,
)
