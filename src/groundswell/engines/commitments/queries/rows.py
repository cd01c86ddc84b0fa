"""Promises as rows of a page: `commitments/_rows.html` shows them, here and in other rooms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import ThreadItem
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies, reading
from ..models import Commitment, Move
from .access import visible_to


@dataclass(frozen=True, slots=True)
class Row:
    """One promise, ready to be shown to this reader."""

    pk: UUID
    title: str
    detail: str
    owner: str
    owner_id: UUID
    owner_note: str  # that the owner has left, for who may find another
    is_mine: bool
    to_whom: str
    due: str
    due_note: str  # "first promised for 3 June 2026"; empty where the day never moved
    shape: str  # see components/tags.html
    state: str
    closing: str  # the words it was closed with
    theme: str
    occasion: str
    position: int
    version: int
    context_title: str  # empty where there is none, or this reader may not see it
    context_url: str
    url: str
    close_url: str
    change_url: str
    delegate_url: str
    may_close: Decision
    may_change: Decision
    may_move: Decision
    may_delegate: Decision
    needs_owner: bool  # and this reader may find one


def of_context(actor: Actor, ref: Ref, occasion: str | None = None) -> tuple[Row, ...]:
    """The promises of one thing, or of one occasion of it, theme by theme in the order of the plan.

    Two queries, however many there are. The rows name no context: the page is about it.
    """
    found = visible_to(actor).filter(context_kind=ref.kind, context_id=ref.id)
    if occasion is not None:
        found = found.filter(occasion=occasion)
    order = ("theme", "position", "due_on", "made_at", "pk")
    return rows_of(actor, with_moves(found.order_by(*order)))


def with_moves(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With the days they had before, as a row needs them."""
    return commitments.prefetch_related("moves")


def rows_of(
    actor: Actor,
    commitments: Iterable[Commitment],
    contexts: Mapping[Ref, ThreadItem] | None = None,
) -> tuple[Row, ...]:
    """Rows of promises that came `with_moves`."""
    return tuple(row_of(actor, c, contexts or {}) for c in commitments)


def row_of(actor: Actor, commitment: Commitment, contexts: Mapping[Ref, ThreadItem]) -> Row:
    may_delegate = policies.delegate_commitment(actor, commitment)
    needs_owner = commitment.needs_owner and bool(may_delegate)
    is_mine = actor.id == commitment.owner_id
    shape, state = reading.standing(commitment, actor.on, is_mine=is_mine)
    context = contexts.get(ref) if (ref := commitment.context) else None
    return Row(
        pk=commitment.pk,
        title=commitment.title,
        detail=commitment.detail,
        owner=commitment.owner.name,
        owner_id=commitment.owner_id,
        owner_note=_("has left") if needs_owner else "",
        is_mine=is_mine,
        to_whom=commitment.to_whom,
        due=words.day(commitment.due_on),
        due_note=_first_day(commitment),
        shape=shape,
        state=state,
        closing=commitment.closing_words,
        theme=commitment.theme,
        occasion=commitment.occasion,
        position=commitment.position,
        version=commitment.version,
        context_title=context.title if context else "",
        context_url=context.url if context else "",
        url=_address("commitment", commitment),
        close_url=_address("close", commitment),
        change_url=_address("change", commitment),
        delegate_url=_address("delegate", commitment),
        may_close=policies.keep_commitment(actor, commitment),
        may_change=policies.change_commitment(actor, commitment),
        may_move=policies.move_commitment(actor, commitment),
        may_delegate=may_delegate,
        needs_owner=needs_owner,
    )


def _first_day(commitment: Commitment) -> str:
    first = first_move(commitment)
    if first is None:
        return ""
    return _("first promised for %(day)s") % {"day": words.day(first.due_before)}


def first_move(commitment: Commitment) -> Move | None:
    return min(commitment.moves.all(), key=lambda move: move.pk, default=None)


def _address(name: str, commitment: Commitment) -> str:
    return reverse(f"commitments:{name}", args=[commitment.pk])
