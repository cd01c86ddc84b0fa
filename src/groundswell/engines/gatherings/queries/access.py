"""The way to one object: the same 404 whether it is missing or not the actor's to see."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.tokens import hash_of

from ..kinds import Audience, State
from ..models import AgendaItem, Decision, Gathering, Invitation, Registration


def visible_to(actor: Actor) -> QuerySet[Gathering]:
    """What the actor may read of: `policies.sees_gathering` as a query."""
    return _gatherings().filter(
        _takes_part(actor)
        | Q(audience=Audience.ORGANISATION, organisation_id__in=actor.organisation_ids)
        | Q(audience=Audience.PARTNERSHIP)
    )


def taken_part_in_by(actor: Actor) -> QuerySet[Gathering]:
    """Where the actor takes part, and so reads notes: `policies.takes_part` as a query."""
    return _gatherings().filter(_takes_part(actor))


def _gatherings() -> QuerySet[Gathering]:
    return Gathering.objects.select_related("organiser", "organisation")


def _takes_part(actor: Actor) -> Q:
    invited = Invitation.objects.filter(gathering=OuterRef("pk"), person_id=actor.id)
    return Q(Exists(invited)) | Q(organiser_id=actor.id) | Q(programme_id__in=actor.programme_ids)


def gathering_for(actor: Actor, pk: UUID) -> Gathering:
    return get_object_or_404(visible_to(actor), pk=pk)


def gathering_with_notes_for(actor: Actor, pk: UUID) -> Gathering:
    """For the pages of those who take part: to other readers these do not exist."""
    return get_object_or_404(taken_part_in_by(actor), pk=pk)


def public_gathering(pk: UUID) -> Gathering:
    """A gathering with a public page."""
    return get_object_or_404(Gathering, pk=pk, is_public=True)


def of_context(actor: Actor, ref: Ref) -> list[Gathering]:
    """What belongs to a thing and the actor may read of, the earliest first; one query."""
    mine = visible_to(actor).filter(context_kind=ref.kind, context_id=ref.id)
    return list(mine.order_by("starts_at", "pk"))


def planned_of_context(ref: Ref) -> list[Gathering]:
    """What belongs to a thing and is still to be held, whoever may read of it: for the wing that
    moves or ends the thing."""
    planned = _gatherings().filter(context_kind=ref.kind, context_id=ref.id, state=State.PLANNED)
    return list(planned.order_by("starts_at", "pk"))


def invitation_of(actor: Actor, gathering: Gathering) -> Invitation | None:
    return gathering.invitations.filter(person_id=actor.id).first()


def item_for(gathering: Gathering, pk: UUID) -> AgendaItem:
    """An item of that gathering; `gathering` has come through `gathering_with_notes_for`."""
    item = get_object_or_404(
        AgendaItem.objects.select_related("notes_by"), gathering=gathering, pk=pk
    )
    item.gathering = gathering
    return item


def invitation_for(gathering: Gathering, pk: UUID) -> Invitation:
    """An invitation to that gathering, which has come through one of the above."""
    rows = Invitation.objects.select_related("person")
    invitation = get_object_or_404(rows, gathering=gathering, pk=pk)
    invitation.gathering = gathering
    return invitation


def decision_for(gathering: Gathering, pk: UUID) -> Decision:
    """A decision of that gathering; `gathering` has come through `gathering_with_notes_for`."""
    decision = get_object_or_404(Decision, gathering=gathering, pk=pk)
    decision.gathering = gathering
    return decision


def registration_by(token: str) -> Registration:
    """The registration whose link this is."""
    rows = Registration.objects.select_related("gathering")
    return get_object_or_404(rows, token_hash=hash_of(token))
