"""The thread of one thing: what it rests on, what it led to, and what is missing.

It is walked step by step, through what the reader may see and nothing else, so that the page is the
same whether or not there is more. What it rests on is walked back, what it led to onward; beside
that stands what else came of what it rests on, where that is little.
"""

import enum
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, ThreadItem, ThreadKind
from groundswell.ground.people.actors import Actor

from ..sight import Sight, kind_of
from .gaps import Gap, gaps_in, may_close
from .seen_links import SeenLink, by_end, links_touching

CROWD = 60  # things of one step in one column; beyond so many, each is left to its own thread
MOST_BESIDE = 4  # things that came of one other thing; more are left to that thing's own thread
_ORDER = tuple(Column)


class Place(enum.StrEnum):
    """Where a thing stands, seen from the thing whose thread it is."""

    HERE = "here"
    BEFORE = "before"
    AFTER = "after"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Node:
    item: ThreadItem
    kind: ThreadKind
    place: Place
    steps: int  # away from the thing whose thread it is

    @property
    def ref(self) -> Ref:
        return self.item.ref


@dataclass(frozen=True, slots=True)
class Thread:
    """Column by column, the nearest first; gaps in the order of what lacks something."""

    here: Node
    nodes: tuple[Node, ...]  # the thing itself among them
    links: tuple[SeenLink, ...]  # between them
    gaps: tuple[Gap, ...]


def thread_of(actor: Actor, ref: Ref, *, steps: int = 3) -> Thread:
    """The thread of one thing, so many steps each way, in a number of queries that does not grow.

    Raises Http404 where there is no such thing, or not for this reader: the same.
    """
    sight = Sight(actor)
    if not sight.of([ref]):
        raise Http404
    walk = _Walk(sight, ref)
    for step in range(1, steps + 1):
        walk.goes_on(step)
    walk.looks_beside()
    return walk.thread()


class _Walk:
    """How far the thread has been walked. Links are read once of each thing."""

    def __init__(self, sight: Sight, here: Ref) -> None:
        self.sight = sight
        self.here = here
        self.steps: dict[Place, dict[Ref, int]] = {
            Place.BEFORE: {here: 0},
            Place.AFTER: {here: 0},
            Place.BESIDE: {},
        }
        self.links: dict[UUID, SeenLink] = {}
        self._read: set[Ref] = set()

    def goes_on(self, step: int) -> None:
        """One step back from what was found before, and one onward."""
        back, onward = (self._edge(p, step - 1) for p in (Place.BEFORE, Place.AFTER))
        self._reads({*back, *onward})
        for link in self.links.values():
            if link.later in back:
                self.steps[Place.BEFORE].setdefault(link.earlier, step)
            if link.earlier in onward:
                self.steps[Place.AFTER].setdefault(link.later, step)

    def looks_beside(self) -> None:
        """What else came of what it rests on; and what may close a gap of all that is unread."""
        before = self.steps[Place.BEFORE]
        known = before | self.steps[Place.AFTER]
        self._reads(known, lambda link: link.earlier in before or _is_telling(link, known))
        beside = [
            (link.later, before[link.earlier] + 1, link.earlier)
            for link in self.links.values()
            if link.later not in known and link.earlier in before
        ]
        n_of = Counter(origin for _ref, _steps, origin in beside)
        for ref, steps, origin in beside:
            if n_of[origin] <= MOST_BESIDE:
                self.steps[Place.BESIDE].setdefault(ref, steps)
        known |= self.steps[Place.BESIDE]
        self._reads(self.steps[Place.BESIDE], lambda link: _is_telling(link, known))

    def thread(self) -> Thread:
        nodes = sorted(self._nodes(), key=_nearest_first)
        refs = {node.ref for node in nodes}
        links = by_end(self.links.values())
        return Thread(
            here=next(node for node in nodes if node.ref == self.here),
            nodes=tuple(nodes),
            links=tuple(k for k in self.links.values() if k.source in refs and k.target in refs),
            gaps=tuple(
                gap for n in nodes for gap in gaps_in(self.sight, n.ref, links.get(n.ref, ()))
            ),
        )

    def _edge(self, place: Place, steps: int) -> set[Ref]:
        """What was reached by so many steps, the columns left out in which that is a crowd."""
        reached = [ref for ref, n in self.steps[place].items() if n == steps]
        n_in = Counter(kind_of(ref).column for ref in reached)
        return {ref for ref in reached if n_in[kind_of(ref).column] <= CROWD}

    def _reads(
        self, refs: Iterable[Ref], worth: Callable[[SeenLink], bool] = lambda link: True
    ) -> None:
        unread = set(refs) - self._read
        if unread:
            self._read |= unread
            self.links |= {link.id: link for link in links_touching(self.sight, unread, worth)}

    def _nodes(self) -> Iterable[Node]:
        placed: dict[Ref, tuple[Place, int]] = {self.here: (Place.HERE, 0)}
        for place, steps in self.steps.items():
            for ref, n in steps.items():
                placed.setdefault(ref, (place, n))
        for ref, (place, n) in placed.items():
            yield Node(self.sight.item(ref), kind_of(ref), place, n)


def _is_telling(link: SeenLink, known: Collection[Ref]) -> bool:
    """Whether a link joins two things of the thread, or may close a gap of one."""
    return (link.source in known and link.target in known) or may_close(link)


def _nearest_first(node: Node) -> tuple[int, int, int, str, Ref]:
    """Column by column; in each the nearest first, then the newest, then by title."""
    on = node.item.on
    age = -on.toordinal() if on else 1
    return (_ORDER.index(node.kind.column), node.steps, age, node.item.title, node.ref)
