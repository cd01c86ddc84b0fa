"""The shelves of the library: which there are, and one more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms import OpenShelfForm


@read_or_send
def shelves(request: PersonRequest) -> HttpResponse:
    actor = request.actor
    policies.look_after_shelves(actor).or_refuse()
    places = queries.places_without_shelf(
        actor, request.GET.get("asked", ""), request.POST.get("place", "")
    )
    form = OpenShelfForm(sent(request), places=places.offered)
    opened = attempt(
        form,
        lambda: actions.open_shelf(
            organisation=queries.place_without_shelf(actor, form.cleaned_data["place"]),
            by=actor,
            at=timezone.now(),
        ),
    )
    if opened:
        told = {"shelf": opened.title}
        messages.success(request, _("The shelf “%(shelf)s” is open. Say who keeps it.") % told)
        return redirect("library:shelves")
    page = queries.shelves_page(actor, form, places, request.GET.get("page", ""))
    return render_page(request, "library/shelves.html", page, status=status_of(form))
