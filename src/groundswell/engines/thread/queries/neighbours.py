"""What many things are linked to, for the lines on their own pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import ThreadItem
from groundswell.ground.people.actors import Actor

from ..kinds import LinkType
from ..sight import Sight
from .seen_links import SeenLink, by_end, links_touching

_TYPES = LinkType.values
MOST_NAMED = 3  # of one group; the thread's own page has them all


@dataclass(frozen=True, slots=True)
class Group:
    """ "Measured by", and what by."""

    words: str
    items: tuple[ThreadItem, ...]
    n_more: int  # that are not named here


@dataclass(frozen=True, slots=True)
class Links:
    """What `components/thread.html` draws of one thing; `groups` is empty where it has no links."""

    url: str  # of its thread
    groups: tuple[Group, ...]


def links_of(actor: Actor, refs: Collection[Ref]) -> dict[Ref, Links]:
    """The neighbours of each thing that the actor may see, in a constant number of queries."""
    sight = Sight(actor)
    seen = sight.of(refs)
    links = by_end(links_touching(sight, seen))
    return {ref: Links(thread_url(ref), _groups(sight, ref, links.get(ref, ()))) for ref in seen}


def thread_url(ref: Ref) -> str:
    """The page of a thing's thread."""
    return reverse("front:thread", args=[ref.kind, ref.id])


def _groups(sight: Sight, ref: Ref, links: Sequence[SeenLink]) -> tuple[Group, ...]:
    """What was there first comes first; within a group the newest."""
    grouped: dict[str, dict[Ref, ThreadItem]] = {}
    for link in sorted(links, key=lambda link: (link.earlier == ref, _TYPES.index(link.type))):
        other = link.other(ref)
        grouped.setdefault(link.words_at(ref), {})[other] = sight.item(other)
    return tuple(_group(words, tuple(items.values())) for words, items in grouped.items())


def _group(words: str, items: tuple[ThreadItem, ...]) -> Group:
    return Group(words, items[:MOST_NAMED], max(0, len(items) - MOST_NAMED))
