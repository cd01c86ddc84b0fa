"""The importer of numbers, as the room of imports asks for it."""

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.ground.imports.importers import (
    Check,
    Field,
    Heap,
    Outcome,
    Place,
    Report,
    RunContext,
)
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people import queries as people

from .. import policies
from ..actions.bringing import Bringing, bring_in
from ..charting.words import plain
from .options import OptionsForm, options_of
from .planning import Plan, plan_of, usable_definitions

_GUESSES = {
    "measure": ("indicator", "metric", "kpi", "measure name"),
    "organisation": (
        "org code",
        "ods",
        "ods code",
        "trust code",
        "provider code",
        "organisation code",
    ),
    "organisation_name": ("org name", "provider name", "trust name"),
    "team": ("ward", "service", "department name"),
    "on": ("date", "period", "month", "week", "week of", "week ending", "quarter"),
    "value": ("number", "numerator", "count", "breaches", "total"),
    "n": ("denominator", "out of", "attendances", "bed days", "population"),
}


class ObservationImporter:
    code = "observations"
    title = gettext_lazy("Numbers of measures")
    intro = gettext_lazy(
        "A table with a row for each number: its date, the number, and where it belongs. One"
        " measure or many, one organisation or hundreds."
    )
    fields = (
        Field("on", gettext_lazy("Date"), required=True, guesses=_GUESSES["on"]),
        Field("value", gettext_lazy("Number"), required=True, guesses=_GUESSES["value"]),
        Field(
            "n",
            gettext_lazy("Out of how many"),
            help=gettext_lazy("For percentages and rates."),
            guesses=_GUESSES["n"],
        ),
        Field("measure", gettext_lazy("Title of the measure"), guesses=_GUESSES["measure"]),
        Field(
            "organisation",
            gettext_lazy("ODS code of the organisation"),
            guesses=_GUESSES["organisation"],
        ),
        Field(
            "organisation_name",
            gettext_lazy("Name of the organisation"),
            help=gettext_lazy("Only for organisations that are added."),
            guesses=_GUESSES["organisation_name"],
        ),
        Field("team", gettext_lazy("Team"), guesses=_GUESSES["team"]),
    )

    def place_name(self, actor: Any, place: Place) -> str:
        if place.organisation_id is None:
            return settings.SITE_NAME
        return people.organisation_for(actor, place.organisation_id).name

    def may(self, actor: Any, place: Place) -> Decision:
        return policies.bring_in(actor, place.organisation_id)

    def options_form(self, context: RunContext, data: Any = None) -> forms.Form | None:
        return OptionsForm(
            data,
            definitions=usable_definitions(context),
            actor=context.actor,
            initial=dict(context.options),
        )

    def check(self, records: Records, context: RunContext, report: Report) -> Check:
        plan = plan_of(records, context, options_of(context.options), report)
        return Check(
            heaps=_heaps(plan), faults=tuple(plan.faults), notes=_notes(plan), plan=plan.bringing
        )

    def apply(self, check: Check, records: Records, context: RunContext, report: Report) -> Outcome:
        brought = bring_in(bringing=check.plan, by=context.actor, at=context.at)
        sentence = ngettext(
            "%(n)s number is in, %(changed)s corrected, in %(measures)s measures.",
            "%(n)s numbers are in, %(changed)s corrected, in %(measures)s measures.",
            brought.n_added,
        ) % {
            "n": f"{brought.n_added:,}",
            "changed": f"{brought.n_changed:,}",
            "measures": f"{brought.n_measures:,}",
        }
        return Outcome(sentence, _onward(brought.definition_ids, context))


def _onward(definition_ids: tuple[Any, ...], context: RunContext) -> str:
    if context.place.organisation_id:
        return reverse("measures:organisation", args=[context.place.organisation_id])
    if len(definition_ids) == 1:
        return reverse("measures:definition", args=[definition_ids[0]])
    return reverse("measures:index")


def _notes(plan: Plan) -> tuple[str, ...]:
    new = plan.bringing.new_definition
    if new is None or not plan.bringing.added:
        return ()
    return (_("The measure “%(title)s” would be defined.") % {"title": new.title},)


def _heaps(plan: Plan) -> tuple[Heap, ...]:
    bringing = plan.bringing
    return (
        Heap(
            "organisations",
            _("Organisations to add"),
            (_("ODS code"), _("Name")),
            bringing.new_organisations,
        ),
        Heap(
            "measures",
            _("Measures to begin"),
            (_("Measure"), _("Place")),
            tuple((d.title, d.label) for d in bringing.added if d.is_new),
        ),
        Heap(
            "added",
            _("Numbers to add"),
            (_("Measure"), _("Place"), _("Date"), _("Number"), _("Out of")),
            _added_lines(bringing),
        ),
        Heap(
            "changed",
            _("Numbers to correct"),
            (_("Date"), _("Stands here"), _("Becomes")),
            tuple(
                (
                    c.on.isoformat(),
                    _told(c.old_value, c.old_n),
                    _told(c.value, c.n),
                )
                for c in bringing.changed
            ),
        ),
        Heap(
            "same", _("Numbers that stand here already"), n_without_lines=plan.n_same, writes=False
        ),
    )


def _added_lines(bringing: Bringing) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (d.title, d.label, x.on.isoformat(), plain(x.value), "" if x.n is None else plain(x.n))
        for d, numbers in bringing.added.items()
        for x in numbers
    )


def _told(value: float, n: float | None) -> str:
    if n is None:
        return plain(value)
    return _("%(value)s of %(n)s") % {"value": plain(value), "n": plain(n)}
