"""Forms around a gathering: its plan, its agenda, who is asked to come."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms import AgendaForm, CancelForm, GatheringForm, InviteForm, ReplyForm
from ..models import Gathering


def _done(request: HttpRequest, gathering: Gathering, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("gatherings:gathering", gathering.pk)


@read_or_send
def plan(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = GatheringForm(
        sent(request),
        kinds=queries.kind_choices(),
        organisations=queries.organisation_choices(actor),
    )
    planned = attempt(form, lambda: _planned(request, form))
    if planned is not None:
        messages.success(request, _("It is planned. Now its agenda."))
        return redirect("gatherings:agenda", planned.pk)
    page = queries.form_page(
        form,
        title=_("Plan a meeting"),
        lead=_("Next you set the agenda and invite people."),
        button=_("Plan it"),
    )
    return render_page(request, "web/form.html", page, status=status_of(form))


def _planned(request: HttpRequest, form: GatheringForm) -> Gathering:
    actor = actor_of(request)
    return actions.plan_gathering(
        details=form.details(),
        organisation=queries.organisation_of(actor, form.cleaned_data["organisation"]),
        by=actor,
        at=timezone.now(),
    )


@read_or_send
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    gathering = queries.gathering_for(actor, pk)
    policies.change_gathering(actor, gathering).or_refuse()
    form = GatheringForm(
        sent(request),
        kinds=queries.kind_choices(gathering.kind),
        organisations=None,
        initial=queries.details_of(gathering),
    )
    changed = attempt(
        form,
        lambda: actions.change_gathering(
            gathering=gathering,
            details=form.details(),
            version=form.cleaned_data["version"],
            by=actor,
            at=timezone.now(),
        ),
    )
    if changed is not None:
        return _done(request, gathering, _("Saved. A new time is told to everybody invited."))
    return _form_page(
        request,
        gathering,
        form,
        title=_("Change the meeting"),
        lead=_("Where the time changes, everybody invited is told the old and the new one."),
        button=_("Save"),
    )


@read_or_send
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    gathering = queries.gathering_for(actor, pk)
    policies.cancel_gathering(actor, gathering).or_refuse()
    form = CancelForm(sent(request))
    cancelled = attempt(
        form,
        lambda: actions.cancel_gathering(
            gathering=gathering, by=actor, at=timezone.now(), **form.cleaned_data
        ),
    )
    if cancelled is not None:
        return _done(request, gathering, _("It is cancelled, and everybody invited is told."))
    return _form_page(
        request,
        gathering,
        form,
        title=_("Cancel the meeting"),
        lead=_("It stays in people’s calendars, marked as cancelled."),
        button=_("Cancel it"),
    )


def _form_page(
    request: HttpRequest, gathering: Gathering, form: Form, *, title: str, lead: str, button: str
) -> HttpResponse:
    page = queries.form_page(form, title=title, lead=lead, button=button, gathering=gathering)
    return render_page(request, "web/form.html", page, status=status_of(form))


@read_or_send
def agenda(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    gathering = queries.gathering_for(actor, pk)
    policies.set_agenda(actor, gathering).or_refuse()
    form = AgendaForm(
        sent(request),
        lines=queries.agenda_lines(gathering),
        leads=queries.lead_choices(gathering),
        initial={"version": gathering.version},
    )
    if attempt(form, lambda: _set_agenda(request, form, gathering)) is None:
        page = queries.agenda_form_page(gathering, form)
        return render_page(request, "gatherings/agenda.html", page, status=status_of(form))
    if {"up", "down", "more"} & request.POST.keys():
        return redirect("gatherings:agenda", gathering.pk)
    return _done(request, gathering, _("The agenda is saved."))


def _set_agenda(request: HttpRequest, form: AgendaForm, gathering: Gathering) -> Gathering:
    """What was typed is kept, whichever button was pressed; an arrow moves its row as well."""
    lines = form.given_lines()
    for name, step in (("up", -1), ("down", 1)):
        place = request.POST.get(name, "")
        if place.isdecimal():
            lines = queries.moved(lines, int(place), step)
    return actions.set_agenda(
        gathering=gathering,
        lines=lines,
        version=form.cleaned_data["version"],
        by=actor_of(request),
        at=timezone.now(),
    )


@read_or_send
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    gathering = queries.gathering_for(actor, pk)
    policies.invite(actor, gathering).or_refuse()
    form = InviteForm(sent(request), actor=actor, near=queries.people_to_invite(gathering))
    invited = attempt(
        form,
        lambda: actions.invite(
            gathering=gathering, people=form.chosen(), by=actor, at=timezone.now()
        ),
    )
    if invited is not None:
        return _done(request, gathering, _("They are invited, and told."))
    return _form_page(
        request,
        gathering,
        form,
        title=_("Invite people"),
        lead=_("They are told at once, see the agenda and can take notes."),
        button=_("Invite them"),
    )


@require_POST
def withdraw_invitation(request: HttpRequest, pk: UUID, invitation_pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    gathering = queries.gathering_for(actor, pk)
    policies.invite(actor, gathering).or_refuse()
    invitation = queries.invitation_for(gathering, invitation_pk)
    actions.withdraw_invitation(invitation=invitation, by=actor, at=timezone.now())
    return _done(request, gathering, _("The invitation is taken back."))


@require_POST
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    gathering = queries.gathering_for(actor, pk)
    form = ReplyForm(request.POST)
    answered = attempt(
        form,
        lambda: actions.reply(
            gathering=gathering, answer=form.cleaned_data["answer"], by=actor, at=timezone.now()
        ),
    )
    if answered is None:
        messages.error(request, _("Choose one of the answers shown."))
        return redirect("gatherings:gathering", gathering.pk)
    return _done(request, gathering, _("Thank you. Your answer is in."))
