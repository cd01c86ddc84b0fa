"""The register of local coaches and their training."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.forms import Form
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.coaches import ListCoachForm, TrainingForm


@require_safe
def coaches(request: PersonRequest) -> HttpResponse:
    return render_page(request, "challenges/coaches.html", queries.coaches_page(request.actor))


@read_or_send
def list_coach(request: PersonRequest) -> HttpResponse:
    if not policies.starts_somewhere(request.actor):
        Decision(_("System leads keep the register of coaches.")).or_refuse()
    form = ListCoachForm(sent(request), actor=request.actor, hosts=queries.hosts_for(request.actor))
    page = _page(form, _("List a coach"), _("List them"))
    return answer_form(
        request,
        page,
        lambda **given: actions.list_coach(**given, by=request.actor, at=timezone.now()),
        onward=_home(),
        thanks=_("Listed."),
    )


@require_POST
def end_listing(request: PersonRequest, listing_pk: UUID) -> HttpResponse:
    listing = queries.listing_for(request.actor, listing_pk)
    actions.end_listing(listing=listing, by=request.actor, at=timezone.now())
    told = {"name": listing.person.name}
    messages.success(request, _("%(name)s is on the register no longer.") % told)
    return redirect(_home())


@read_or_send
def record_training(request: PersonRequest, listing_pk: UUID) -> HttpResponse:
    listing = queries.listing_for(request.actor, listing_pk)
    policies.record_training(request.actor, listing).or_refuse()
    told = {"name": listing.person.name}
    page = _page(
        TrainingForm(sent(request)), _("What %(name)s has learned") % told, _("Write it down")
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.record_training(
            listing=listing, **given, by=request.actor, at=timezone.now()
        ),
        onward=_home(),
        thanks=_("Written down."),
    )


@require_POST
def withdraw_training(request: PersonRequest, listing_pk: UUID, training_pk: UUID) -> HttpResponse:
    listing = queries.listing_for(request.actor, listing_pk)
    training = queries.training_for(listing, training_pk)
    actions.withdraw_training(training=training, by=request.actor, at=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect(_home())


def _home() -> str:
    return reverse("challenges:coaches")


def _page(form: Form, title: str, button: str) -> FormPage:
    crumb = (
        (_("Challenges"), reverse("challenges:index")),
        (_("Coaches"), _home()),
        (title, ""),
    )
    return FormPage(title=title, form=form, button=button, back_url=_home(), crumb=crumb)
