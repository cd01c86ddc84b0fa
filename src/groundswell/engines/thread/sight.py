"""What one reader may see of the things on the thread: each is asked for once."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import ThreadItem, ThreadKind, thread_kinds
from groundswell.ground.people.actors import Actor


class Sight:
    """Asks the registered kinds, each in one go; what they leave out is not there."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._items: dict[Ref, ThreadItem] = {}
        self._asked: set[Ref] = set()

    def of(self, refs: Iterable[Ref]) -> list[Ref]:
        """Those that the reader may see, each once, in the order given."""
        wanted = dict.fromkeys(refs)
        self._ask(wanted.keys() - self._asked)
        return [ref for ref in wanted if ref in self._items]

    def item(self, ref: Ref) -> ThreadItem:
        """A thing that `of` has answered with."""
        return self._items[ref]

    def _ask(self, refs: Iterable[Ref]) -> None:
        by_kind: dict[str, set[UUID]] = defaultdict(set)
        for ref in refs:
            self._asked.add(ref)
            by_kind[ref.kind].add(ref.id)
        for kind in sorted(by_kind.keys() & set(thread_kinds)):
            for item in thread_kinds[kind].resolve(self._actor, by_kind[kind]).values():
                self._items[item.ref] = item


def kind_of(ref: Ref) -> ThreadKind:
    return thread_kinds[ref.kind]
