"""What the home page remembers about people."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from .models import NeededDay


def export(person_id: UUID) -> dict[str, HeldRows]:
    return {"needed": HeldRows(NeededDay.objects.filter(person_id=person_id).values("on"))}


def erase(person_id: UUID, at: dt.datetime) -> None:
    NeededDay.objects.filter(person_id=person_id).delete()


DECLARATION = PersonalData(
    purpose=_("To say on your home page when something last needed you."),
    lawful_basis=_("Public task: running the improvement work of your organisation."),
    retention=_("One date, replaced by the next. It goes when you leave the system for good."),
    models=("front.NeededDay",),
    export=export,
    erase=erase,
)
