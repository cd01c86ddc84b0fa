"""Around a team: who needs attention, the coach's own log, who runs it, what sponsors promise."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people import queries as people
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.paging import step_from

from .. import actions, policies, queries
from ..forms.coaching import ChangeLogForm, HandoverForm, LogForm, PromiseForm
from ..models import Challenge
from .framing import form_page


@require_safe
def many_teams(request: PersonRequest) -> HttpResponse:
    page = queries.many_teams_page(request.actor, at=timezone.now())
    return render_page(request, "challenges/coaching/many_teams.html", page)


@read_or_send
def make_promise(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    policies.make_promise(request.actor, found).or_refuse()
    form = PromiseForm(sent(request), sponsors=people.holders_of(found.pk, RoleCode.SPONSOR))
    page = form_page(
        found,
        form,
        tab=(_("Team"), "team"),
        title=_("A promise of the sponsor"),
        button=_("Write it down"),
        lead=_("To the team, with a day. Everybody in the organisation can read it."),
        note=_("The sponsor is reminded of it, and says whether it was kept."),
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.make_promise(challenge=found, by=request.actor, at=at, **read),
        onward=reverse("challenges:team", args=[pk]) + "#promises",
        thanks=_("Written down. The sponsor has been told."),
    )


@read_or_send
def coach_log(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    policies.write_log(request.actor, found).or_refuse()
    form = LogForm(sent(request), initial={"on": day_of(at)})
    written = attempt(
        form,
        lambda: actions.write_log(challenge=found, by=request.actor, at=at, **form.cleaned_data),
    )
    if written:
        messages.success(request, _("Noted. You alone read it."))
        return redirect("challenges:coach_log", pk)
    page = queries.log_page(request.actor, found, form, step_from(request.GET), at=at)
    return render_page(request, "challenges/coaching/log.html", page, status=status_of(form))


@read_or_send
def change_log(request: PersonRequest, pk: UUID, entry_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    entry = queries.entry_for(request.actor, found, entry_pk)
    form = ChangeLogForm(sent(request), initial={"text": entry.words, "version": entry.version})
    return _form(
        request,
        found,
        form,
        lambda **read: actions.change_log(entry=entry, by=request.actor, **read),
        tab=(_("Your log"), "coach_log"),
        title=_("Change a note"),
        thanks=_("Changed."),
    )


@read_or_send
def handover(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Everybody in the challenge reads it; its coach says what holds from now on."""
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    form = HandoverForm(sent(request))
    if form.is_bound:
        policies.hand_over(request.actor, found).or_refuse()
    done = attempt(
        form,
        lambda: actions.hand_over(challenge=found, by=request.actor, at=at, **form.cleaned_data),
    )
    if done:
        messages.success(request, _("Noted, with today’s date."))
        return redirect("challenges:handover", pk)
    page = queries.handover_page(request.actor, found, form, at=at)
    return render_page(request, "challenges/coaching/handover.html", page, status=status_of(form))


def _form(
    request: PersonRequest,
    challenge: Challenge,
    form: Form,
    act: Any,
    *,
    thanks: str,
    **around: Any,
) -> HttpResponse:
    page = form_page(challenge, form, button=_("Save"), **around)
    return answer_form(
        request,
        page,
        act,
        onward=page.back_url,
        thanks=thanks,
        template="challenges/note/form.html",
    )
