"""The personal data that measures hold: who looks after numbers, and who said or decided what."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.held import HeldRows, Row
from groundswell.ground.kernel.registries import PersonalData

from .models import Annotation, Correction, Measure, MeasureSet, Observation, Proposal, Target


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's own rows as plain values, newest first."""
    owned = Measure.objects.filter(data_owner_id=person_id).select_related(
        "definition", "team", "organisation"
    )
    return {
        _("Measures you look after"): HeldRows(owned.order_by("-created_at"), _measure),
        _("Numbers you added"): _numbers(person_id),
        _("Numbers you corrected"): _rows(
            Correction.objects.filter(by_id=person_id).order_by("-at"),
            "at",
            "old_value",
            "new_value",
            "reason",
        ),
        _("Notes you wrote"): _rows(
            Annotation.objects.filter(by_id=person_id).order_by("-at"), "on", "text", "at"
        ),
        _("Targets you set"): _rows(
            Target.objects.filter(set_by_id=person_id).order_by("-set_at"), "value", "from_on"
        ),
        _("Limits you decided about"): _rows(
            Proposal.objects.filter(decided_by_id=person_id).order_by("-decided_at"),
            "from_on",
            "state",
            "reason",
            "decided_at",
        ),
        _("Recalculations you took back"): _rows(
            Proposal.objects.filter(undone_by_id=person_id).order_by("-undone_at"),
            "from_on",
            "undone_reason",
            "undone_at",
        ),
        _("Sets you made"): _rows(
            MeasureSet.objects.filter(owner_id=person_id).order_by("-made_at"), "title", "made_at"
        ),
    }


def _measure(measure: Measure) -> Row:
    return {"measure": str(measure)}


def _numbers(person_id: UUID) -> HeldRows:
    added = Observation.objects.filter(entered_by_id=person_id).order_by("-entered_at", "-pk")
    return _rows(added, "measure__definition__title", "on", "value", "n", "entered_at")


def _rows(rows: Any, *names: str) -> HeldRows:
    return HeldRows(rows.values(*names))


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Nobody looks after the numbers any more; what was said and decided stays, without a name."""
    Measure.objects.filter(data_owner_id=person_id).update(data_owner=None)


DECLARATION = PersonalData(
    purpose=gettext_lazy(
        "To know who looks after the numbers of a measure, and who explained or decided what."
    ),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "As long as the chart is kept. When your account is erased you no longer look after"
        " measures; numbers, notes and decisions stay, without your name."
    ),
    models=(
        "measures.Definition",
        "measures.Measure",
        "measures.Observation",
        "measures.Correction",
        "measures.Annotation",
        "measures.Target",
        "measures.Proposal",
        "measures.MeasureSet",
    ),
    export=export,
    erase=erase,
)
