"""Promises on the golden thread: what was decided to be done, by whom, and what became of it."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, ThreadItem, ThreadKind
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from . import queries, reading
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
