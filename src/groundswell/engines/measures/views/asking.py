"""What every view here begins and ends with."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.forms import Form

T = TypeVar("T")

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def actor_of(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def sent(request: HttpRequest) -> Any:
    """What was posted, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def attempt(form: Form, act: Callable[[], T]) -> T | None:
    """What the action gives; None where form or action found a fault: the form shows it."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act()
    except Unusable as unusable:
        form.refuse(unusable)
        return None
