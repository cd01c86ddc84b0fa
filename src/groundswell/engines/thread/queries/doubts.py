"""What is in doubt: since what it rests on holds no longer, and nobody has said that it stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import HomeCard, ThreadItem, answering
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..models import Doubt
from ..sight import Sight, kind_of
from .neighbours import thread_url

MOST_CARDS = 3  # of one kind, each with its own title; more are told as one
_MOST_LOOKED_AT = 2_000  # of one kind, for one person's list
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class SeenDoubt:
    """One cause, as the reader may know it. `settled` says who has looked, and what they found."""

    sentence: str
    url: str  # of what holds no longer; empty where the reader may not see it
    settled: str
    settle_url: str  # empty where it is not this reader's to say, or is said


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A thing in doubt that a person answers for."""

    kind: str
    item: ThreadItem
    since: dt.datetime
    doubts: tuple[SeenDoubt, ...]
    settle_url: str
    thread_url: str


def doubts_of(actor: Actor, refs: Collection[Ref]) -> dict[Ref, tuple[SeenDoubt, ...]]:
    """Of things that the actor sees, what each rests on that holds no longer, the oldest first.

    One query where nothing is in doubt; else one more for each kind of cause and of thing.
    """
    rows = _standing().filter(thing_id__in=[ref.id for ref in refs]).order_by("raised_at", "pk")
    wanted = set(refs)
    doubts = [doubt for doubt in rows if doubt.thing in wanted]
    return _seen(actor, doubts)


def doubtful(refs: Collection[Ref]) -> dict[Ref, dt.date]:
    """Those of the things of which nobody has said that they stand, and since when; one query."""
    rows = _open().filter(thing_id__in=[ref.id for ref in refs]).order_by("-on")
    found = {Ref(kind, pk): on for kind, pk, on in rows.values_list("thing_kind", "thing_id", "on")}
    return {ref: found[ref] for ref in refs if ref in found}


def causes_of(ref: Ref) -> frozenset[Ref]:
    """All that a thing rests on and that holds no longer, whatever somebody has said since."""
    rows = _standing().filter(thing_kind=ref.kind, thing_id=ref.id)
    return frozenset(Ref(*pair) for pair in rows.values_list("cause_kind", "cause_id"))


def doubt_rows(actor: Actor) -> tuple[DoubtRow, ...]:
    """All that the actor answers for and is in doubt; the longest waiting first."""
    since = _mine(actor)
    refs = sorted(since, key=lambda ref: (since[ref], ref))[:_MOST_ROWS]
    sight = Sight(actor)
    seen = sight.of(refs)
    doubts = doubts_of(actor, seen) if seen else {}
    return tuple(
        DoubtRow(
            kind=str(kind_of(ref).label),
            item=sight.item(ref),
            since=since[ref],
            doubts=tuple(d for d in doubts.get(ref, ()) if not d.settled),
            settle_url=settle_url(ref),
            thread_url=thread_url(ref),
        )
        for ref in seen
    )


def doubt_cards(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """A card for each thing in doubt; of many of one kind a single one, which leads to the list."""
    since = _mine(actor)
    by_kind: dict[str, list[Ref]] = defaultdict(list)
    for ref in sorted(since, key=lambda ref: (since[ref], ref)):
        by_kind[ref.kind].append(ref)
    sight = Sight(actor)
    few = [ref for refs in by_kind.values() if len(refs) <= MOST_CARDS for ref in refs]
    seen = sight.of(few)
    doubts = doubts_of(actor, seen) if seen else {}
    cards = [_card(sight.item(ref), doubts.get(ref, ()), since[ref]) for ref in seen]
    many = (refs for refs in by_kind.values() if len(refs) > MOST_CARDS)
    return [*cards, *(_many(refs, since[refs[0]]) for refs in many)]


def settle_url(ref: Ref) -> str:
    """Where whoever answers for a thing says that it still holds."""
    return reverse("front:settle", args=[ref.kind, ref.id])


def _standing() -> QuerySet[Doubt]:
    return Doubt.objects.filter(lifted_at=None).select_related("settled_by")


def _open() -> QuerySet[Doubt]:
    return Doubt.objects.filter(lifted_at=None, settled_at=None)


def _mine(actor: Actor) -> dict[Ref, dt.datetime]:
    """What the actor answers for, and since when it is in doubt: one query, and one a kind."""
    raised: dict[str, dict[UUID, dt.datetime]] = defaultdict(dict)
    rows = _open().order_by("raised_at", "pk").values_list("thing_kind", "thing_id", "raised_at")
    for kind, pk, at in rows[:_MOST_LOOKED_AT]:
        raised[kind].setdefault(pk, at)
    return {
        Ref(kind, pk): ids[pk]
        for kind, ids in sorted(raised.items())
        if kind in answering
        for pk in answering[kind].mine(actor, ids.keys())
    }


def _seen(actor: Actor, doubts: Iterable[Doubt]) -> dict[Ref, tuple[SeenDoubt, ...]]:
    doubts = list(doubts)
    sight = Sight(actor)
    causes = set(sight.of(doubt.cause for doubt in doubts))
    waiting = {doubt.thing for doubt in doubts if not doubt.settled_at}
    mine = _answered_by(actor, waiting)
    found: dict[Ref, tuple[SeenDoubt, ...]] = {}
    for doubt in doubts:
        cause = sight.item(doubt.cause) if doubt.cause in causes else None
        one = SeenDoubt(
            sentence=_sentence(doubt, cause),
            url=cause.url if cause else "",
            settled=_settled(doubt),
            settle_url=settle_url(doubt.thing)
            if doubt.thing in mine and not doubt.settled_at
            else "",
        )
        found[doubt.thing] = (*found.get(doubt.thing, ()), one)
    return found


def _answered_by(actor: Actor, refs: Collection[Ref]) -> set[Ref]:
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    for ref in refs:
        if ref.kind in answering:
            by_kind[ref.kind].add(ref.id)
    return {
        Ref(kind, pk)
        for kind, ids in sorted(by_kind.items())
        for pk in answering[kind].mine(actor, ids)
    }


def _sentence(doubt: Doubt, cause: ThreadItem | None) -> str:
    day = words.day(doubt.on)
    if cause is None:
        return _("Something that this rests on holds no longer, since %(day)s.") % {"day": day}
    told = {"title": cause.title, "state": cause.state, "day": day, "reason": doubt.reason}
    if cause.state:
        return _("It rests on “%(title)s”. %(state)s on %(day)s, because: %(reason)s") % told
    return _("It rests on “%(title)s”, which holds no longer since %(day)s: %(reason)s") % told


def _settled(doubt: Doubt) -> str:
    if not doubt.settled_at:
        return ""
    told = {
        "who": doubt.settled_by.name if doubt.settled_by else _("Somebody"),
        "day": words.day(day_of(doubt.settled_at)),
        "words": doubt.settled_words,
    }
    return _("%(who)s looked at it on %(day)s: it still holds, because: %(words)s") % told


def _card(item: ThreadItem, doubts: Collection[SeenDoubt], since: dt.datetime) -> HomeCard:
    open_ones = [doubt.sentence for doubt in doubts if not doubt.settled]
    return HomeCard(
        glyph="flag",
        title=_("Does “%(title)s” still hold?") % {"title": item.title},
        why=" ".join(open_ones[:2]),
        button=_("Look at it"),
        url=settle_url(item.ref),
        since=since,
    )


def _many(refs: Collection[Ref], since: dt.datetime) -> HomeCard:
    n, kind = len(refs), kind_of(next(iter(refs))).label
    told = {"n": words.number(n), "kind": kind}
    return HomeCard(
        glyph="flag",
        title=ngettext("%(kind)s: %(n)s to look at again", "%(kind)s: %(n)s to look at again", n)
        % told,
        why=_("They rest on something that holds no longer."),
        button=_("See which"),
        url=reverse("front:doubts"),
        since=since,
    )
