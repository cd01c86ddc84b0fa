"""Pages of what is kept after day 100."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.forms import Form
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.keeping import (
    ChangeForm,
    HandOverForm,
    KeepingAnswerForm,
    RecommendationForm,
    RecommendForm,
)
from ..models import Challenge, Change
from .framing import form_page, shared_form


@require_safe
def keeping(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.keeping_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/keeping/keeping.html", page)


@read_or_send
def add_change(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.add_change(request.actor, found).or_refuse()
    form = _change_form(request, found)
    page = _page(
        found,
        form,
        title=_("Add a change"),
        button=_("Add it"),
        lead=_("What the hundred days changed, and what becomes of it."),
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.add_change(
            challenge=found, details=form.details(), by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Added. The leaders answer it there."),
    )


@read_or_send
def edit_change(request: PersonRequest, pk: UUID, change_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    change = queries.change_for(found, change_pk)
    policies.edit_change(request.actor, change).or_refuse()
    form = _change_form(request, found, change)
    return shared_form(
        request,
        found,
        form,
        lambda version, **_read: actions.edit_change(
            change=change,
            details=form.details(),
            version=version or 0,
            by=request.actor,
            at=timezone.now(),
        ),
        tab=(_("Keeping"), "keeping"),
        title=_("Edit the change"),
        button=_("Save"),
        onward=_home(found),
        thanks=_("Saved."),
    )


@read_or_send
def answer_change(request: PersonRequest, pk: UUID, change_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    change = queries.change_for(found, change_pk)
    policies.answer_change(request.actor, change).or_refuse()
    page = _page(
        found,
        KeepingAnswerForm(sent(request)),
        title=_("Answer the team"),
        button=_("Answer"),
        known=(
            (_("Change"), change.title),
            (_("What becomes of it"), str(change.get_verdict_display())),
        ),
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.answer_change(
            change=change, by=request.actor, at=timezone.now(), **read
        ),
        onward=_home(found),
        thanks=_("Thank you. The team has been told."),
    )


@read_or_send
def recommend(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.recommend(request.actor, found).or_refuse()
    form = RecommendForm(sent(request), actor=request.actor, places=_places(found))
    page = _page(found, form, title=_("Recommend something"), button=_("Recommend it"))
    return answer_form(
        request,
        page,
        lambda **read: actions.recommend(
            challenge=found, by=request.actor, at=timezone.now(), **read
        ),
        onward=_home(found),
        thanks=_("Written down. The leader has been told, and answers here."),
    )


@read_or_send
def edit_recommendation(request: PersonRequest, pk: UUID) -> HttpResponse:
    made = queries.recommendation_for(request.actor, pk)
    policies.edit_recommendation(request.actor, made).or_refuse()
    form = RecommendationForm(sent(request), initial={"words": made.words, "version": made.version})
    return shared_form(
        request,
        made.challenge,
        form,
        lambda words, version: actions.edit_recommendation(
            recommendation=made, words=words, version=version, by=request.actor, at=timezone.now()
        ),
        tab=(_("Keeping"), "keeping"),
        title=_("Edit the recommendation"),
        button=_("Save"),
        onward=_home(made.challenge),
        thanks=_("Saved."),
    )


@require_safe
def recommendation(request: PersonRequest, pk: UUID) -> HttpResponse:
    made = queries.recommendation_for(request.actor, pk)
    page = queries.recommendation_page(request.actor, made)
    return render_page(request, "challenges/keeping/recommendation.html", page)


@read_or_send
def answer_recommendation(request: PersonRequest, pk: UUID) -> HttpResponse:
    made = queries.recommendation_for(request.actor, pk)
    policies.answer_recommendation(request.actor, made).or_refuse()
    here = reverse("challenges:recommendation", args=[pk])
    page = FormPage(
        title=_("Answer the team"),
        form=KeepingAnswerForm(sent(request)),
        button=_("Answer"),
        back_url=here,
        crumb=((made.challenge.title, here), (_("Answer the team"), "")),
        known=((_("They recommend"), made.words),),
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.answer_recommendation(
            recommendation=made, by=request.actor, at=timezone.now(), **read
        ),
        onward=here,
        thanks=_("Thank you. The team has been told."),
    )


@read_or_send
def hand_over_measure(request: PersonRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    row = queries.challenge_measure_for(request.actor, found, row_pk)
    policies.hand_over_measure(request.actor, row).or_refuse()
    page = _page(
        found,
        HandOverForm(sent(request), actor=request.actor, places=_places(found)),
        title=_("Hand the measure over"),
        button=_("Hand it over"),
        known=((_("Measure"), row.measure.definition.title),),
        note=_("They are told, keep its numbers, and are asked later whether the gain held."),
    )
    return answer_form(
        request,
        page,
        lambda to: actions.hand_over_measure(row=row, to=to, by=request.actor, at=timezone.now()),
        onward=_home(found),
        thanks=_("Handed over. The measure lives on."),
    )


def _change_form(
    request: PersonRequest, found: Challenge, change: Change | None = None
) -> ChangeForm:
    return ChangeForm(
        sent(request),
        actor=request.actor,
        places=_places(found),
        now=change.owner if change else None,
        tests=list(found.tests.order_by("number")),
        measures=list(queries.attached_to(request.actor, found)),
        initial=queries.change_initial(change) if change else {},
    )


def _places(found: Challenge) -> list[UUID]:
    return [place.pk for place in queries.places_of_team(found)]


def _page(challenge: Challenge, form: Form, **around: Any) -> FormPage:
    return form_page(challenge, form, tab=(_("Keeping"), "keeping"), **around)


def _home(found: Challenge) -> str:
    return reverse("challenges:keeping", args=[found.pk])
