"""For those who keep a shelf: what waits for them, on the home page and on a page of its own."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import LONDON, day_of
from groundswell.ground.kernel.registries import HomeCard
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import Kind, Standing
from ..models import Entry, Item
from ..reading.keeping import is_keeper, keeps_all, kept_entries, kept_shelves
from ..reading.links import link_to
from .keeping import cards_for

MOST_SHOWN = 100  # of what waits; what is done makes room for the rest


@dataclass(frozen=True, slots=True)
class Waiting:
    title: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class KeepingPage:
    keeps_any: bool  # else nothing can wait, and there are the doors alone
    asked: tuple[Waiting, ...]  # readers' questions and case studies, as many as wait
    due: tuple[Waiting, ...]
    shaken: tuple[Waiting, ...]
    drafts: tuple[Waiting, ...]
    shelves_url: str  # empty for who opens none
    packs_url: str  # empty where the reader may take none in
    works_url: str
    doubts_url: str
    crumb: tuple[tuple[str, str], ...]


def keeping_cards(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """What is due on the actor's shelves, and what was drafted from a record, as one card each.

    Nothing is asked for those who keep no shelf; else two queries.
    """
    if not is_keeper(actor):
        return []
    today = day_of(at)
    due = list(_due(actor, today).values_list("title", "url", "review_by")[:MOST_SHOWN])
    drafts = list(_drafted(actor).values_list("title", "latest_revision_created_at")[:MOST_SHOWN])
    return [*_due_card(due), *_draft_card(drafts, at)]


def keeping_page(actor: Actor, at: dt.datetime) -> KeepingPage:
    """All of that, thing by thing. Raises Refused for who keeps no shelf and takes nothing in."""
    policies.enter_keeping(actor).or_refuse()
    library = reverse("library:index")
    shaken = kept_entries(actor).filter(is_shaken=True, standing=Standing.CURRENT)
    return KeepingPage(
        keeps_any=is_keeper(actor),
        asked=tuple(Waiting(card.title, card.url, card.why) for card in cards_for(actor, at)),
        due=tuple(
            Waiting(entry.title, entry.url, _("Due %(day)s") % {"day": words.day(entry.review_by)})
            for entry in _due(actor, day_of(at))[:MOST_SHOWN]
            if entry.review_by
        ),
        shaken=tuple(
            Waiting(link.title, link.url, link.warning)
            for link in map(link_to, shaken.order_by("title", "pk")[:MOST_SHOWN])
        ),
        drafts=tuple(
            Waiting(item.draft_title or item.title, draft_url(item), _kind_of(item))
            for item in _drafted(actor).select_related("content_type")[:MOST_SHOWN]
        ),
        shelves_url=reverse("library:shelves") if policies.look_after_shelves(actor) else "",
        packs_url=reverse("library:packs") if policies.keep_packs(actor) else "",
        works_url=reverse("library:works") if policies.take_in_works(actor) else "",
        doubts_url=reverse("front:doubts"),
        crumb=((_("Library"), library), (_("Looking after it"), "")),
    )


def draft_url(item: Item) -> str:
    """Where a draft is read by whoever it was made for; the editor has its own pages."""
    return reverse("library:draft", args=[item.uid])


def _due(actor: Actor, today: dt.date) -> QuerySet[Entry]:
    due = kept_entries(actor).filter(review_by__lte=today, standing=Standing.CURRENT)
    return due.order_by("review_by", "title", "pk")


def _drafted(actor: Actor) -> QuerySet[Item]:
    """Drafts that were begun from something on the thread and have never been let out."""
    drafted = Item.objects.filter(live=False, first_published_at=None).exclude(began_from="")
    drafted = drafted.order_by("latest_revision_created_at", "pk")
    if keeps_all(actor):
        return drafted
    paths = [shelf.path for shelf in kept_shelves(actor)] if is_keeper(actor) else []
    places = [Q(path__startswith=path) for path in paths]
    return drafted.filter(reduce(or_, places)) if places else drafted.none()


def _due_card(due: list[tuple[str, str, dt.date | None]]) -> Iterable[HomeCard]:
    if not due:
        return
    title, url, first = due[0]
    n = len(due)
    yield HomeCard(
        glyph="book",
        title=_("Look again at “%(title)s”") % {"title": title}
        if n == 1
        else _("%(n)s pages of the library are due to be looked at") % {"n": words.number(n)},
        why=_("The day for it was %(day)s. Say that it still holds, or change it.")
        % {"day": words.day(first)}
        if first
        else "",
        button=_("Look at it") if n == 1 else _("See which"),
        url=url if n == 1 else reverse("library:keeping"),
        since=dt.datetime.combine(first, dt.time(8), tzinfo=LONDON) if first else _NEVER,
        weight=0,
    )


def _draft_card(
    drafts: list[tuple[str, dt.datetime | None]], at: dt.datetime
) -> Iterable[HomeCard]:
    if not drafts:
        return
    n = len(drafts)
    yield HomeCard(
        glyph="book",
        title=_("“%(title)s” waits to be read for the library") % {"title": drafts[0][0]}
        if n == 1
        else _("%(n)s drafts wait to be read for the library") % {"n": words.number(n)},
        why=_("Drafted from a record of work here. Nobody else reads it until it is published."),
        button=_("Read it") if n == 1 else _("See which"),
        url=reverse("library:keeping"),
        since=min((moment for _title, moment in drafts if moment), default=at),
        weight=0,
    )


def _kind_of(item: Item) -> str:
    model = item.content_type.model_class()
    return str(Kind(model.kind).label) if model and issubclass(model, Item) and model.kind else ""


_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
