"""The order of promises within a theme of what they belong to."""

from django.db.models import QuerySet

from ..models import Commitment


def list_of(commitment: Commitment) -> QuerySet[Commitment]:
    """The promises that stand in one list with this one, closed ones too, in their order."""
    return Commitment.objects.filter(
        context_kind=commitment.context_kind,
        context_id=commitment.context_id,
        occasion=commitment.occasion,
        theme=commitment.theme,
    ).order_by("position", "due_on", "made_at", "pk")


def hold_plan(commitment: Commitment) -> None:
    """Hold every promise of the same context, in one order: two who reorder wait for each other."""
    if commitment.context is None:
        return
    plan = Commitment.objects.filter(
        context_kind=commitment.context_kind, context_id=commitment.context_id
    )
    list(plan.select_for_update().order_by("pk").values_list("pk"))


def place(commitment: Commitment, position: int | None) -> None:
    """Give it the place in its list, counted from 1, and the others theirs around it.

    None, and any number beyond the end, is the end. The plan has to be held.
    """
    others = list(list_of(commitment).exclude(pk=commitment.pk))
    at = len(others) if position is None else min(max(position - 1, 0), len(others))
    others.insert(at, commitment)
    moved = [c for place, c in enumerate(others, start=1) if c.position != place]
    for number, one in enumerate(others, start=1):
        one.position = number
    Commitment.objects.bulk_update(moved, ["position"])
