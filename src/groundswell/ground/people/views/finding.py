"""Finding a person by a part of their name: as a page, and while one types in a form."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ground.web.pages import render_page

from .. import queries
from ..forms.choosing import ASKED
from ..requests import PersonRequest


@require_safe
def find(request: PersonRequest) -> HttpResponse:
    """The page has a box and a list of people; a field of a form asks for its own list alone."""
    asked, field = request.GET, request.GET.get("field", "")
    found = queries.people_found(
        request.actor,
        [_id(text) for text in asked.getlist("in")],
        asked=asked.get(field + ASKED, "") if field else asked.get("q", ""),
        field=field,
        chosen=asked.get(field, "") if field else "",
        but=asked.getlist("but"),
    )
    is_part = field and request.headers.get("HX-Request")
    return render_page(
        request, "people/_people_found.html" if is_part else "people/find.html", found
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
