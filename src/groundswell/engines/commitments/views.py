"""Pages of the room: each parses, calls one action or query, and renders or redirects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.engines.thread import queries as thread
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from . import actions, policies, queries
from .forms import KEPT, ChangeForm, CloseForm, DelegateForm, MakeForm, MoveForm, ReasonForm
from .models import Commitment

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = queries.my_page(_actor(request), queries.asked_of(request.GET))
    return render_page(request, "commitments/index.html", page)


@require_safe
def commitment(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    page = queries.commitment_page(actor, queries.commitment_for(actor, pk))
    return render_page(request, "commitments/commitment.html", page)


@read_or_send
def new(request: HttpRequest) -> HttpResponse:
    """One's own promise; a piece of work writes its own down on its own pages."""
    actor = _actor(request)
    form = MakeForm(
        _sent(request),
        actor=actor,
        audiences=queries.audience_choices(actor),
        initial={"audience": "involved"},
    )
    words = _Words(
        title=_("Promise something"),
        lead=_("One owner, you, and one day. We remind you before it."),
        button=_("Promise it"),
        done=_("Written down. We remind you three days before."),
    )
    begun = thread.begun_from(actor, request.GET.get(thread.FROM, ""))
    made = _attempt(form, lambda: _made(actor, form, begun))
    if made:
        return _done(request, made, words)
    return _form_page(request, None, form, words, known=begun.pairs)


def _made(actor: Actor, form: MakeForm, begun: thread.Begun) -> Commitment:
    given = dict(form.cleaned_data)
    audience, organisation = queries.audience_chosen(actor, given.pop("audience"))
    return actions.make_commitment(
        **given,
        audience=audience,
        organisation=organisation,
        owner=actor.person,
        began_from=begun.ref,
        by=actor,
        at=timezone.now(),
    )


@read_or_send
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The words and the place; what somebody else wrote meanwhile stands beside what was typed."""
    actor, found = _found(request, pk)
    initial = {name: getattr(found, name) for name in ("title", "detail", "theme", "version")}
    place = found.position if found.context else None
    words = _Words(
        title=_("Change the words"),
        lead=_("What it says now is kept in its history."),
        button=_("Save"),
        done=_("Saved. What it said before is kept."),
    )
    form = ChangeForm(_sent(request), place=place, initial=initial)
    may = policies.change_commitment(actor, found)
    return _through(request, found, form, actions.change_commitment, may, words)


@read_or_send
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = _found(request, pk)
    words = _Words(
        title=_("Move the day"),
        lead=_("The day it was promised for stays to be seen, with your reason."),
        button=_("Move the day"),
        done=_("The day is moved. The old one stays to be seen."),
    )
    form, may = MoveForm(_sent(request)), policies.move_commitment(actor, found)
    return _through(request, found, form, actions.move_commitment, may, words)


@read_or_send
def delegate(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = _found(request, pk)
    words = _Words(
        title=_("Hand it on"),
        lead=_("The new owner is told at once, and can hand it back with a reason."),
        button=_("Hand it on"),
        done=_("Handed on. %(owner)s is told, and can hand it back."),
    )
    form = DelegateForm(_sent(request), actor=actor, among=queries.who_may_take_it_on(found))
    may = policies.delegate_commitment(actor, found)
    return _through(request, found, form, actions.delegate_commitment, may, words)


@read_or_send
def hand_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = _found(request, pk)
    words = _Words(
        title=_("Hand it back"),
        lead=_("Whoever had it before has it again, and reads why."),
        button=_("Hand it back"),
        done=_("Handed back. %(owner)s is told."),
    )
    may = policies.hand_back_commitment(actor, found, queries.last_handing(found))
    form = ReasonForm(_sent(request))
    return _through(request, found, form, actions.hand_back_commitment, may, words)


@read_or_send
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kept or dropped: nothing closes without saying which."""
    actor, found = _found(request, pk)
    words = _Words(
        title=_("Say what became of it"),
        lead=_("It is read by those it was promised to. After its day it counts as kept late."),
        button=_("Close it"),
        done=_("Thank you. It is closed: %(state)s."),
    )
    form = CloseForm(_sent(request), initial={"on": day_of(timezone.now())})
    return _through(request, found, form, _close, policies.keep_commitment(actor, found), words)


def _close(*, commitment: Commitment, outcome: str, words: str, **given: Any) -> Commitment:
    if outcome == KEPT:
        return actions.keep_commitment(commitment=commitment, words=words, **given)
    del given["on"]  # what is dropped is dropped today
    return actions.drop_commitment(commitment=commitment, reason=words, **given)


@read_or_send
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = _found(request, pk)
    words = _Words(
        title=_("Open it again"),
        lead=_("What was said of it stays in its history, with your reason."),
        button=_("Open it again"),
        done=_("Open again. What was said of it stays in its history."),
    )
    form, may = ReasonForm(_sent(request)), policies.reopen_commitment(actor, found)
    return _through(request, found, form, actions.reopen_commitment, may, words)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the page of a form says, and what is said when it is done."""

    title: str
    lead: str
    button: str
    done: str


def _through(
    request: HttpRequest,
    found: Commitment,
    form: Form,
    act: Callable[..., Commitment],
    may: Decision,
    words: _Words,
) -> HttpResponse:
    """Do it, and go on; or show the form, to whoever may do it."""
    actor = _actor(request)
    done = _attempt(
        form,
        lambda: act(commitment=found, **form.cleaned_data, by=actor, at=timezone.now()),
    )
    if done is None:
        may.or_refuse()
        return _form_page(request, found, form, words)
    return _done(request, done, words)


def _attempt(form: Form, act: Callable[[], Commitment]) -> Commitment | None:
    """What the action gives; None where form or action found a fault: the form shows it."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return act()
    except Unusable as unusable:
        form.refuse(unusable)
        return None


def _form_page(
    request: HttpRequest,
    found: Commitment | None,
    form: Form,
    words: _Words,
    *,
    known: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    page = queries.form_page(
        found, form, title=words.title, lead=words.lead, button=words.button, known=known
    )
    return render_page(request, "commitments/form.html", page, status=status_of(form))


def _done(request: HttpRequest, done: Commitment, words: _Words) -> HttpResponse:
    """To its page, where the actor may still read it."""
    told = {"owner": done.owner.name, "state": done.get_state_display().lower()}
    messages.success(request, words.done % told)
    return redirect(queries.way_on(_actor(request), done))


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def _sent(request: HttpRequest) -> Any:
    """What was posted, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _found(request: HttpRequest, pk: UUID) -> tuple[Actor, Commitment]:
    actor = _actor(request)
    return actor, queries.commitment_for(actor, pk)
