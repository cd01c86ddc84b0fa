"""The API: assembled here, each part written by the app that owns it.

A program signs each call with a key that a person made (`Authorization: Bearer ...`) and may do
what that person may. What is refused or unusable is answered in JSON with the sentence that a page
would show.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.security import HttpBearer

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.tokens import actor_of_token

PARTS = {"/measures": "groundswell.engines.measures.api"}


class Key(HttpBearer):
    """Whoever made the key acts, with what they hold today."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = actor_of_token(token, timezone.now())
        if actor:
            request.actor = actor  # type: ignore[attr-defined]
        return actor


api = NinjaAPI(
    title="Groundswell",
    version="1",
    description=str(_("What a person may do in the pages, a program may do with their key.")),
    docs_url=None,  # its page would ask another host for scripts
    urls_namespace="api",
    auth=Key(),
)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    return api.create_response(request, {"detail": str(fault)}, status=403)


@api.exception_handler(Unusable)
def _unusable(request: HttpRequest, fault: Unusable) -> HttpResponse:
    answer: dict[str, Any] = {"detail": str(fault), "field": fault.field}
    status = 409 if isinstance(fault, Stale) else 422
    return api.create_response(request, answer, status=status)


for prefix, name in PARTS.items():
    if find_spec(name):
        api.add_router(prefix, import_module(name).router)


def _opened(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """No session is asked for: the key says who calls, and the description is for anyone."""
    if isinstance(pattern, URLPattern):
        pattern.callback = login_not_required(pattern.callback)
    return pattern


app_name = "api"
urlpatterns = [_opened(pattern) for pattern in api.urls[0]]
