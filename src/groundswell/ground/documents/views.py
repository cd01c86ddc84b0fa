from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.web.exports import file_name
from groundswell.ground.web.pages import render_page

from . import actions, queries
from .drawing import FORMATS


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


@require_safe
def twin(request: HttpRequest, kind: str, about: UUID) -> HttpResponse:
    page = queries.twin_page(_actor(request), kind, about)
    return render_page(request, "documents/twin.html", page)


@require_POST
def ask(request: HttpRequest, kind: str, about: UUID, ending: str) -> HttpResponse:
    if ending not in queries.kind_for(kind).formats:
        raise Http404
    paper = actions.ask_for_document(
        kind=kind, about=about, format=ending, by=_actor(request), at=timezone.now()
    )
    return redirect("web:job", paper.job_id)


@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.paper_for(_actor(request), pk, at=timezone.now())
    name = file_name(f"{found.title}.{found.format}")
    response = HttpResponse(found.content, content_type=FORMATS[found.format].content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
