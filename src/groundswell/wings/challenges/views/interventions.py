"""Pages of tested interventions: the handbook, one of them, and each step on its way."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.interventions import CopyForm, InterventionForm
from ..models import TestedIntervention
from .framing import shared_form


@require_safe
def handbook(request: PersonRequest) -> HttpResponse:
    page = queries.handbook_page(request.GET.get("q", ""))
    return render_page(request, "challenges/handbook/handbook.html", page)


@require_safe
def intervention(request: PersonRequest, pk: UUID) -> HttpResponse:
    written = queries.intervention_for(request.actor, pk)
    page = queries.intervention_page(request.actor, written)
    return render_page(request, "challenges/handbook/intervention.html", page)


@read_or_send
def write_intervention(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    test = queries.test_for(found, test_pk)
    written = queries.written_of(test)
    policies.write_intervention(request.actor, test, written).or_refuse()
    form = InterventionForm(sent(request), initial=queries.intervention_initial(test, written))
    return shared_form(
        request,
        found,
        form,
        lambda version, **_read: actions.write_intervention(
            test=test,
            written=form.written(),
            version=version or 0,
            by=request.actor,
            at=timezone.now(),
        ),
        tab=(_("Story"), "story"),
        title=_("Write the test up for others"),
        button=_("Save"),
        onward=reverse("challenges:story", args=[pk]),
        thanks=_("Saved. It is not in the handbook yet."),
    )


@require_POST
def offer_intervention(request: PersonRequest, pk: UUID) -> HttpResponse:
    written = queries.intervention_for(request.actor, pk)
    actions.offer_intervention(written=written, by=request.actor, at=timezone.now())
    return _done(request, written, _("Asked. The sponsor has been told."))


@require_POST
def approve_intervention(request: PersonRequest, pk: UUID) -> HttpResponse:
    written = queries.intervention_for(request.actor, pk)
    version = request.POST.get("version", "")
    try:
        actions.approve_intervention(
            written=written,
            version=int(version) if version.isdecimal() else 0,
            by=request.actor,
            at=timezone.now(),
        )
    except Unusable as unusable:
        messages.error(request, str(unusable))
        return redirect("challenges:intervention", pk)
    return _done(request, written, _("Approved. It is in the handbook now."))


@require_POST
def take_intervention_out(request: PersonRequest, pk: UUID) -> HttpResponse:
    written = queries.intervention_for(request.actor, pk)
    actions.take_intervention_out(written=written, by=request.actor, at=timezone.now())
    messages.success(request, _("Taken out of the handbook. What others copied stays theirs."))
    return redirect("challenges:story", written.test.challenge_id)


@read_or_send
def copy_intervention(request: PersonRequest, pk: UUID) -> HttpResponse:
    written = queries.intervention_for(request.actor, pk)
    here = reverse("challenges:intervention", args=[pk])
    page = FormPage(
        title=_("Copy it into your challenge"),
        form=CopyForm(sent(request), challenges=queries.own_challenges(request.actor, written)),
        button=_("Copy it"),
        back_url=here,
        crumb=((_("Handbook"), reverse("challenges:handbook")), (written.title, here)),
        known=((_("Intervention"), written.title),),
        note=_("It becomes a planned test of yours. What worked there is a hypothesis here."),
    )
    return answer_form(
        request,
        page,
        lambda challenge: actions.copy_intervention(
            written=written,
            challenge=challenge,
            owner=request.actor.person,
            by=request.actor,
            at=timezone.now(),
        ),
        onward=lambda test: reverse("challenges:test", args=[test.challenge_id, test.pk]),
        thanks=_("Copied. Make it yours: change the plan before it begins."),
    )


def _done(request: PersonRequest, written: TestedIntervention, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("challenges:intervention", written.pk)
