"""What readers open, whether they have signed in or not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from groundswell.ground.documents.drawing import FORMATS, drawn
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.exports import download
from groundswell.ground.web.pages import render_page

from .. import queries
from ..finding.asked import asked_by, is_asked

TAKEN_AWAY = ("pdf", "pptx")
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def reader_of(request: HttpRequest) -> Actor | None:
    """Who reads; None where nobody has signed in."""
    actor = request.actor  # type: ignore[attr-defined]
    return actor if request.user.is_authenticated else None


@public
@require_safe
@vary_on_headers("HX-Request")
def home(request: HttpRequest) -> HttpResponse:
    """What is there; or what there is for a question, where one is asked."""
    if is_asked(request.GET):
        page = queries.find_page(reader_of(request), asked_by(request.GET))
        return render_page(
            request, f"library/{'_found' if is_part(request) else 'find'}.html", page
        )
    return render_page(request, "library/home.html", queries.home_page(reader_of(request)))


def is_part(request: HttpRequest) -> bool:
    """Whether the page is open and asks for what changes; one that goes back is not."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """What search engines may read, with when it changed last; in parts where it is much."""
    found = queries.sitemap(request.GET.get("part"))
    root = "sitemapindex" if found.parts else "urlset"
    lines = [
        *(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in found.parts),
        *(
            f"<url><loc>{escape(place.url)}</loc><lastmod>{place.changed_on}</lastmod></url>"
            for place in found.places
        ),
    ]
    body = "\n".join((_XML, f'<{root} xmlns="{_SITEMAPS}">', *lines, f"</{root}>\n"))
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@public
@require_safe
def item(request: HttpRequest, shelf: str, slug: str) -> HttpResponse:
    reader = reader_of(request)
    found = queries.item_for(reader, shelf, slug)
    page = queries.item_page(reader, found, day_of(timezone.now()), request.GET.get("citing"))
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
    page = queries.work_page(reader_of(request), queries.work_for(key), request.GET.get("citing"))
    return render_page(request, "library/work.html", page)
