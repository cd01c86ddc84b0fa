"""What stands on the page of a thread, in one order for its picture and its list."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.engines.thread.queries import Gap, Node, Thread
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column
from groundswell.ground.web import words

_COLUMNS = tuple(Column)
_LONGEST = 80  # letters of a title where others stand beside it


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the thread: of a thing, or of one that is missing."""

    key: str
    column: int
    steps: int  # away from the thing whose thread it is
    node: Node | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Joint:
    """Two spots that are linked, or should be; by their keys."""

    earlier: str
    later: str
    is_missing: bool = False


def spots_of(thread: Thread) -> list[Spot]:
    """Column by column; in each the nearest first, and what there is before what is missing."""
    steps = {node.ref: node.steps for node in thread.nodes}
    spots = [Spot(str(n.ref), _COLUMNS.index(n.kind.column), n.steps, node=n) for n in thread.nodes]
    spots += [
        Spot(gap_key(g), _COLUMNS.index(g.column), steps[g.item.ref] + 1, gap=g)
        for g in thread.gaps
    ]
    return sorted(spots, key=lambda spot: (spot.column, spot.steps))


def joints_of(thread: Thread) -> Iterator[Joint]:
    """Every link, and for every gap the one that is missing."""
    for link in thread.links:
        yield Joint(str(link.earlier), str(link.later))
    for gap in thread.gaps:
        thing, missing = str(gap.item.ref), gap_key(gap)
        earlier, later = (missing, thing) if gap.is_before else (thing, missing)
        yield Joint(earlier, later, is_missing=True)


def gap_key(gap: Gap) -> str:
    return f"{gap.item.ref}:{gap.link}"


def anchor(ref: Ref) -> str:
    """Where a thing stands in the list."""
    return f"{ref.kind}-{ref.id}"


def quoted(title: str) -> str:
    """A title within a sentence: shortened, and kept from turning the words around it."""
    return _("“%(title)s”") % {"title": f"\u2068{cut(title)}\u2069"}


def cut(title: str) -> str:
    """No longer than fits into a sentence."""
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def waiting_words(gap: Gap, today: dt.date) -> str:
    """ "For 61 days, since 16 April 2026. Owner: Devan Pillai."."""
    return " ".join(filter(None, (_since(gap.since, today), _whose(gap.owner))))


def short_waiting_words(gap: Gap, today: dt.date) -> tuple[str, ...]:
    """The same for a box: "For 61 days" and "Owner: Devan Pillai"."""
    days = _days(gap.since, today)
    since = [ngettext("For %(n)s day", "For %(n)s days", days) % {"n": f"{days:,}"}] if days else []
    return (*since, _("Owner: %(owner)s") % {"owner": gap.owner} if gap.owner else _("No owner"))


def _since(since: dt.date | None, today: dt.date) -> str:
    if since is None:
        return ""
    told = {"n": f"{_days(since, today):,}", "day": words.day(since)}
    if since > today:
        return _("From %(day)s on.") % told
    if since == today:
        return _("Since today.")
    return (
        ngettext(
            "For %(n)s day, since %(day)s.",
            "For %(n)s days, since %(day)s.",
            _days(since, today),
        )
        % told
    )


def _days(since: dt.date | None, today: dt.date) -> int:
    return max(0, (today - since).days) if since else 0


def _whose(owner: str) -> str:
    return _("Owner: %(owner)s.") % {"owner": owner} if owner else _("No owner is named.")
