"""Pages that stand in the lane for its tests; each shows one thing that can happen there."""

import threading
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import translation

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

SECRET = "wJ5c-a-token-that-no-log-may-hold"
entered, may_go = threading.Event(), threading.Event()
FAULTS: dict[str, Callable[[], Exception]] = {
    "missing": Http404,
    "refused": lambda: Refused("This closed on 30 June."),
    "denied": PermissionDenied,
    "unusable": lambda: Unusable("Too long by half."),
    "bad": BadRequest,
    "suspicious": lambda: SuspiciousOperation("?"),
    "surrogate": lambda: UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"),
    "away": lambda: OperationalError("connection refused"),
    "broken": lambda: RuntimeError(f"fault with {SECRET}"),
}


def fails(request: HttpRequest, how: str, token: str) -> HttpResponse:
    raise FAULTS[how]()


def looks(request: HttpRequest) -> HttpResponse:
    """What of a visitor the page can see."""
    response = HttpResponse(
        ",".join(
            a for a in ("session", "user", "actor", "htmx", "_messages") if hasattr(request, a)
        )
    )
    response.set_cookie("mark", "7")
    return response


def speaks_welsh(request: HttpRequest) -> HttpResponse:
    translation.activate("cy")
    return HttpResponse(translation.get_language())


def waits(request: HttpRequest) -> HttpResponse:
    entered.set()
    may_go.wait(10)
    return HttpResponse("done")


def takes(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("said", ""))


def streams(request: HttpRequest) -> Any:
    from django.http import StreamingHttpResponse

    return StreamingHttpResponse([b"a", b"b"])


urlpatterns = [
    path("a/looks/", looks),
    path("a/welsh/", speaks_welsh),
    path("a/waits/", waits),
    path("a/takes/", takes),
    path("a/streams/", streams),
    path("a/<str:how>/<str:token>/", fails),
    path("looks/", looks),
    path("", include("groundswell.config.urls")),
]
