"""What readers open, whether they have signed in or not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.ground.documents.drawing import FORMATS, drawn
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.exports import download
from groundswell.ground.web.pages import render_page

from .. import queries

TAKEN_AWAY = ("pdf", "pptx")


def reader_of(request: HttpRequest) -> Actor | None:
    """Who reads; None where nobody has signed in."""
    actor = request.actor  # type: ignore[attr-defined]
    return actor if request.user.is_authenticated else None


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render_page(request, "library/home.html", queries.home_page(reader_of(request)))


@public
@require_safe
def item(request: HttpRequest, shelf: str, slug: str) -> HttpResponse:
    reader = reader_of(request)
    found = queries.item_for(reader, shelf, slug)
    page = queries.item_page(reader, found, day_of(timezone.now()))
    return render_page(request, "library/item.html", page)


@public
@require_safe
def document(request: HttpRequest, shelf: str, slug: str, ending: str) -> HttpResponse:
    """The same page as a file; made while one waits, since it takes a moment only."""
    if ending not in TAKEN_AWAY:
        raise Http404
    reader = reader_of(request)
    found = queries.item_for(reader, shelf, slug)
    described = queries.document_of(reader, found, day_of(timezone.now()))
    return download(f"{slug}.{ending}", drawn(described, ending), FORMATS[ending].content_type)


@public
@require_safe
def work(request: HttpRequest, key: str) -> HttpResponse:
    page = queries.work_page(reader_of(request), queries.work_for(key))
    return render_page(request, "library/work.html", page)
