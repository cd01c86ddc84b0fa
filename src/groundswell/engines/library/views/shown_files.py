"""The pictures and films of a page: each seen by exactly those who may read the page."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.requests import PersonRequest, actor_of
from groundswell.ground.web.shown_files import show_file

from .. import queries
from .reading import reader_of


@public
@require_safe
def picture(request: HttpRequest, shelf: str, slug: str, pk: int, width: int) -> HttpResponseBase:
    item = queries.item_for(reader_of(request), shelf, slug)
    return show_file(request, queries.picture_of(item, pk, width))


@public
@require_safe
def film(request: HttpRequest, shelf: str, slug: str) -> HttpResponseBase:
    item = queries.item_for(reader_of(request), shelf, slug)
    return show_file(request, queries.film_of(item, day_of(timezone.now())))


@public
@require_safe
def captions(request: HttpRequest, shelf: str, slug: str) -> HttpResponseBase:
    item = queries.item_for(reader_of(request), shelf, slug)
    return show_file(request, queries.captions_of(item, day_of(timezone.now())))


@require_safe
def draft_picture(request: PersonRequest, uid: UUID, pk: int, width: int) -> HttpResponseBase:
    draft = queries.draft_for(request.actor, uid)
    return show_file(request, queries.picture_of(draft, pk, width))


@require_safe
def draft_film(request: PersonRequest, uid: UUID) -> HttpResponseBase:
    draft = queries.draft_for(request.actor, uid)
    return show_file(request, queries.film_of(draft, day_of(timezone.now())))


@require_safe
def draft_captions(request: PersonRequest, uid: UUID) -> HttpResponseBase:
    draft = queries.draft_for(request.actor, uid)
    return show_file(request, queries.captions_of(draft, day_of(timezone.now())))


@require_safe
def editor_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """What Wagtail's own pages show; it stands behind the editor's door."""
    return show_file(request, queries.editor_file_for(actor_of(request), name))
