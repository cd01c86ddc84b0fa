"""What this room holds about people: who brought in which file."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from . import retention
from .models import ImportRun


def export(person_id: UUID) -> dict[str, HeldRows]:
    rows = ImportRun.objects.filter(started_by_id=person_id).order_by("-created_at")
    values = rows.values("file_name", "importer", "state", "created_at", "applied_at", "outcome")
    return {str(_("Files you brought in")): HeldRows(values)}


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Open files are put away with all that was read from them; the record of the rest stays."""
    rows = ImportRun.objects.filter(started_by_id=person_id).exclude(state__in=ImportRun.OVER)
    for run in rows.defer("content", "full_list"):
        retention.close(run, ImportRun.State.ABANDONED)
        run.save()


DECLARATION = PersonalData(
    purpose=_("To bring a list in from a file, and to know later where its rows came from."),
    lawful_basis=_("Public task: keeping the directory and the figures of an NHS partnership."),
    retention=_(
        "The file itself goes when it is brought in or put away, after 7 days at the latest. "
        "That it was brought in, by whom and when stays as long as what it changed."
    ),
    models=("imports.ImportRun",),
    export=export,
    erase=erase,
)
