"""Pages that only show: all challenges, and one of them today."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.pages import render_page

from .. import queries


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    wanted = queries.wanted_of(request.GET)
    page = queries.portfolio_page(
        request.actor, wanted, number=request.GET.get("page"), at=timezone.now()
    )
    return render_page(request, "challenges/index.html", page)


@require_safe
def challenge(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.challenge_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/challenge.html", page)
