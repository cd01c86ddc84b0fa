"""The list of surveys, the page of one, and the instruments."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.pages import render_page

from .. import queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = queries.index_page(actor_of(request), request.GET.dict())
    return render_page(request, "surveys/index.html", page)


@require_safe
def survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.survey_for(actor, pk)
    page = queries.survey_page(actor, found, timezone.now())
    return render_page(request, "surveys/survey.html", page)


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    page = queries.instruments_page(actor_of(request))
    return render_page(request, "surveys/instruments.html", page)


@require_safe
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    page = queries.instrument_page(actor, queries.offer_for(actor, key))
    return render_page(request, "surveys/instrument.html", page)
