"""Pages of no other room: a job's bar, and what everybody may read about the site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ground.kernel.access import public

from . import queries
from .pages import render_page


@require_safe
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = queries.job_for(request.actor, pk)  # type: ignore[attr-defined]
    if not request.headers.get("HX-Request"):
        return render_page(request, "web/job.html", page)
    response = render_page(request, "web/_job.html", page)
    if page.is_over:
        response["HX-Refresh"] = "true"  # the whole page says how it ended, from its title on
    return response


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render_page(request, "web/accessibility.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render_page(request, "web/privacy.html", queries.privacy_page())


@public
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    return render_page(request, "web/who_sees_what.html")


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render_page(request, "web/help.html")
