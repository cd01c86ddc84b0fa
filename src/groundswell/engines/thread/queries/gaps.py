"""What is missing on the thread, since when and whose it is.

A gap is told from what the reader may see alone, so that it never tells of anything else.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, Expectation, ThreadItem, thread_kinds
from groundswell.ground.people.actors import Actor

from ..kinds import LOOKING_BACK
from ..sight import Sight, kind_of
from .seen_links import SeenLink, by_end, links_touching


@dataclass(frozen=True, slots=True)
class Gap:
    """A link that a thing should have and has not."""

    item: ThreadItem  # what lacks it
    title: str  # "No test yet"
    heading: str  # "A decision without a test"
    column: Column  # where it is drawn
    link: str  # of which type
    is_before: bool  # what is missing would have been there first

    @property
    def since(self) -> dt.date | None:
        return self.item.on

    @property
    def owner(self) -> str:
        return self.item.owner


def gaps_of(actor: Actor, refs: Collection[Ref]) -> dict[Ref, list[Gap]]:
    """The gaps of many things in a constant number of queries; those without any are left out."""
    sight = Sight(actor)
    seen = sight.of(refs)
    links = by_end(links_touching(sight, seen, worth=may_close))
    found = {ref: gaps_in(sight, ref, links.get(ref, ())) for ref in seen}
    return {ref: gaps for ref, gaps in found.items() if gaps}


def gaps_in(sight: Sight, ref: Ref, links: Sequence[SeenLink]) -> list[Gap]:
    """The gaps of one thing of which all links are given."""
    item = sight.item(ref)
    return [
        _gap(item, expected)
        for expected in kind_of(ref).expects
        if expected.link not in item.fulfilled and not _is_met(ref, expected, links)
    ]


def may_close(link: SeenLink) -> bool:
    """Whether one of the two things should have such a link."""
    return any(
        _is_met(ref, expected, [link])
        for ref in (link.source, link.target)
        if ref.kind in thread_kinds
        for expected in kind_of(ref).expects
    )


def _is_met(ref: Ref, expected: Expectation, links: Sequence[SeenLink]) -> bool:
    """Whether the link is there, from the end at which it is looked for."""
    return any(
        link.type == expected.link and (link.target if expected.from_others else link.source) == ref
        for link in links
    )


def _gap(item: ThreadItem, expected: Expectation) -> Gap:
    return Gap(
        item=item,
        title=str(expected.title),
        heading=str(expected.heading),
        column=expected.column,
        link=expected.link,
        is_before=(expected.link in LOOKING_BACK) != expected.from_others,
    )
