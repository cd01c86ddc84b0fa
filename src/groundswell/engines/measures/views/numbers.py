"""Adding numbers, one or many; correcting one, or taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import NOT_TAKEN, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..entries import UnusableRows, latest_period
from ..forms import AddForm, CorrectForm, PasteForm, TakeBackForm
from ..kinds import Origin
from ..models import Measure, Observation
from ..pasting import Pasted, read_pasted
from ..queries import form_pages
from ..sorting import Sorted, sort_entries


@read_or_send
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One number."""
    measure = queries.measure_for(actor_of(request), pk)
    policies.record_observations(actor_of(request), measure).or_refuse()
    due = latest_period(measure.definition, day_of(timezone.now()))
    form = AddForm(sent(request), definition=measure.definition, initial={"on": due})
    kept = attempt(
        form,
        lambda: actions.record_observations(
            measure=measure,
            entries=[form.entry()],
            source=Origin.TYPED,
            by=actor_of(request),
            at=timezone.now(),
        ),
    )
    if kept is not None:
        return _kept(request, measure, kept)
    page = form_pages.add_page(actor_of(request), measure, form, PasteForm())
    return render_page(request, "measures/add.html", page, status=status_of(form))


@require_POST
def paste(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Many numbers: first what they would do, then, agreed to, all of them or none."""
    measure = queries.measure_for(actor_of(request), pk)
    policies.record_observations(actor_of(request), measure).or_refuse()
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _not_taken(request, measure, form, [])
    pasted = read_pasted(form.cleaned_data["numbers"], measure.definition)
    if pasted.faults:
        return _not_taken(request, measure, form, list(pasted.faults))
    try:
        if form.cleaned_data["agreed"]:
            return _kept(request, measure, _record(request, measure, pasted))
        return _preview(request, measure, form, pasted)
    except UnusableRows as unusable:
        return _not_taken(request, measure, form, list(unusable.faults))
    except Unusable as unusable:
        form.refuse(unusable)
        return _not_taken(request, measure, form, [])


def _record(request: HttpRequest, measure: Measure, pasted: Pasted) -> Sorted:
    return actions.record_observations(
        measure=measure,
        entries=pasted.entries,
        source=Origin.PASTED,
        by=actor_of(request),
        at=timezone.now(),
    )


def _preview(
    request: HttpRequest, measure: Measure, form: PasteForm, pasted: Pasted
) -> HttpResponse:
    sorted_ = sort_entries(measure, pasted.entries, today=day_of(timezone.now()))
    if sorted_.faults:
        raise UnusableRows(list(sorted_.faults))
    page = form_pages.preview_page(measure, form, pasted, sorted_)
    return render_page(request, "measures/preview.html", page)


def _not_taken(
    request: HttpRequest, measure: Measure, form: PasteForm, faults: list
) -> HttpResponse:
    one = AddForm(definition=measure.definition)
    page = form_pages.add_page(actor_of(request), measure, one, form, faults)
    return render_page(request, "measures/add.html", page, status=NOT_TAKEN)


def _kept(request: HttpRequest, measure: Measure, kept: Sorted) -> HttpResponse:
    n = len(kept.new)
    if n:
        text = ngettext("Thank you. %(n)s number is in.", "Thank you. %(n)s numbers are in.", n)
        messages.success(request, text % {"n": n})
    else:
        messages.info(request, _("Nothing to add: these numbers were there already."))
    return redirect("measures:measure", measure.pk)


@read_or_send
def correct(request: HttpRequest, pk: UUID, on: str) -> HttpResponse:
    measure, number = _number(request, pk, on)
    policies.correct_observation(actor_of(request), measure).or_refuse()
    day = queries.day_named(on)
    initial = {"value": number.value, "n": number.n, "version": number.version} if number else {}
    form = CorrectForm(sent(request), definition=measure.definition, initial=initial)
    done = attempt(
        form,
        lambda: actions.correct_observation(
            measure=measure,
            entry=form.entry(day),
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=actor_of(request),
            at=timezone.now(),
        ),
    )
    if done is not None:
        messages.success(
            request, _("The number is corrected. What it was is kept, with your reason.")
        )
        return redirect("measures:measure", measure.pk)
    page = form_pages.correct_page(measure, day, number, form)
    return render_page(request, "measures/form.html", page, status=status_of(form))


@read_or_send
def take_back(request: HttpRequest, pk: UUID, on: str) -> HttpResponse:
    measure, number = _number(request, pk, on)
    policies.withdraw_observation(actor_of(request), measure).or_refuse()
    day = queries.day_named(on)
    form = TakeBackForm(sent(request), initial={"version": number.version} if number else {})
    done = attempt(
        form,
        lambda: actions.withdraw_observation(
            measure=measure,
            on=day,
            **form.cleaned_data,
            by=actor_of(request),
            at=timezone.now(),
        ),
    )
    if done is not None:
        messages.success(
            request, _("The number is taken back. What it was is kept, with your reason.")
        )
        return redirect("measures:measure", measure.pk)
    page = form_pages.take_back_page(measure, day, number, form)
    return render_page(request, "measures/form.html", page, status=status_of(form))


def _number(request: HttpRequest, pk: UUID, on: str) -> tuple[Measure, Observation | None]:
    """The measure and its number of that day; one that went while somebody wrote is None."""
    measure = queries.measure_for(actor_of(request), pk)
    if request.method == "POST":
        return measure, queries.observation_once_there(measure, on)
    return measure, queries.observation_for(measure, on)
