"""What every answer of ours carries, and a page in place of an empty refusal."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from . import errors

HEADERS = {
    "Cache-Control": "no-store",  # what one person saw, the next at this computer must not find
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
        " magnetometer=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    ),
}
_PAGES = {405: errors.not_allowed, 413: errors.too_large, 429: errors.too_many}


class AnswersMiddleware:
    """Stands inside the static files, which may be kept, and outside everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _has_nul(request):
            raise BadRequest("NUL in the address")
        response = _with_page(request, self.get_response(request))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _has_nul(request: HttpRequest) -> bool:
    """No page has such an address, and some databases cannot be asked for it."""
    return "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "")


def _with_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    make = _PAGES.get(response.status_code)
    if make is None or not isinstance(response, HttpResponse) or response.content:
        return response
    page = make(request)
    for name, value in response.headers.items():
        if name not in {"Content-Type", "Content-Length"}:
            page[name] = value
    return page
