"""A challenge in time: launched, moved, stopped, closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web import words
from groundswell.ground.web.form_pages import answer_form, attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.design import DayZeroForm, EndForm, ShiftForm
from ..models import Challenge
from .framing import form_page


@read_or_send
def launch(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The list is read by whoever sees the challenge's design; the form is for who may launch."""
    found = queries.challenge_for(request.actor, pk)
    policies.plans_launch(request.actor, found).or_refuse()
    form = DayZeroForm(sent(request), initial={"day_zero": found.day_zero})
    launched = attempt(
        form,
        lambda: actions.launch_challenge(
            challenge=found, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )
    if launched:
        told = {"day": words.day(launched.day_zero)}
        messages.success(request, _("Launched. Day 0 is %(day)s, and everybody is told.") % told)
        return redirect("challenges:challenge", found.pk)
    page = queries.launch_page(request.actor, found, form, at=timezone.now())
    return render_page(request, "challenges/launch.html", page, status=status_of(form))


@read_or_send
def shift(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    policies.shift_day_zero(request.actor, found, day_of(at)).or_refuse()
    page = form_page(
        found,
        ShiftForm(sent(request)),
        tab=(_("Today"), "challenge"),
        title=_("Move day 0"),
        button=_("Move it"),
        lead=_("Reviews, their meetings and the checks move with it. Everybody is told once."),
        known=[(_("Day 0 is now"), words.day(found.day_zero or day_of(at)))],
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.shift_day_zero(challenge=found, **given, by=request.actor, at=at),
        onward=_home(found),
        thanks=_("Moved. Everybody is told, with the old day and the new."),
    )


@read_or_send
def stop(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.stop_challenge(request.actor, found).or_refuse()
    said = (
        _("Stop this challenge"),
        _("Stop it"),
        _("Say why. What was done stays to be read; meetings to come are called off."),
    )
    return _ended(request, found, actions.stop_challenge, said)


@read_or_send
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.close_challenge(request.actor, found, day_of(timezone.now())).or_refuse()
    said = (
        _("Close this challenge"),
        _("Close it"),
        _("Say how it ends. After six months and a year we still ask whether the gain held."),
    )
    return _ended(request, found, actions.close_challenge, said)


def _ended(
    request: PersonRequest, found: Challenge, act: Callable[..., Any], said: tuple[str, str, str]
) -> HttpResponse:
    title, button, lead = said
    form: Form = EndForm(sent(request))
    page = form_page(
        found, form, tab=(_("Today"), "challenge"), title=title, button=button, lead=lead
    )
    return answer_form(
        request,
        page,
        lambda **given: act(challenge=found, **given, by=request.actor, at=timezone.now()),
        onward=_home(found),
        thanks=_("Done. Everybody in it is told."),
    )


def _home(challenge: Challenge) -> str:
    return reverse("challenges:challenge", args=[challenge.pk])
