"""Pages that are read: the list, one gathering, its minutes, its calendar file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.exports import csv_response, file_name
from groundswell.ground.web.form_pages import read_or_send
from groundswell.ground.web.pages import render_page

from .. import actions, ical, policies, queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("page", "")
    page = queries.index_page(actor_of(request), timezone.now(), number)
    return render_page(request, "gatherings/index.html", page)


@require_safe
def gathering(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    page = queries.gathering_page(actor, queries.gathering_for(actor, pk), timezone.now())
    return render_page(request, "gatherings/gathering.html", page)


@require_safe
def minutes(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.gathering_with_notes_for(actor, pk)
    page = queries.minutes(actor, found, timezone.now())
    return render_page(request, "gatherings/minutes.html", page)


@require_safe
def take_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One gathering as a calendar file."""
    actor = actor_of(request)
    found = queries.gathering_for(actor, pk)
    return calendar_file(queries.gathering_calendar(actor, found), f"{found.title}.ics")


def calendar_file(content: bytes, name: str) -> HttpResponse:
    header = content_disposition_header(True, file_name(name)) or "attachment"
    return HttpResponse(
        content, content_type=ical.CONTENT_TYPE, headers={"Content-Disposition": header}
    )


@read_or_send
def own_feed(request: HttpRequest) -> HttpResponse:
    """The person's own calendar; a new address is shown once, in the answer that made it."""
    actor = actor_of(request)
    is_sent = request.method == "POST"
    secret = actions.new_feed(by=actor, at=timezone.now()) if is_sent else ""
    return render_page(request, "gatherings/feed.html", queries.feed_page(actor, secret))


@require_safe
def registrations(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.gathering_for(actor, pk)
    policies.see_registrations(actor, found).or_refuse()
    return render_page(request, "gatherings/registrations.html", queries.registrations_page(found))


@require_safe
def registrations_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.gathering_for(actor, pk)
    policies.see_registrations(actor, found).or_refuse()
    name = _("Registered for %(title)s") % {"title": found.title}
    return csv_response(name, queries.registration_headings(), queries.registration_rows(found))
