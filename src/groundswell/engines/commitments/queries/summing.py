"""How many promises were kept, by what they belong to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from ..kinds import State
from ..models import Commitment
from .access import visible_to


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the promises of one thing, as far as the reader may see them."""

    kept: int = 0
    kept_late: int = 0
    dropped: int = 0
    open: int = 0
    overdue: int = 0  # of the open ones

    @property
    def n(self) -> int:
        return self.kept + self.kept_late + self.dropped + self.open


def kept_summary(
    actor: Actor, refs: Collection[Ref], occasion: str | None = None
) -> dict[Ref, Kept]:
    """The counts of each thing named, in one query; one without promises has zeros."""
    if not refs:
        return {}
    found = visible_to(actor).filter(_belongs_to(refs))
    if occasion is not None:
        found = found.filter(occasion=occasion)
    counts: Any = (
        found
        .order_by()
        .values("context_kind", "context_id")
        .annotate(
            kept=Count("pk", filter=Q(state=State.KEPT)),
            kept_late=Count("pk", filter=Q(state=State.KEPT_LATE)),
            dropped=Count("pk", filter=Q(state=State.DROPPED)),
            open=Count("pk", filter=Q(state=State.OPEN)),
            overdue=Count("pk", filter=Q(state=State.OPEN, due_on__lt=actor.on)),
        )
    )
    known = {Ref(c.pop("context_kind"), c.pop("context_id")): Kept(**c) for c in counts}
    return {ref: known.get(ref, Kept()) for ref in refs}


def late_in(refs: Collection[Ref], occasions: Collection[str], *, on: dt.date) -> dict[Ref, int]:
    """How many promises of some occasions are late, whoever may read them: for the wing that
    watches over many things. One query; a thing without any is left out."""
    if not refs:
        return {}
    late = Commitment.objects.filter(
        _belongs_to(refs), state=State.OPEN, due_on__lt=on, occasion__in=occasions
    )
    rows: Any = late.order_by().values_list("context_kind", "context_id").annotate(n=Count("pk"))
    return {Ref(kind, pk): n for kind, pk, n in rows}


def _belongs_to(refs: Collection[Ref]) -> Q:
    ids: dict[str, list[UUID]] = defaultdict(list)
    for ref in refs:
        ids[ref.kind].append(ref.id)
    wanted = Q()
    for kind, some in sorted(ids.items()):
        wanted |= Q(context_kind=kind, context_id__in=some)
    return wanted
