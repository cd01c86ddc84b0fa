"""The way to one object: the same 404 whether it is missing or not the actor's to see."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.ground.people.actors import Actor

from ..models import Ask, AskMove, Challenge, Partner, Recommendation
from ..policies.standing import LOOK_ON


def visible_to(actor: Actor) -> QuerySet[Challenge]:
    """The challenges that the actor may see: `policies.standing.sees_challenge` as a query."""
    challenges = Challenge.objects.select_related("organisation", "wave")
    looking_on = [r for r in actor.roles if r.code in LOOK_ON]
    if any(r.is_system_wide for r in looking_on):
        return challenges
    places = {r.organisation_id for r in looking_on if r.organisation_id}
    partners = Partner.objects.filter(challenge=OuterRef("pk"), organisation_id__in=places)
    return challenges.filter(
        Q(pk__in=actor.programme_ids) | Q(organisation_id__in=places) | Exists(partners)
    )


def challenge_for(actor: Actor, pk: UUID) -> Challenge:
    return get_object_or_404(visible_to(actor), pk=pk)


def asks_visible_to(actor: Actor) -> QuerySet[Ask]:
    """The asks of challenges that the actor may see, and those that they are or were asked."""
    moved = AskMove.objects.filter(ask=OuterRef("pk"))
    mine = Q(to=actor.id) | Exists(moved.filter(Q(old_to=actor.id) | Q(new_to=actor.id)))
    return Ask.objects.filter(
        mine | Q(challenge__in=visible_to(actor).order_by().values("pk"))
    ).select_related(
        "challenge__organisation", "to", "to_organisation", "asked_by", "answered_by", "held_up"
    )


def recommendations_visible_to(actor: Actor) -> QuerySet[Recommendation]:
    """Those of challenges that the actor may see, and those that are addressed to them."""
    seen = Q(challenge__in=visible_to(actor).order_by().values("pk"))
    return Recommendation.objects.filter(seen | Q(to=actor.id)).select_related(
        "challenge__organisation", "to"
    )


def ask_for(actor: Actor, pk: UUID) -> Ask:
    return get_object_or_404(asks_visible_to(actor), pk=pk)
