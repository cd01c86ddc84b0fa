"""The demonstration's sign-in: a list of example people, one click each. Routed nowhere else."""

from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.web.pages import render_page

from .. import queries
from .arrivals import next_of

LOOPBACK = ("127.0.0.1", "::1")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if request.META.get("REMOTE_ADDR") not in LOOPBACK:
        raise Refused(_("The demonstration answers only the machine that it runs on."))
    today = day_of(timezone.now())
    if request.method != "POST":
        page = queries.demo_page(today, next_of(request))
        return render_page(request, "people/demo_sign_in.html", page)
    person = queries.demo_person(_id_from(request.POST.get("person", "")))
    record_authentication(request, person, method="demo")
    return perform_login(request, Login(user=person, redirect_url=next_of(request) or None))


def _id_from(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest("Choose somebody of the list.") from None
