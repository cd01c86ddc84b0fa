from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ground.web.pages import render_page

from . import queries


@require_safe
def why(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render_page(request, "releases/why.html", queries.why_page(pk))
