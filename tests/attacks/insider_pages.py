"""Pages as a room that asks has them, in the lane: to come, to begin, to send."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from groundswell.ground.ballots import actions, public, queries


def come(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.invitation_by(token)
    return HttpResponse(found.storage_key if found else "", status=200 if found else 404)


def begin(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actions.issue_slip(token=request.POST["token"], at=timezone.now()))


def send(request: HttpRequest) -> HttpResponse:
    thanks = actions.cast(
        box=public.public_box(request.POST["box"]),  # type: ignore[arg-type]
        slip=request.POST["slip"],
        payload=bytes.fromhex(request.POST["said"]),
        at=timezone.now(),
    )
    return HttpResponse(" ".join(thanks.words))


urlpatterns = [
    path("a/begin/", begin),
    path("a/send/", send),
    path("a/come/<str:token>/", come),
    path("", include("groundswell.config.urls")),
]
