"""`request.actor`, the signed-in person with what they hold today; and shared computers."""

import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of

from .actors import Actor
from .standing import actor_for

SHARED = "shared_computer"  # session key: the time of the last request, where the box was ticked
PLACE = "place"  # session key: the organisation looked at now


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    place = request.session.get(PLACE)
    return actor_for(
        request.user,
        on=day_of(timezone.now()),
        place_id=UUID(place) if place else None,
        may_administer=not settings.REQUIRE_STRONG_ADMINISTRATORS or _used_a_passkey(request),
    )


def _used_a_passkey(request: HttpRequest) -> bool:
    """In this visit; allauth keeps the ways in which somebody signed in."""
    records = request.session.get("account_authentication_methods") or []
    return any(record.get("method") == "mfa" for record in records)


class SharedComputerMiddleware:
    """On a shared computer a session ends after a while without a request.

    The foot of every page says so before. Stands before the middleware that asks for sign-in, so
    that the page says why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.session.get(SHARED)
        if last is not None and request.user.is_authenticated:
            if time.time() - last > settings.SHARED_COMPUTER_IDLE_SECONDS:
                return _signed_out(request)
            request.session[SHARED] = time.time()
            request.alone_minutes = _minutes()  # type: ignore[attr-defined]
        return self.get_response(request)


def _minutes() -> int:
    return settings.SHARED_COMPUTER_IDLE_SECONDS // 60


def _signed_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    sentence = _(
        "We signed you out after %(minutes)s minutes, because this is a shared computer. "
        "What you had saved is safe."
    )
    messages.info(request, sentence % {"minutes": _minutes()})
    return redirect("account_login")
