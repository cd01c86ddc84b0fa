"""Challenges in the search index, for those who may see them."""

from django.urls import reverse

from groundswell.ground.kernel import search

from ..models import Ask, Challenge


def index_challenge(challenge: Challenge) -> None:
    """Put the challenge where its own people find it, by its name and what it is about."""
    search.put([
        search.Findable(
            id=challenge.pk,
            kind="challenge",
            title=challenge.title,
            detail=challenge.organisation.name,
            url=reverse("challenges:challenge", args=[challenge.pk]),
            readers=frozenset({f"programme:{challenge.pk}"}),
            also=f"{challenge.population} {challenge.place}",
        )
    ])


def index_ask(ask: Ask) -> None:
    """An ask is found by the team that made it and by whoever is asked."""
    search.put([
        search.Findable(
            id=ask.pk,
            kind="ask",
            title=ask.title,
            detail=ask.challenge.title,
            url=reverse("challenges:ask", args=[ask.pk]),
            readers=frozenset({f"programme:{ask.challenge_id}", f"person:{ask.to_id}"}),
            also=ask.to.name,
        )
    ])
