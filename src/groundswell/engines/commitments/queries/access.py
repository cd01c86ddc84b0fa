"""The way to one promise: the same 404 whether it is missing or not the actor's to see."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import Audience, State
from ..models import Commitment
from ..policies import LEADING


def visible_to(actor: Actor) -> QuerySet[Commitment]:
    """The promises that the actor may read, closed ones too. `findable.readers_of` agrees with it,
    but for promises without an owner, which those who may find them a new one see besides."""
    return Commitment.objects.filter(
        _concerns(actor)
        | Q(audience=Audience.PARTNERSHIP)
        | Q(audience=Audience.ORGANISATION, organisation_id__in=actor.organisation_ids)
        | _waits_for_owner(actor)
    ).select_related("owner", "made_to", "closed_by", "organisation")


def without_owner(actor: Actor) -> QuerySet[Commitment]:
    """Open promises of people who have left, for which the actor may find a new owner."""
    return visible_to(actor).filter(_waits_for_owner(actor))


def commitment_for(actor: Actor, pk: UUID) -> Commitment:
    return get_object_or_404(visible_to(actor), pk=pk)


def way_on(actor: Actor, commitment: Commitment) -> str:
    """The promise's page, or one's own list where the actor may not read it any more."""
    if visible_to(actor).filter(pk=commitment.pk).exists():
        return reverse("commitments:commitment", args=[commitment.pk])
    return reverse("commitments:index")


def _concerns(actor: Actor) -> Q:
    return (
        Q(owner_id=actor.id)
        | Q(made_to_id=actor.id)
        | Q(made_by_id=actor.id, programme_id__isnull=True)
        | Q(programme_id__in=actor.programme_ids)
    )


def _waits_for_owner(actor: Actor) -> Q:
    """`policies.delegate_commitment` of a promise whose owner has left, as a query."""
    waits = Q(state=State.OPEN, owner__is_active=False)
    if actor.is_system_administrator:
        return waits
    led = {r.programme_id for r in actor.roles if r.code in LEADING and r.programme_id}
    places = {r.organisation_id for r in actor.roles if r.code == RoleCode.ADMINISTRATOR}
    return waits & (
        Q(made_to_id=actor.id)
        | Q(made_by_id=actor.id)
        | Q(programme_id__in=led)
        | Q(organisation_id__in=places - {None})
    )
