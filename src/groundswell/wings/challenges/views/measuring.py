"""Pages of what a team counts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.measuring import AttachForm, NewMeasureForm
from .framing import form_page


@require_safe
def measures(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.measures_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/measures/measures.html", page)


@read_or_send
def attach_measure(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.attach_measure(request.actor, found).or_refuse()
    form = AttachForm(sent(request), measures=queries.attachable_by(request.actor, found))
    page = form_page(
        found,
        form,
        tab=(_("Measures"), "measures"),
        title=_("Watch a measure that is there already"),
        button=_("Watch it"),
        lead=_("Its keepers and its readers stay as they are."),
    )
    return answer_form(
        request,
        page,
        lambda measure: actions.attach_measure(
            challenge=found, measure=measure, by=request.actor, at=timezone.now()
        ),
        onward=reverse("challenges:measures", args=[pk]),
        thanks=_("The team watches it now."),
    )


@read_or_send
def define_measure(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.define_measure(request.actor, found).or_refuse()
    form = NewMeasureForm(sent(request), people=queries.team_people(found))
    page = form_page(
        found,
        form,
        tab=(_("Measures"), "measures"),
        title=_("Count something new"),
        button=_("Begin to count"),
        lead=_("Everybody in the challenge sees the chart, and the team adds its numbers."),
    )
    return answer_form(
        request,
        page,
        lambda data_owner, **_read: actions.define_measure(
            challenge=found,
            details=form.details(),
            data_owner=data_owner,
            by=request.actor,
            at=timezone.now(),
        ),
        onward=reverse("challenges:measures", args=[pk]),
        thanks=_("The measure is there. Add what numbers you have, those from before too."),
    )


@require_POST
def detach_measure(request: PersonRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    row = queries.challenge_measure_for(request.actor, found, row_pk)
    actions.detach_measure(row=row, by=request.actor, at=timezone.now())
    messages.success(request, _("The team watches it no longer. Its numbers stay."))
    return redirect("challenges:measures", pk)
