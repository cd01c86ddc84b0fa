"""Promises on the golden thread: what was decided to be done, by whom, and what became of it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import ALLOWED
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import (
    Answering,
    Column,
    Start,
    ThreadItem,
    ThreadKind,
)
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from . import queries, reading
from .kinds import State
from .models import Commitment


def resolve(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    """Those of the promises that the actor may read, in one query."""
    found = queries.visible_to(actor).filter(pk__in=ids)
    return {commitment.pk: _item(actor, commitment) for commitment in found}


def _item(actor: Actor, commitment: Commitment) -> ThreadItem:
    _shape, state = reading.standing(commitment, actor.on)
    told = {"owner": commitment.owner.name, "day": words.day(commitment.due_on)}
    return ThreadItem(
        ref=Ref(queries.KIND, commitment.pk),
        title=commitment.title,
        detail=_("%(owner)s, by %(day)s") % told,
        url=reverse("commitments:commitment", args=[commitment.pk]),
        on=day_of(commitment.made_at),
        state=state,
        owner=commitment.owner.name,
    )


# Nothing is expected of a promise: whether it was kept, it says itself, and its page and its
# reminders ask for it; a line missing on the thread would ask for the same thing twice.
KIND = ThreadKind(
    label=gettext_lazy("Promises"), column=Column.DECISION, glyph="tick", resolve=resolve
)


def owners(ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
    """Whose each of them is, of those that are open: what is closed asks nothing of anybody."""
    open_ones = Commitment.objects.filter(pk__in=ids, state=State.OPEN, owner__is_active=True)
    return {pk: [owner] for pk, owner in open_ones.values_list("pk", "owner_id")}


def mine(actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    kept = Commitment.objects.filter(pk__in=ids, state=State.OPEN, owner_id=actor.id)
    return set(kept.values_list("pk", flat=True))


ANSWERING = Answering(owners=owners, mine=mine)
START = Start(
    label=gettext_lazy("Promise something"),
    url=lambda ref: f"{reverse('commitments:new')}?from={ref}",
    may=lambda actor: ALLOWED,
    order=10,
)
