"""What promises belong to, as far as this reader may see it: title and way there."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import ThreadItem, thread_kinds
from groundswell.ground.people.actors import Actor

from ..models import Commitment


def contexts_of(actor: Actor, commitments: Iterable[Commitment]) -> dict[Ref, ThreadItem]:
    """The contexts by reference, as many queries as there are kinds of them. What the actor may not
    see, and what no app knows any more, is left out."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for commitment in commitments:
        if ref := commitment.context:
            ids[ref.kind].add(ref.id)
    found: dict[Ref, ThreadItem] = {}
    for code, wanted in sorted(ids.items()):
        if kind := thread_kinds.get(code):
            found |= {Ref(code, pk): item for pk, item in kind.resolve(actor, wanted).items()}
    return found
