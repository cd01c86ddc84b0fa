"""From an item, published or in draft, to what its page says."""

from collections.abc import Callable
from dataclasses import dataclass

from groundswell.ground.people.actors import Actor

from ..kinds import Strength
from ..models import Item
from . import bound, evidence, strategy, talk
from .images import Showing
from .links import Links, links_of
from .mentions import mentioned
from .parts import Section


@dataclass(frozen=True, slots=True)
class Described:
    """`lead` says in a few words what it is; `strength` is a code of `kinds.Strength`, or empty."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    strength: str = ""
    why_so: str = ""

    @property
    def strength_words(self) -> str:
        return str(Strength(self.strength).label) if self.strength else ""


Describe = Callable[[Item, Links], tuple[Section, ...]]
_SECTIONS: dict[str, Describe] = {
    **evidence.SECTIONS,
    **talk.SECTIONS,
    **bound.SECTIONS,
    **strategy.SECTIONS,
}
_FACTS: dict[str, Callable[[Item], tuple[tuple[str, str], ...]]] = {
    **evidence.FACTS,
    **talk.FACTS,
    **strategy.FACTS,
}


def described(item: Item, actor: Actor | None, showing: Showing) -> Described:
    """All that the page of an item of its own class says to this reader; one query."""
    return _described(item, links_of(mentioned(item), actor, showing))


def said_of(item: Item) -> Described:
    """What the item says itself, without what it names; no query."""
    return _described(item, Links())


def _described(item: Item, links: Links) -> Described:
    facts = _FACTS.get(item.kind)
    return Described(
        title=item.title,
        lead=" ".join(filter(None, (getattr(item, name) for name in item.leads))),
        facts=tuple(pair for pair in facts(item) if pair[1]) if facts else (),
        sections=tuple(s for s in _SECTIONS[item.kind](item, links) if s.parts),
        strength=getattr(item, "strength", ""),
        why_so=getattr(item, "why_so", ""),
    )
