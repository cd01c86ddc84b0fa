"""A new measure: choose or write its definition, then say where it is measured. And sets."""

import dataclasses
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..actions.defining import DefinitionDetails
from ..forms import DefinitionForm, PlaceForm, SetForm
from ..models import Definition, Measure, MeasureSet
from ..queries import form_pages


def _crumb(here: str) -> form_pages.Crumb:
    return (_("Measures"), reverse("measures:index")), (here, "")


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """A definition that is there already, or one to write."""
    actor = actor_of(request)
    _may_somewhere(bool(queries.place_choices(actor)))
    page = queries.new_page(actor, request.GET.get("q", ""))
    return render_page(request, "measures/new.html", page)


def _may_somewhere(may: bool) -> None:
    decision = (
        Decision()
        if may
        else Decision(_("Team leaders, analysts and administrators add measures."))
    )
    decision.or_refuse()


@read_or_send
def define(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    owners = queries.owner_choices(actor)
    _may_somewhere(bool(owners))
    form = DefinitionForm(sent(request), owners=owners, initial={"places": 0, "rate_per": 1})
    made = attempt(
        form,
        lambda: actions.define_measure(
            organisation=queries.place_of(actor, form.cleaned_data["organisation"])[0],
            details=form.details(),
            by=actor,
            at=timezone.now(),
        ),
    )
    if made is not None:
        return redirect("measures:place", made.pk)
    page = form_pages.FormPage(
        title=_("Define a measure"),
        lead=_("Write it so that two people who count get the same number."),
        crumb=_crumb(_("Define a measure")),
        form=form,
        button=_("Go on"),
        back_url=reverse("measures:new"),
    )
    return render_page(request, "measures/form.html", page, status=status_of(form))


@read_or_send
def change_definition(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    definition = queries.definition_for(actor, pk)
    policies.change_definition(actor, definition).or_refuse()
    form = DefinitionForm(sent(request), owners=[], initial=_details(definition))
    changed = attempt(
        form,
        lambda: actions.change_definition(
            definition=definition,
            details=form.details(),
            version=form.cleaned_data["version"] or 0,
            by=actor,
            at=timezone.now(),
        ),
    )
    url = reverse("measures:definition", args=[definition.pk])
    if changed is not None:
        messages.success(
            request, _("Saved. Its charts are drawn accordingly, wherever it is measured.")
        )
        return redirect(url)
    page = form_pages.FormPage(
        title=_("Change a definition"),
        lead=_("It changes in every place where it is measured."),
        crumb=(
            (_("Measures"), reverse("measures:index")),
            (definition.title, url),
            (_("Change"), ""),
        ),
        form=form,
        button=_("Save"),
        back_url=url,
    )
    return render_page(request, "measures/form.html", page, status=status_of(form))


def _details(definition: Definition) -> dict[str, Any]:
    names = [f.name for f in dataclasses.fields(DefinitionDetails)]
    return {**{n: getattr(definition, n) for n in names}, "version": definition.version}


@read_or_send
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a definition is measured."""
    actor = actor_of(request)
    definition = queries.definition_for(actor, pk)
    places = queries.place_choices(actor)
    _may_somewhere(bool(places))
    form = PlaceForm(sent(request), places=places, initial={"audience": "organisation"})
    placed = attempt(form, lambda: _placed(request, form, definition))
    if placed is not None:
        messages.success(request, _("The measure is ready for its first number."))
        return redirect("measures:measure", placed.pk)
    page = form_pages.FormPage(
        title=_("Where is it measured?"),
        lead=definition.title,
        crumb=_crumb(_("New measure")),
        form=form,
        button=_("Begin to measure"),
        back_url=reverse("measures:new"),
        known=queries.counted_pairs(definition),
    )
    return render_page(request, "measures/form.html", page, status=status_of(form))


def _placed(request: HttpRequest, form: PlaceForm, definition: Definition) -> Measure:
    actor, given = actor_of(request), form.cleaned_data
    organisation, team = queries.place_of(actor, given["place"])
    if organisation is None:
        raise Http404
    return actions.place_measure(
        definition=definition,
        organisation=organisation,
        team=team,
        data_owner=actor.person if given["is_mine"] else None,
        audience=given["audience"],
        by=actor,
        at=timezone.now(),
    )


@read_or_send
def make_set(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    places = queries.place_choices(actor, with_system=True)
    _may_somewhere(bool(places))
    measures = queries.measure_choices(actor)
    form = SetForm(sent(request), places=places, measures=measures)
    made = attempt(form, lambda: _made(request, form))
    if made is not None:
        messages.success(request, _("The set is made."))
        return redirect("measures:set", made.pk)
    page = form_pages.FormPage(
        title=_("Make a set"),
        lead=_("Measures that are read together, such as a board’s or a team’s."),
        crumb=_crumb(_("Make a set")),
        form=form,
        button=_("Make the set"),
        back_url=reverse("measures:index"),
    )
    return render_page(request, "measures/form.html", page, status=status_of(form))


def _made(request: HttpRequest, form: SetForm) -> MeasureSet:
    actor, given = actor_of(request), form.cleaned_data
    organisation, team = queries.place_of(actor, given["place"])
    return actions.make_set(
        title=given["title"],
        audience=given["audience"],
        organisation=organisation,
        team=team,
        measures=queries.measures_chosen(actor, given["measures"]),
        by=actor,
        at=timezone.now(),
    )


@read_or_send
def change_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.set_for(actor, pk)
    policies.change_set(actor, found).or_refuse()
    form = SetForm(
        sent(request),
        places=[],
        measures=queries.measure_choices(actor, found),
        initial=queries.set_initial(found),
    )
    changed = attempt(form, lambda: _changed(request, form, found))
    url = reverse("measures:set", args=[found.pk])
    if changed is not None:
        messages.success(request, _("The set is changed."))
        return redirect(url)
    page = form_pages.FormPage(
        title=_("Change a set"),
        lead=found.title,
        crumb=((_("Measures"), reverse("measures:index")), (found.title, url), (_("Change"), "")),
        form=form,
        button=_("Save"),
        back_url=url,
        other_url=reverse("measures:reorder_set", args=[found.pk]),
        other_label=_("Change the order"),
    )
    return render_page(request, "measures/form.html", page, status=status_of(form))


def _changed(request: HttpRequest, form: SetForm, found: MeasureSet) -> MeasureSet:
    actor, given = actor_of(request), form.cleaned_data
    return actions.change_set(
        measure_set=found,
        title=given["title"],
        audience=given["audience"],
        measures=queries.measures_chosen(actor, given["measures"]),
        version=given["version"] or 0,
        by=actor,
        at=timezone.now(),
    )


@read_or_send
def reorder_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One measure up or down at a time, without script."""
    actor = actor_of(request)
    found = queries.set_for(actor, pk)
    policies.reorder_set(actor, found).or_refuse()
    if request.method == "POST":
        actions.reorder_set(
            measure_set=found,
            order=queries.order_after(
                found, request.POST.get("up", ""), request.POST.get("down", "")
            ),
            version=found.version,
            by=actor,
            at=timezone.now(),
        )
        return redirect("measures:reorder_set", found.pk)
    return render_page(request, "measures/reorder.html", queries.reorder_page(actor, found))
