"""Pages that ask for no sign-in: a public gathering, giving a place back, a calendar feed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.people import limits
from groundswell.ground.people.views.arrivals import network_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, queries
from ..forms import RegisterForm
from ..models import Gathering
from .looking import calendar_file

FOR_ADDRESS = limits.Limit("registrations-for-address", 5, 15 * 60)
FROM_NETWORK = limits.Limit("registrations-from-network", 200, 15 * 60)


@public
@read_or_send
def public_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    gathering = queries.public_gathering(pk)
    form = RegisterForm(sent(request))
    if form.is_bound and form.is_by_a_machine:  # it is thanked, and nothing is kept
        return redirect("gatherings:registered", gathering.pk)
    if form.is_bound and form.is_valid() and (wait := _wait(request, form)):
        return HttpResponse(status=429, headers={"Retry-After": str(wait)})
    if attempt(form, lambda: _registered(gathering, form)) is not None:
        return redirect("gatherings:registered", gathering.pk)
    page = queries.public_page(gathering, form, timezone.now())
    return render_page(request, "gatherings/public.html", page, status=status_of(form))


def _wait(request: HttpRequest, form: RegisterForm) -> int:
    """The seconds to wait where somebody registers too often; 0 where they may."""
    address = form.cleaned_data["email"].strip().lower()
    return limits.count(FROM_NETWORK, network_of(request)) or limits.count(FOR_ADDRESS, address)


def _registered(gathering: Gathering, form: RegisterForm) -> object:
    given = form.cleaned_data
    return actions.register(
        gathering=gathering, name=given["name"], email=given["email"], at=timezone.now()
    )


@public
@require_safe
def registered(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = queries.registered_page(queries.public_gathering(pk))
    return render_page(request, "gatherings/said.html", page)


@public
@read_or_send
def cancel_registration(request: HttpRequest, token: str) -> HttpResponse:
    """A mail program may open the link by itself: only the button gives the place back."""
    registration = queries.registration_by(token)
    if request.method == "POST":
        registration = actions.cancel_registration(registration=registration, at=timezone.now())
    return render_page(request, "gatherings/said.html", queries.cancel_page(registration, token))


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    return calendar_file(queries.calendar(token, timezone.now()), "gatherings.ics")
