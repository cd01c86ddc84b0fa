"""What teams ask their leaders for, and what they are answered."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.forms import Form
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.paging import step_from

from .. import actions, policies, queries
from ..forms.asks import AnswerForm, HandOnForm, RaiseForm, WithdrawForm
from ..models import Ask
from .framing import form_page


@require_safe
def register(request: PersonRequest) -> HttpResponse:
    page = queries.register_page(
        request.actor, queries.sift_from(request.GET), step_from(request.GET), at=timezone.now()
    )
    return render_page(request, "challenges/asks/register.html", page)


@require_safe
def asks(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.asks_page(request.actor, found, step_from(request.GET), at=timezone.now())
    return render_page(request, "challenges/asks/asks.html", page)


@read_or_send
def raise_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    policies.raise_ask(request.actor, found).or_refuse()
    form = RaiseForm(
        sent(request),
        actor=request.actor,
        places=queries.places_of_team(found),
        tests=queries.tests_to_hold(found),
        initial={
            "due_on": day_of(at) + dt.timedelta(days=found.answer_days),
            "held_up": request.GET.get("test", ""),
        },
    )
    page = form_page(
        found,
        form,
        tab=(_("Asks"), "asks"),
        title=_("Ask a leader"),
        button=_("Ask"),
        lead=_("For leave to try something, or for a barrier to be moved that you can’t move."),
        note=_("The leader is told at once, and reminded until there is an answer."),
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.raise_ask(
            challenge=found, by=request.actor, at=at, **form.details()
        ),
        onward=lambda ask: reverse("challenges:ask", args=[ask.pk]),
        thanks=_("Asked. The answer comes here, and you are told."),
    )


@require_safe
def ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.ask_for(request.actor, pk)
    page = queries.ask_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/asks/ask.html", page)


@read_or_send
def answer_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Of two leaders who answer at once the second keeps their words, and reads the first's."""
    found, at = queries.ask_for(request.actor, pk), timezone.now()
    told = queries.answered_meanwhile(request.actor, found, at=at)
    if not told or request.method != "POST":
        queries.ask_page(request.actor, found, at=at).may_answer.or_refuse()
    form = AnswerForm(sent(request))
    page = _page(
        request.actor,
        found,
        form,
        title=_("Answer"),
        button=_("Answer"),
        lead=found.title,
        known=(
            (found.challenge.title, found.words),
            *((told, text) for _label, text in queries.answer_pairs(found) if told),
        ),
        note=_("The team is told. A “no” in two days helps more than a “yes” in three weeks."),
    )
    return answer_form(
        request,
        page,
        lambda **read: _answer(found, request.actor, at, read),
        onward=reverse("challenges:ask", args=[pk]),
        thanks=_("Thank you. The team has your answer."),
    )


def _answer(ask: Ask, by: Actor, at: dt.datetime, given: dict[str, Any]) -> Ask:
    """Raises Unusable where another leader was faster: the form then keeps what was typed."""
    try:
        return actions.answer_ask(ask=ask, by=by, at=at, **given)
    except Refused:
        told = queries.answered_meanwhile(by, queries.ask_for(by, ask.pk), at=at)
        if not told:
            raise
        raise Unusable(
            _("%(told)s Your words are kept here, so that you can tell the team.") % {"told": told}
        ) from None


@read_or_send
def pass_on_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.ask_for(request.actor, pk)
    policies.pass_on_ask(request.actor, found).or_refuse()
    return _hand_on(
        request,
        found,
        actions.pass_on_ask,
        title=_("Pass it on"),
        button=_("Pass it on"),
        lead=_("To whoever can say yes. The day it was asked, and the day it is due, stay."),
        thanks=_("Passed on. Whoever answers now has been told."),
    )


@read_or_send
def escalate_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.ask_for(request.actor, pk)
    policies.escalate_ask(request.actor, found).or_refuse()
    return _hand_on(
        request,
        found,
        actions.escalate_ask,
        title=_("Take it higher"),
        button=_("Take it higher"),
        lead=_("%(name)s may still answer.") % {"name": found.to.name},
        thanks=_("Taken higher. Whoever answers now has been told."),
    )


def _hand_on(
    request: PersonRequest, ask: Ask, act: Any, *, thanks: str, **around: str
) -> HttpResponse:
    form = HandOnForm(
        sent(request), actor=request.actor, places=queries.places_to_ask(request.actor, ask)
    )
    return answer_form(
        request,
        _page(request.actor, ask, form, known=((ask.title, ask.words),), **around),
        lambda **read: act(ask=ask, by=request.actor, at=timezone.now(), **read),
        onward=reverse("challenges:ask", args=[ask.pk]),
        thanks=thanks,
    )


@require_POST
def remind_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.ask_for(request.actor, pk)
    actions.remind_ask(ask=found, by=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s has been reminded.") % {"name": found.to.name})
    return redirect("challenges:ask", pk)


@read_or_send
def withdraw_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.ask_for(request.actor, pk)
    policies.withdraw_ask(request.actor, found).or_refuse()
    form = WithdrawForm(sent(request))
    return answer_form(
        request,
        _page(request.actor, found, form, title=_("Take it back"), button=_("Take it back")),
        lambda **read: actions.withdraw_ask(ask=found, by=request.actor, at=timezone.now(), **read),
        onward=reverse("challenges:ask", args=[pk]),
        thanks=_("Taken back."),
    )


def _page(actor: Actor, ask: Ask, form: Form, *, title: str, **around: Any) -> FormPage:
    return FormPage(
        title=title,
        form=form,
        back_url=reverse("challenges:ask", args=[ask.pk]),
        crumb=queries.crumb_of(actor, ask, title),
        **around,
    )
