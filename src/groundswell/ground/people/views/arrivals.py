"""What every way of signing in shares: where to go on, the shared computer, too many tries."""

import ipaddress
import time

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from groundswell.ground.web.pages import render_page

from .. import queries
from ..middleware import SHARED

RECENT_SECONDS = 15 * 60  # after signing in, passkeys can be changed for so long


def next_of(request: HttpRequest) -> str:
    """Where the person wanted to go, where that is a page of ours; else nothing."""
    return get_next_redirect_url(request) or ""


def network_of(request: HttpRequest) -> str:
    """The address the request came from; of the sixth version the network, which one home has."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (ValueError, PermissionDenied):  # behind a socket that does not say
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def remember_computer(request: HttpRequest) -> None:
    """Keep whether the box "This is a shared computer" was ticked, through the sign-in."""
    if request.POST.get("shared_computer"):
        request.session[SHARED] = time.time()
        request.session.set_expiry(0)  # the cookie goes when the browser closes
    else:
        request.session.pop(SHARED, None)
        request.session.set_expiry(None)


def signed_in_recently(request: HttpRequest) -> bool:
    records = request.session.get("account_authentication_methods") or []
    newest = max((r.get("at", 0) for r in records), default=0)
    return time.time() - newest < RECENT_SECONDS


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """The page that says when to try again."""
    page = queries.too_many_page(seconds, timezone.now())
    response = render_page(request, "people/too_many.html", page, status=429)
    response["Retry-After"] = str(seconds)
    return response


def sent_back(request: HttpRequest, sentence: str) -> HttpResponse:
    """To the sign-in page, with the reason."""
    messages.error(request, sentence)
    return redirect("account_login")
