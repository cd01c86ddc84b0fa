"""The personal data that writing surveys leaves: who keeps one, and who loaded an instrument."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.registries import PersonalData

from .models import AudiencePart, Instrument, Outcome, Sheet, Survey, Telling
from .queries.results.moderation import decided_by

_MOST = 10_000  # rows of one kind; more is not read by anybody


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The person's own rows as plain values, newest first. No answer is theirs to find here."""
    return {
        _("Surveys you keep"): _rows(
            Survey.objects.filter(keeper_id=person_id).order_by("-made_at"),
            "title",
            "purpose",
            "state",
            "made_at",
        ),
        _("Instruments you loaded"): _rows(
            Instrument.objects.filter(loaded_by_id=person_id).order_by("-loaded_at"),
            "title",
            "version",
            "loaded_at",
        ),
        _("Surveys that name you among those they ask"): _rows(
            AudiencePart.objects.filter(person_id=person_id).order_by("-survey__made_at"),
            "survey__title",
        ),
        _("Paper forms you typed once"): _rows(
            Sheet.objects.filter(typed_by_id=person_id).order_by("-typed_on"),
            "survey__title",
            "typed_on",
        ),
        _("Comments that you decided about"): _rows(
            decided_by(person_id), "survey__title", "state", "reason", "decided_on"
        ),
        _("Results that you told people of"): _rows(
            Telling.objects.filter(told_by_id=person_id).order_by("-told_at"),
            "survey__title",
            "circle",
            "told_at",
        ),
        _("What you wrote that was done"): _rows(
            Outcome.objects.filter(made_by_id=person_id).order_by("-made_at"),
            "said",
            "did",
            "why",
            "made_at",
        ),
        _("What you changed in it"): _rows(
            Outcome.objects.filter(changed_by_id=person_id).order_by("-changed_at"),
            "said",
            "changed_at",
        ),
    }


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return list(rows.values(*names)[:_MOST])


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Surveys stay: others were asked in them. The instrument stays, without who loaded it."""
    Instrument.objects.filter(loaded_by_id=person_id).update(loaded_by=None)
    AudiencePart.objects.filter(person_id=person_id).delete()


DECLARATION = PersonalData(
    purpose=gettext_lazy("To know who answers for a survey, and who loaded an instrument."),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "A survey as long as the work it belongs to. When your account is erased, surveys that you"
        " kept stay without your name, and so do instruments that you loaded. A paper form that was"
        " typed once is kept until the second typing, or until the survey closes."
    ),
    models=(
        "surveys.Survey",
        "surveys.Instrument",
        "surveys.AudiencePart",
        "surveys.Sheet",
        "surveys.WrittenText",
        "surveys.Telling",
        "surveys.Outcome",
    ),
    export=export,
    erase=erase,
)
