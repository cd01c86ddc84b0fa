"""What a view that needs a sign-in is given; `middleware.ActorMiddleware` puts the actor there."""

from django.http import HttpRequest

from .actors import Actor


class PersonRequest(HttpRequest):
    """A request by somebody who has signed in."""

    actor: Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, of a request that is known to come from somebody who has signed in."""
    return request.actor  # type: ignore[attr-defined]
