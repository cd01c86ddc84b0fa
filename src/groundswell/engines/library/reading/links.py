"""The things that an item names, as a reader may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse

from groundswell.ground.people.actors import Actor

from ..kinds import SHAKEN, WORK_LABEL, Kind, Standing
from ..models import Entry, Item
from . import access
from .images import Showing
from .mentions import Mention


@dataclass(frozen=True, slots=True)
class Link:
    """One line that leads on. `warning` says where it no longer holds."""

    title: str
    url: str
    kind: str  # "Evidence in one page"; "Literature"
    detail: str = ""
    warning: str = ""
    is_work: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """By the row's own key. What this reader may not see is not there.

    `showing` is where the pictures and the film of the item itself stand for this reader.
    """

    works: dict[int, Link] = field(default_factory=dict)
    items: dict[int, Link] = field(default_factory=dict)
    showing: Showing = field(default_factory=Showing)

    def of(self, kind: str, pk: int | None) -> Link | None:
        if pk is None:
            return None
        return (self.works if kind == "work" else self.items).get(int(pk))

    def all(self, raws: Iterable[tuple[str, int]]) -> tuple[Link, ...]:
        found = (self.of(kind, pk) for kind, pk in raws)
        return tuple(link for link in found if link)


def links_of(mentions: Iterable[Mention], actor: Actor | None, showing: Showing) -> Links:
    """One query; who asks is given what they may read."""
    mentions = list(mentions)
    works = {m.pk for m in mentions if m.is_work}
    items = {m.pk for m in mentions if not m.is_work}
    entries = access.entries_for(actor).filter(Q(work__in=works) | Q(item__in=items))
    found = [(entry, link_to(entry)) for entry in entries]
    return Links(
        works={entry.work_id: link for entry, link in found if entry.work_id},
        items={entry.item_id: link for entry, link in found if entry.item_id},
        showing=showing,
    )


def link_to(entry: Entry) -> Link:
    return Link(
        title=entry.title,
        url=entry.url,
        kind=str(WORK_LABEL if entry.work_id else Kind(entry.kind).label),
        detail=entry.lead,
        warning=warning_of(entry.standing, entry.is_shaken),
        is_work=entry.work_id is not None,
    )


def warning_of(standing: str, is_shaken: bool = False) -> str:
    """A word for what does not hold, or may not; empty for what does."""
    if standing != Standing.CURRENT:
        return str(Standing(standing).label)
    return str(SHAKEN) if is_shaken else ""


def address_of(item: Item) -> str:
    """`/library/<shelf>/<slug>/`, out of the path that Wagtail keeps."""
    return reverse("library:item", args=item.url_path.strip("/").split("/")[-2:])
