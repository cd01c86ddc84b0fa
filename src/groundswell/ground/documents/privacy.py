"""What this room holds about people: which files they asked for, for as long as those are kept."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from .models import Paper


def export(person_id: UUID) -> dict[str, HeldRows]:
    rows = Paper.objects.filter(asked_by_id=person_id).order_by("-asked_at")
    values = rows.values("title", "kind", "format", "state", "asked_at", "made_at")
    return {str(_("Files you asked for")): HeldRows(values)}


def erase(person_id: UUID, at: dt.datetime) -> None:
    Paper.objects.filter(asked_by_id=person_id).delete()


DECLARATION = PersonalData(
    purpose=_("To hand a person the files that they asked for."),
    lawful_basis=_("Public task: running the improvement work of your organisation."),
    retention=_("The files, and that they were asked for, for 7 days."),
    models=("documents.Paper",),
    export=export,
    erase=erase,
)
