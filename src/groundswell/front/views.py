"""Pages above the rooms: home, search and the thread of anything."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.engines.thread.actions import settle_doubts
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from . import actions, queries
from .forms import SettleForm


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.home_page(request.actor, at=at)
    if page.cards:
        actions.note_needs(by=request.actor, at=at)
    return render_page(request, "front/home.html", page)


@require_safe
def needs(request: PersonRequest) -> HttpResponse:
    page = queries.needs_page(request.actor, at=timezone.now())
    return render_page(request, "front/needs.html", page)


@require_safe
def search(request: PersonRequest) -> HttpResponse:
    page = queries.search_page(request.actor, question=request.GET.get("q", ""))
    return render_page(request, "front/search.html", page)


@require_safe
def thread(request: PersonRequest, kind: str, pk: UUID) -> HttpResponse:
    page = queries.thread_page(request.actor, Ref(kind, pk), part=request.GET.get("page"))
    return render_page(request, "front/thread.html", page)


@require_safe
def doubts(request: PersonRequest) -> HttpResponse:
    """What the reader answers for and is in doubt, as one list."""
    return render_page(request, "front/doubts.html", queries.doubts_page(request.actor))


@read_or_send
def settle(request: PersonRequest, kind: str, pk: UUID) -> HttpResponse:
    """Whoever answers for a thing says that it still holds, and why."""
    actor, ref = request.actor, Ref(kind, pk)
    form = SettleForm(sent(request))
    page = queries.settle_page(actor, ref, form)
    return answer_form(
        request,
        page,
        lambda words: settle_doubts(thing=ref, words=words, by=actor, at=timezone.now()),
        onward=page.back_url,
        thanks=_("Thank you. It stands, and says why."),
    )


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the library. A page that is not for them says so itself."""
    lines = (
        "User-agent: *",
        f"Allow: {reverse('library:index')}",
        "Disallow: /",
        "",
        f"Sitemap: {settings.PUBLIC_URL}{reverse('library:sitemap')}",
    )
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")
