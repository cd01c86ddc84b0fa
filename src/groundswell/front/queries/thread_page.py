"""The page of a thread: its picture, the list that says the same, and what is missing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.engines.thread import queries as threads
from groundswell.engines.thread.queries import Gap, Node, Place, SeenDoubt, SeenLink, Thread
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, paged

from .thread_picture import picture_of
from .thread_spots import Spot, anchor, cut, quoted, spots_of, waiting_words

STEPS = len(Column) - 1  # from what was known first to what came of it last
PER_PAGE = 50
MOST_TOLD = 8  # links in the lines of one thing
MOST_MISSING = 5  # gaps of one kind beside the list, which has them all


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a thing, or one that is missing."""

    look: str  # "item", "here" or "gap"
    anchor: str
    over: str
    title: str
    url: str  # empty where there is nothing to go to
    thread_url: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A thing that lacks something, in the list of what is missing."""

    title: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Missing:
    heading: str
    things: tuple[Lacking, ...]
    more: str  # "and 37 more"; empty where all are named


@dataclass(frozen=True, slots=True)
class ThreadPage:
    heading: str
    lead: str
    title: str
    url: str  # of the thing itself
    is_empty: bool  # nothing is linked
    has_picture: bool
    picture: Markup
    entries: tuple[Entry, ...]
    pager: Pager
    shown: str  # "1 to 50 of 512"; empty where all are shown
    missing: tuple[Missing, ...]
    doubts: tuple[SeenDoubt, ...]  # of the thing itself


def thread_page(actor: Actor, ref: Ref, *, part: str | None = None) -> ThreadPage:
    """The thread of one thing as this reader may see it. Raises Http404 where they may not."""
    thread = threads.thread_of(actor, ref, steps=STEPS)
    here = thread.here.item
    heading = _("The thread of %(title)s") % {"title": quoted(here.title)}
    spots, pager = paged(spots_of(thread), part, PER_PAGE)
    tell = _Teller(thread, actor.on)
    is_empty = len(thread.nodes) == 1
    return ThreadPage(
        heading=heading,
        lead=_lead(thread),
        title=cut(here.title),
        url=here.url,
        is_empty=is_empty,
        has_picture=not is_empty or bool(thread.gaps),
        picture=picture_of(thread, title=heading, today=actor.on),
        entries=tuple(tell.entry(spot) for spot in spots),
        pager=pager,
        shown=pager.words if pager.n_pages > 1 else "",
        missing=tuple(_missing(thread.gaps, actor.on)),
        doubts=threads.doubts_of(actor, [ref]).get(ref, ()),
    )


def _lead(thread: Thread) -> str:
    """ "It rests on 6 things. It led to 3 things. 2 things are missing."."""
    n_before, n_after = (
        sum(node.place == place for node in thread.nodes) for place in (Place.BEFORE, Place.AFTER)
    )
    n_gaps = len(thread.gaps)
    told = (
        (n_before, ngettext("It rests on %(n)s thing.", "It rests on %(n)s things.", n_before)),
        (n_after, ngettext("It led to %(n)s thing.", "It led to %(n)s things.", n_after)),
        (n_gaps, ngettext("%(n)s thing is missing.", "%(n)s things are missing.", n_gaps)),
    )
    return " ".join(sentence % {"n": f"{n:,}"} for n, sentence in told if n)


class _Teller:
    """Tells each spot of a thread as a line of the list, and each link at one of its ends."""

    def __init__(self, thread: Thread, today: dt.date) -> None:
        self.today = today
        self.nodes = {node.ref: node for node in thread.nodes}
        self.links: dict[Ref, list[SeenLink]] = {}
        self.in_doubt = threads.doubtful(self.nodes)
        for link in thread.links:
            self.links.setdefault(self._told_at(link), []).append(link)

    def entry(self, spot: Spot) -> Entry:
        if spot.gap:
            return self._gap(spot.gap)
        assert spot.node
        return self._node(spot.node)

    def _told_at(self, link: SeenLink) -> Ref:
        """The end that is farther from the thing itself; of two as far, what came later."""
        return max(link.later, link.earlier, key=lambda ref: self.nodes[ref].steps)

    def _node(self, node: Node) -> Entry:
        item, is_here = node.item, node.place == Place.HERE
        detail = ". ".join(filter(None, (item.detail.rstrip("."), item.state)))
        return Entry(
            look="here" if is_here else "item",
            anchor=anchor(node.ref),
            over=_over(node),
            title=item.title,
            url=item.url,
            thread_url="" if is_here else threads.thread_url(node.ref),
            lines=tuple(filter(None, (detail, self._doubt(node), *self._link_lines(node.ref)))),
        )

    def _doubt(self, node: Node) -> str:
        since = self.in_doubt.get(node.ref)
        if since is None:
            return ""
        return _("In doubt: it rests on something that holds no longer since %(day)s.") % {
            "day": words.day(since)
        }

    def _gap(self, gap: Gap) -> Entry:
        whose = f"{quoted(gap.item.title)}. {waiting_words(gap, self.today)}"
        return Entry("gap", "", _("Missing"), gap.title, "", "", (whose,))

    def _link_lines(self, ref: Ref) -> Iterable[str]:
        links = self.links.get(ref, [])
        for link in links[:MOST_TOLD]:
            yield self._link_line(link, ref)
        if (rest := len(links) - MOST_TOLD) > 0:
            more = ngettext("And %(n)s more link.", "And %(n)s more links.", rest)
            yield more % {"n": f"{rest:,}"}

    def _link_line(self, link: SeenLink, ref: Ref) -> str:
        told = {
            "how": link.words_at(ref),
            "other": quoted(self.nodes[link.other(ref)].item.title),
            "day": words.day(link.on),
            "who": link.made_by,
        }
        if link.made_by:
            return _("%(how)s %(other)s. Linked %(day)s by %(who)s.") % told
        return _("%(how)s %(other)s. Linked %(day)s.") % told


def _over(node: Node) -> str:
    """ "Decision, 8 May 2026"; the thing itself says so."""
    kind, on = node.kind.label, node.item.on
    told = _("%(kind)s, %(day)s") % {"kind": kind, "day": words.day(on)} if on else str(kind)
    return _("You are here. %(told)s") % {"told": told} if node.place == Place.HERE else told


def _missing(gaps: Sequence[Gap], today: dt.date) -> Iterable[Missing]:
    """What is missing, kind by kind; in each what has been missing longest."""
    for heading, of_it in groupby(sorted(gaps, key=_longest_first), key=lambda g: g.heading):
        several = list(of_it)
        rest = len(several) - MOST_MISSING
        yield Missing(
            heading=heading,
            things=tuple(_lacking(gap, today) for gap in several[:MOST_MISSING]),
            more=_("and %(n)s more") % {"n": f"{rest:,}"} if rest > 0 else "",
        )


def _longest_first(gap: Gap) -> tuple[str, dt.date, str]:
    return gap.heading, gap.since or dt.date.max, gap.item.title


def _lacking(gap: Gap, today: dt.date) -> Lacking:
    return Lacking(cut(gap.item.title), gap.item.url, waiting_words(gap, today))
