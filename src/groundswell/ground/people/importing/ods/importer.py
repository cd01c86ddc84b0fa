"""The importer itself: what it is called, who may use it, what it asks, and its two steps."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.imports.importers import (
    Check,
    Field,
    Outcome,
    Place,
    Report,
    RunContext,
)
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.kernel.errors import Fault
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form

from ...actions import findable
from ...actors import Actor
from ...models import Organisation
from .comparing import FIELDS, Comparison, Known, Plan, heaps_of, load_known
from .rows import read_rows

ROWS = 1_000


class OrganisationsOptionsForm(Form):
    unknown_left_out = forms.BooleanField(
        label=gettext_lazy("Leave out rows whose role we do not know"),
        help_text=gettext_lazy("Such as the sites of a trust, which are no organisations."),
        required=False,
    )


class OrganisationsImporter:
    """See `imports.importers.Importer`."""

    code = "organisations"
    title = gettext_lazy("List of organisations")
    intro = gettext_lazy(
        "Organisations by their national (ODS) code. Known ones are brought up to date, new ones "
        "added; none is removed. An empty cell leaves what we know."
    )
    fields: tuple[Field, ...] = (
        Field("code", gettext_lazy("Code"), required=True, help=gettext_lazy("The ODS code."),
              guesses=("ODS code", "Org code", "Organisation code", "Org ID", "OrgId",
                       "National code", "Practice code", "Provider code")),
        Field("name", gettext_lazy("Name"), required=True,
              guesses=("Org name", "Organisation name", "Organisation", "Practice name",
                       "Provider name")),
        Field("role", gettext_lazy("Role"), required=True,
              help=gettext_lazy("RO197 and the like, or a word such as Council or Charity."),
              guesses=("Primary role", "Primary role ID", "PrimaryRoleId", "Role ID", "Kind",
                       "Type", "Org type", "Organisation type", "Primary role description")),
        Field("opened_on", gettext_lazy("Opened"),
              guesses=("Open date", "Opening date", "Start date", "Legal start date",
                       "Operational start date")),
        Field("closed_on", gettext_lazy("Closed"),
              guesses=("Close date", "Closing date", "End date", "Legal end date",
                       "Operational end date")),
        Field("successor", gettext_lazy("Successor"),
              help=gettext_lazy("The code of the organisation that followed it."),
              guesses=("Successor code", "Successor ODS code", "Successor organisation code")),
    )  # fmt: skip

    def place_name(self, actor: Actor, place: Place) -> str:
        if place.organisation_id is not None:
            raise Http404
        return _("the whole system")

    def may(self, actor: Actor, place: Place) -> Decision:
        if not actor.is_system_administrator:
            return Decision(_("Only a system administrator can bring in organisations."))
        if place.organisation_id is not None:
            return Decision(_("A list of organisations belongs to the whole system."))
        return ALLOWED

    def options_form(self, context: RunContext, data: Any = None) -> forms.Form:
        return OrganisationsOptionsForm(data, initial=dict(context.options))

    def check(self, records: Records, context: RunContext, report: Report) -> Check:
        faults: list[Fault] = []
        report(_("Reading the rows"), 0, len(records))
        rows = read_rows(records, faults)
        report(_("Comparing with the organisations that are here"))
        comparison = Comparison(rows, load_known(), records)
        plan = comparison.run(unknown_left_out=bool(context.options.get("unknown_left_out")))
        return Check(heaps_of(plan), (*faults, *comparison.faults), plan=plan)

    def apply(self, check: Check, records: Records, context: RunContext, report: Report) -> Outcome:
        write_plan(check.plan)
        changes = words.count(check.n_writes, "change", "changes")
        return Outcome(
            _("The list of organisations is in: %(changes)s.") % {"changes": changes},
            reverse("people:organisations"),
        )


def write_plan(plan: Plan) -> None:
    """Write everything, in statements that grow with batches."""
    versions = dict(Organisation.objects.values_list("pk", "version"))
    new = [_organisation(known) for known in plan.new]
    Organisation.objects.bulk_create(new, batch_size=ROWS)
    changed = [_organisation(known, versions[known.id] + 1) for known in plan.changed]
    Organisation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*(name.removesuffix("_id") for name in FIELDS[1:]), "version"],
        batch_size=ROWS,
    )
    findable.show_organisations([*new, *changed])


def _organisation(known: Known, version: int = 1) -> Organisation:
    return Organisation(version=version, **{name: getattr(known, name) for name in FIELDS})
