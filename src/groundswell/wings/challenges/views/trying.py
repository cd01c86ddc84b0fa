"""Pages of tests: the board, one test, and each step of its turn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.engines.thread import queries as thread
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.trying import FinishForm, HoldForm, NoteForm, TestForm
from ..models import Challenge, Test
from .framing import form_page, shared_form


@require_safe
def tests(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.tests_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/tests/tests.html", page)


@require_safe
def test(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    found, one = _found(request, pk, test_pk)
    page = queries.test_page(request.actor, found, one, at=timezone.now())
    return render_page(request, "challenges/tests/test.html", page)


@require_safe
def begin_test(request: PersonRequest) -> HttpResponse:
    """In which challenge a test from somewhere else is planned; the only one is not asked for."""
    page = queries.begin_test_page(request.actor, request.GET.get(thread.FROM, ""))
    if len(page.choices) == 1:
        return redirect(page.choices[0][1])
    return render_page(request, "challenges/tests/begin.html", page)


@read_or_send
def plan_test(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.plan_test(request.actor, found).or_refuse()
    idea, follows, initial = queries.test_beginning(request.actor, found, request.GET)
    begun = thread.begun_from(request.actor, request.GET.get(thread.FROM, ""))
    form = _form(request, found, initial)
    page = form_page(
        found,
        form,
        tab=(_("Tests"), "tests"),
        title=_("Plan a test"),
        button=_("Plan it"),
        lead=_("Small enough to begin this week. Say what you expect before you look."),
        known=[*queries.beginning_pairs(idea, follows), *begun.pairs],
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.plan_test(
            challenge=found,
            plan=form.plan(),
            idea=idea,
            follows=follows,
            began_from=begun.ref,
            by=request.actor,
            at=timezone.now(),
        ),
        onward=lambda made: reverse("challenges:test", args=[pk, made.pk]),
        thanks=_("Planned. Start it on the day it begins."),
    )


@read_or_send
def change_test(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    found, one = _found(request, pk, test_pk)
    policies.change_test(request.actor, one).or_refuse()
    form = _form(request, found, queries.test_initial(one))
    return shared_form(
        request,
        found,
        form,
        lambda version, **_read: actions.change_test(
            test=one,
            plan=form.plan(),
            version=version or 0,
            by=request.actor,
            at=timezone.now(),
        ),
        title=_("Plan it differently"),
        button=_("Save"),
        thanks=_("Saved."),
        **_around(found, one),
    )


@require_POST
def start_test(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    _challenge, one = _found(request, pk, test_pk)
    actions.start_test(test=one, by=request.actor, at=timezone.now())
    messages.success(request, _("It is running."))
    return redirect("challenges:test", pk, test_pk)


@read_or_send
def note_on_test(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    found, one = _found(request, pk, test_pk)
    policies.note_on_test(request.actor, one).or_refuse()
    form = NoteForm(sent(request), initial=queries.test_initial(one))
    return shared_form(
        request,
        found,
        form,
        lambda **read: actions.note_on_test(test=one, by=request.actor, at=timezone.now(), **read),
        title=_("Note how it goes"),
        button=_("Save"),
        thanks=_("Noted."),
        **_around(found, one),
    )


@read_or_send
def hold_test(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    found, one = _found(request, pk, test_pk)
    policies.hold_test(request.actor, one).or_refuse()
    form = HoldForm(sent(request))
    around = _around(found, one)
    onward = around.pop("onward")
    page = form_page(found, form, title=_("It is held up"), button=_("Write it down"), **around)
    return answer_form(
        request,
        page,
        lambda reason: actions.hold_test(
            test=one, reason=reason, by=request.actor, at=timezone.now()
        ),
        onward=onward,
        thanks=_("Written down. Bring it to the next meeting."),
    )


@read_or_send
def finish_test(request: PersonRequest, pk: UUID, test_pk: UUID) -> HttpResponse:
    found, one = _found(request, pk, test_pk)
    policies.finish_test(request.actor, one).or_refuse()
    form = FinishForm(sent(request), initial=queries.test_initial(one))
    return shared_form(
        request,
        found,
        form,
        lambda **read: actions.finish_test(test=one, by=request.actor, at=timezone.now(), **read),
        title=_("Say what you learned"),
        button=_("The test is done"),
        thanks=_("Done. What was learned stands in the log; a next turn can begin from here."),
        known=((_("You expected"), one.prediction),),
        **_around(found, one),
    )


def _found(request: PersonRequest, pk: UUID, test_pk: UUID) -> tuple[Challenge, Test]:
    found = queries.challenge_for(request.actor, pk)
    return found, queries.test_for(found, test_pk)


def _form(request: PersonRequest, found: Challenge, initial: dict[str, Any]) -> TestForm:
    return TestForm(
        sent(request),
        people=queries.team_people(found),
        measures=list(queries.attached_to(request.actor, found)),
        initial=initial,
    )


def _around(found: Challenge, one: Test) -> dict[str, Any]:
    back = reverse("challenges:test", args=[found.pk, one.pk])
    return {"tab": (_("Tests"), "tests"), "back_url": back, "onward": back}
