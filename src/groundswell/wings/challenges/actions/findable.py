"""Challenges in the search index, for those who may see them."""

from django.urls import reverse

from groundswell.ground.kernel import search

from ..models import Ask, Challenge, Idea, Test


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


def index_idea(idea: Idea) -> None:
    """An idea is found by those in the challenge."""
    search.put([
        search.Findable(
            id=idea.pk,
            kind="idea",
            title=idea.title,
            detail=idea.challenge.title,
            url=f"{reverse('challenges:ideas', args=[idea.challenge_id])}#idea-{idea.pk}",
            readers=frozenset({f"programme:{idea.challenge_id}"}),
            also=f"{idea.theme} {idea.detail}",
        )
    ])


def index_test(test: Test) -> None:
    """A test is found by those in the challenge, by its name and what is thought."""
    search.put([
        search.Findable(
            id=test.pk,
            kind="test",
            title=test.title,
            detail=test.challenge.title,
            url=reverse("challenges:test", args=[test.challenge_id, test.pk]),
            readers=frozenset({f"programme:{test.challenge_id}"}),
            also=test.hypothesis,
        )
    ])
