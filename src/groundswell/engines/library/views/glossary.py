"""The words of the field, for whoever comes by."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.web.pages import render_page

from .. import queries
from .reading import reader_of


@public
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    page = queries.glossary_page(
        reader_of(request),
        asked=asked.get("q", ""),
        letter=asked.get("letter", ""),
        number=asked.get("page"),
    )
    return render_page(request, "library/glossary.html", page)
