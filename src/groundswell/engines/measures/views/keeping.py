"""What keepers do beside adding numbers: notes, targets, sharing, settings, limits."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web import words
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import NOT_TAKEN, Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms import (
    DecideForm,
    NoteForm,
    RecalculateForm,
    SettingsForm,
    ShareForm,
    TargetForm,
    WhyForm,
)
from ..models import Measure, Proposal
from ..queries import form_pages, kept_pages

_RECALCULATED = gettext_lazy("The limits are recalculated. Your reason stands under the chart.")


def _form_page(
    request: HttpRequest, measure: Measure, form: Form, *, title: str, lead: str, button: str
) -> HttpResponse:
    page = form_pages.FormPage(
        title=title,
        lead=lead,
        crumb=form_pages.measure_crumb(measure, title),
        form=form,
        button=button,
        back_url=form_pages.measure_url(measure),
    )
    return render_page(request, "measures/form.html", page, status=status_of(form))


def _done(request: HttpRequest, measure: Measure, sentence: Any) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("measures:measure", measure.pk)


def _one_more(
    request: HttpRequest,
    measure: Measure,
    form: Form,
    act: Callable[..., Any],
    page_of: Callable[[Measure, Form], kept_pages.KeptPage],
    thanks: Any,
) -> HttpResponse:
    """The list of what stands with its form, or what was sent taken and the way back."""
    done = attempt(
        form,
        lambda: act(measure=measure, **form.cleaned_data, by=actor_of(request), at=timezone.now()),
    )
    if done is not None:
        return _done(request, measure, thanks)
    return render_page(
        request, "measures/kept.html", page_of(measure, form), status=status_of(form)
    )


@read_or_send
def annotate(request: HttpRequest, pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    policies.annotate(actor_of(request), measure).or_refuse()
    return _one_more(
        request,
        measure,
        NoteForm(sent(request)),
        actions.annotate,
        partial(kept_pages.notes_page, actor_of(request)),
        _("Thank you. Your note stands on the chart."),
    )


@require_POST
def withdraw_note(request: HttpRequest, pk: UUID, note_pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    note = queries.annotation_for(measure, note_pk)
    actions.withdraw_annotation(annotation=note, by=actor_of(request), at=timezone.now())
    return _done(request, measure, _("The note is taken back. It is no longer on the chart."))


@read_or_send
def targets(request: HttpRequest, pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    policies.set_target(actor_of(request), measure).or_refuse()
    form, thanks = TargetForm(sent(request)), _("The target is set.")
    return _one_more(request, measure, form, actions.set_target, kept_pages.targets_page, thanks)


@require_POST
def withdraw_target(request: HttpRequest, pk: UUID, target_pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    target = queries.target_for(measure, target_pk)
    actions.withdraw_target(target=target, by=actor_of(request), at=timezone.now())
    messages.success(request, _("The target is taken back."))
    return redirect("measures:targets", measure.pk)


@read_or_send
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    policies.share_measure(actor_of(request), measure).or_refuse()
    about = queries.share_page(measure)
    initial = {"audience": measure.audience}
    form = ShareForm(sent(request), choices=about.choices, initial=initial)
    shared = attempt(
        form,
        lambda: actions.share_measure(
            measure=measure,
            audience=form.cleaned_data["audience"],
            by=actor_of(request),
            at=timezone.now(),
        ),
    )
    if shared is not None:
        return _done(request, measure, _("Saved. The page says below who sees this chart."))
    return _form_page(
        request,
        measure,
        form,
        title=_("Share this chart"),
        lead=_("Now: %(now)s.") % {"now": about.now},
        button=_("Save"),
    )


@read_or_send
def settings(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    measure = queries.measure_for(actor, pk)
    policies.change_measure(actor, measure).or_refuse()
    form = SettingsForm(sent(request), actor=actor, measure=measure, initial=_settings(measure))
    changed = attempt(
        form,
        lambda: actions.change_measure(
            measure=measure,
            settings=form.settings(),
            data_owner=form.cleaned_data["data_owner"],
            version=form.cleaned_data["version"],
            by=actor,
            at=timezone.now(),
        ),
    )
    if changed is not None:
        return _done(request, measure, _("Saved. The chart is drawn accordingly."))
    return _form_page(
        request,
        measure,
        form,
        title=_("How it is charted"),
        lead=_("What is not a matter of need is best left as it is."),
        button=_("Save"),
    )


def _settings(measure: Measure) -> dict[str, Any]:
    return {
        "chart": measure.chart,
        "baseline_points": measure.baseline_points,
        "run_length": measure.run_length,
        "screen": measure.screen,
        "clip_at_zero": measure.clip_at_zero,
        "version": measure.version,
    }


@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    actions.retire_measure(measure=measure, by=actor_of(request), at=timezone.now())
    return _done(request, measure, _("The measure is retired. Its chart and numbers stay."))


@require_POST
def decide(request: HttpRequest, pk: UUID, proposal_pk: UUID) -> HttpResponse:
    """The answer to a proposal: recalculate, or keep the limits."""
    measure = queries.measure_for(actor_of(request), pk)
    proposal = queries.proposal_for(measure, proposal_pk)
    form = DecideForm(request.POST)
    decided = attempt(form, lambda: _decided(request, form, proposal))
    if decided is None:
        policies.accept_proposal(actor_of(request), proposal).or_refuse()
        page = queries.measure_page(actor_of(request), measure, decide_form=form)
        return render_page(request, "measures/measure.html", page, status=NOT_TAKEN)
    if form.cleaned_data["answer"] == "accept":
        return _done(request, measure, _RECALCULATED)
    return _done(request, measure, _("The limits stay. Your reason stands under the chart."))


def _decided(request: HttpRequest, form: DecideForm, proposal: Proposal) -> Proposal:
    accepts = form.cleaned_data["answer"] == "accept"
    act = actions.accept_proposal if accepts else actions.decline_proposal
    return act(
        proposal=proposal,
        reason=form.cleaned_data["reason"],
        by=actor_of(request),
        at=timezone.now(),
    )


@read_or_send
def limits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Recalculate from a day of one's own choosing; the recalculations that stand."""
    measure = queries.measure_for(actor_of(request), pk)
    policies.recalculate_limits(actor_of(request), measure).or_refuse()
    form, act = RecalculateForm(sent(request)), actions.recalculate_limits
    return _one_more(request, measure, form, act, kept_pages.limits_page, _RECALCULATED)


@read_or_send
def undo_recalculation(request: HttpRequest, pk: UUID, proposal_pk: UUID) -> HttpResponse:
    measure = queries.measure_for(actor_of(request), pk)
    proposal = queries.proposal_for(measure, proposal_pk)
    form = WhyForm(sent(request))
    undone = attempt(
        form,
        lambda: actions.undo_recalculation(
            proposal=proposal, **form.cleaned_data, by=actor_of(request), at=timezone.now()
        ),
    )
    if undone is not None:
        return _done(
            request, measure, _("The former limits hold again. Your reason stands under the chart.")
        )
    policies.undo_recalculation(actor_of(request), proposal).or_refuse()
    return _form_page(
        request,
        measure,
        form,
        title=_("Take back a recalculation"),
        lead=_(
            "The limits before %(day)s hold again. That they were recalculated, and why, stays to"
            " be read under the chart, with your reason."
        )
        % {"day": words.day(proposal.from_on)},
        button=_("Take it back"),
    )
