"""Pages of results: what came of it, written down, put right, withdrawn."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.results import ResultForm, WithdrawForm
from ..kinds import ResultKind
from ..models import Challenge
from .framing import form_page, shared_form


@require_safe
def results(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.results_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/results/results.html", page)


@read_or_send
def record_result(request: PersonRequest, pk: UUID, kind: str) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    if kind not in ResultKind.values:
        raise Http404
    policies.record_result(request.actor, found).or_refuse()
    form = _form(request, found, kind)
    page = form_page(
        found,
        form,
        tab=(_("Results"), "results"),
        title=str(ResultKind(kind).label),
        button=_("Write it down"),
        note=_("With its source and its method it is a result; without, it is shown as a claim."),
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.record_result(
            challenge=found, facts=form.facts(), by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Written down. Here is how others read it."),
    )


@read_or_send
def change_result(request: PersonRequest, pk: UUID, result_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    result = queries.result_for(found, result_pk)
    policies.change_result(request.actor, result).or_refuse()
    form = _form(request, found, result.kind, queries.result_initial(result))
    return shared_form(
        request,
        found,
        form,
        lambda version, **_read: actions.change_result(
            result=result,
            facts=form.facts(),
            version=version or 0,
            by=request.actor,
            at=timezone.now(),
        ),
        tab=(_("Results"), "results"),
        title=_("Put the result right"),
        button=_("Save"),
        onward=_home(found),
        thanks=_("Saved."),
    )


@read_or_send
def withdraw_result(request: PersonRequest, pk: UUID, result_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    result = queries.result_for(found, result_pk)
    policies.withdraw_result(request.actor, result).or_refuse()
    form = WithdrawForm(sent(request))
    page = form_page(
        found,
        form,
        tab=(_("Results"), "results"),
        title=_("Withdraw the result"),
        button=_("Withdraw it"),
        known=((_("Result"), result.statement),),
        lead=_("It stays on the page as withdrawn, with your reason."),
    )
    return answer_form(
        request,
        page,
        lambda reason: actions.withdraw_result(
            result=result, reason=reason, by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Withdrawn, with your reason."),
    )


def _form(
    request: PersonRequest, found: Challenge, kind: str, initial: dict[str, Any] | None = None
) -> ResultForm:
    return ResultForm(
        sent(request),
        kind=kind,
        tests=list(found.tests.order_by("number")),
        measures=list(queries.attached_to(request.actor, found)),
        initial=initial or {},
    )


def _home(found: Challenge) -> str:
    return reverse("challenges:results", args=[found.pk])
