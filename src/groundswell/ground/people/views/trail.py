from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.paging import step_from

from .. import queries
from ..forms.persons import TrailForm
from ..models import Organisation
from ..requests import PersonRequest


@require_safe
def trail(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _trail(request, queries.organisation_for(request.actor, pk))


@require_safe
def whole_trail(request: PersonRequest) -> HttpResponse:
    return _trail(request, None)


def _trail(request: PersonRequest, organisation: Organisation | None) -> HttpResponse:
    form = TrailForm(request.GET, events=queries.event_choices())
    asked = queries.Asked(**form.cleaned_data) if form.is_valid() else queries.Asked()
    page = queries.trail_page(
        request.actor, organisation, form=form, asked=asked, step=step_from(request.GET)
    )
    return render_page(request, "people/trail.html", page, status=status_of(form))
