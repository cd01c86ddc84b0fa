"""The demonstration answers this machine and no other: anyone may sign in to it as anyone."""

import ipaddress
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


def is_loopback(host: str) -> bool:
    """Whether an address or a name means this machine itself.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("localhost")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("10.0.0.4"), is_loopback("")
    (False, False, False)
    """
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


class LoopbackMiddleware:
    """Refuse whoever does not ask from this machine, directly or through something in between."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked_from = [request.META.get("REMOTE_ADDR", "")]
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        asked_from += [part.strip() for part in forwarded.split(",") if part.strip()]
        if all(is_loopback(address) for address in asked_from):
            return self.get_response(request)
        sentence = _("The demonstration answers only the machine that it runs on.")
        return HttpResponse(sentence, status=403, content_type="text/plain; charset=utf-8")
