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
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form

from ... import queries
from ...actors import Actor
from ...kinds import RoleCode
from ...models import Organisation
from .comparing import Comparison, Plan, end_missing, find_leavers, heaps_of
from .fields import FIELDS
from .managers import find_managers
from .matching import Matches, match_rows
from .roles import EndingRole, find_ending_roles, notes_of
from .rows import Faults, read_rows
from .world import World, load_world
from .writing import write_plan


class StaffOptionsForm(Form):
    """How the list is meant."""

    whole_list = forms.BooleanField(
        label=gettext_lazy("This is the whole list: people who are missing from it have left"),
        required=False,
    )
    more_than_half = forms.BooleanField(
        label=gettext_lazy("Yes, even if more than half of our people leave by it"),
        required=False,
    )
    without_email_left_out = forms.BooleanField(
        label=gettext_lazy("Leave out new people who have no e-mail address"),
        help_text=gettext_lazy("Everybody signs in with an address, so nobody is added without."),
        required=False,
    )


class StaffImporter:
    """See `imports.importers.Importer`."""

    code = "staff-list"
    title = gettext_lazy("Staff list")
    intro = gettext_lazy(
        "Who works here, from the payroll system or your own list. People are found by staff "
        "number, then by e-mail. An empty cell leaves what we know."
    )
    fields: tuple[Field, ...] = FIELDS

    def place_name(self, actor: Actor, place: Place) -> str:
        if place.organisation_id is None:
            raise Http404
        return queries.organisation_for(actor, place.organisation_id).name

    def may(self, actor: Actor, place: Place) -> Decision:
        if place.organisation_id is None:
            return Decision(_("A staff list belongs to an organisation. Start from its page."))
        if not actor.holds(RoleCode.ADMINISTRATOR, organisation_id=place.organisation_id):
            return Decision(_("Only an administrator of the organisation can bring in its staff."))
        return ALLOWED

    def options_form(self, context: RunContext, data: Any = None) -> forms.Form:
        return StaffOptionsForm(data, initial=dict(context.options))

    def check(self, records: Records, context: RunContext, report: Report) -> Check:
        faults = Faults(records)
        report(_("Reading the rows"), 0, len(records))
        rows = read_rows(records, faults)
        report(_("Looking up who is here"))
        world = self._world(context, {row.email for row in rows if row.email})
        _check_file(records, world, faults)
        report(_("Comparing with who is here"), len(records) // 2, len(records))
        left_out = bool(context.options.get("without_email_left_out"))
        matches = match_rows(rows, world, faults, without_email_left_out=left_out)
        comparison = Comparison(world, matches, find_managers(matches, world, faults), faults)
        comparison.may_change_shared = context.actor.is_system_administrator
        plan = comparison.run()
        roles = _endings(plan, matches, context, faults)
        return Check(
            heaps=heaps_of(plan),
            faults=tuple(faults.found),
            notes=notes_of(roles),
            plan=(plan, roles),
        )

    def apply(self, check: Check, records: Records, context: RunContext, report: Report) -> Outcome:
        plan, roles = check.plan
        write_plan(plan, roles, by=context.actor, at=context.at)
        place = plan.world.organisation
        changes = words.count(check.n_writes, "change", "changes")
        return Outcome(
            _("The staff list of %(place)s is in: %(changes)s.")
            % {"place": place.name, "changes": changes},
            reverse("people:organisation", args=[place.pk]),
        )

    def _world(self, context: RunContext, emails: set[str]) -> World:
        place = Organisation.objects.get(pk=str(context.place.organisation_id))
        return load_world(place, emails, today=day_of(context.at))


def _check_file(records: Records, world: World, faults: Faults) -> None:
    if not records.has("name") and not (records.has("first_name") or records.has("last_name")):
        faults.of_file(
            _("No column holds the names."),
            _("Choose the column with the name, or those with first name and last name."),
        )
    if world.organisation.closed_on:
        faults.of_file(
            _("%(place)s is closed.") % {"place": world.organisation.name},
            _("Bring the list in for the organisation that followed it."),
        )


def _endings(plan: Plan, matches: Matches, context: RunContext, faults: Faults) -> list[EndingRole]:
    """Who leaves, with the roles that end; two safeguards against a list that is not the whole."""
    if context.options.get("whole_list"):
        n_here = len(plan.world.of_person)
        n_ended = end_missing(plan, matches)
        if n_ended * 2 > n_here and not context.options.get("more_than_half"):
            faults.of_file(
                _("%(ended)s of %(here)s people are missing from the list and would leave.")
                % {"ended": f"{n_ended:,}", "here": f"{n_here:,}"},
                _("Check that it is the whole list. If so, confirm it among the choices."),
            )
    find_leavers(plan)
    if context.actor.id in plan.leavers and not context.actor.is_system_administrator:
        faults.of_file(
            _("By this list you yourself would leave, and with you your role here."),
            _("Put yourself in the list, or let another administrator bring it in."),
        )
    return find_ending_roles(plan)
