"""The shelves that there are, who looks after each, and for whom one can be opened."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form
from groundswell.ground.web.paging import Pager, paged

from .. import policies
from ..models import Entry, Shelf
from ..policies import ROLES

FOR_ALL = "all"  # in the form, in the place of an organisation
MOST_OFFERED = 8  # organisations at once; who needs another types more of its name
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShelfKept:
    """One shelf; names with the page of each person."""

    title: str
    n_out: str
    editors: Pairs
    reviewers: Pairs
    roles_url: str
    roles_label: str


@dataclass(frozen=True, slots=True)
class Places:
    """For whom the actor can open a shelf: value and name of each, at most a short list.

    `is_searched` where there are more than the list holds; `words` say what it holds then.
    """

    offered: Pairs
    asked: str
    is_searched: bool
    words: str


@dataclass(frozen=True, slots=True)
class ShelvesPage:
    rows: tuple[ShelfKept, ...]
    pager: Pager
    form: Form
    places: Places
    is_all_open: bool
    packs_url: str
    crumb: Pairs


def shelves_page(actor: Actor, form: Form, places: Places, number: str) -> ShelvesPage:
    """Those that the actor may open, as far as they are open. Raises Refused."""
    policies.look_after_shelves(actor).or_refuse()
    part, pager = paged(_open_shelves(actor), number)
    return ShelvesPage(
        rows=_rows(actor, part),
        pager=pager,
        form=form,
        places=places,
        is_all_open=not (places.offered or places.is_searched),
        packs_url=reverse("library:packs"),
        crumb=(
            (_("Library"), reverse("library:index")),
            (_("Looking after it"), reverse("library:keeping")),
            (_("Shelves"), ""),
        ),
    )


def places_without_shelf(actor: Actor, asked: str = "", chosen: str = "") -> Places:
    """Everybody first, where there is no such shelf, then organisations by name.

    `asked` is a part of a name, or how a code begins; what is `chosen` stays in the list whatever
    is asked. Four queries at most, however many organisations there are.
    """
    first = [(FOR_ALL, _("Everybody"))] if _lacks_common_shelf(actor) else []
    waiting = _waiting(actor)
    is_searched = waiting[MOST_OFFERED:].exists()
    found = list(_waiting(actor, asked)[: MOST_OFFERED + 1]) if is_searched else list(waiting)
    offered = found[:MOST_OFFERED]
    kept = place_without_shelf(actor, chosen)
    if kept and kept not in offered:
        offered = [kept, *offered]
    return Places(
        offered=(*first, *((str(place.pk), _name(place)) for place in offered)),
        asked=asked,
        is_searched=is_searched,
        words=_words(asked, len(found)) if is_searched else "",
    )


def place_without_shelf(actor: Actor, value: str) -> Organisation | None:
    """The organisation behind such a value; None for everybody, and for what is not offered."""
    try:
        key = UUID(value)
    except ValueError:
        return None
    return _waiting(actor).filter(pk=key).first()


def _lacks_common_shelf(actor: Actor) -> bool:
    return bool(policies.open_shelf(actor, None)) and not Shelf.objects.filter(is_common=True)


def _waiting(actor: Actor, asked: str = "") -> QuerySet[Organisation]:
    """`policies.open_shelf` as a query: whose shelf the actor may open, and nobody has."""
    found = people.organisations_found(actor, asked)
    if not actor.is_system_administrator:
        found = found.filter(pk__in=_administered(actor))
    return found.exclude(Exists(Shelf.objects.filter(organisation=OuterRef("pk"))))


def _name(place: Organisation) -> str:
    return f"{place.name} ({place.ods_code})" if place.ods_code else place.name


def _words(asked: str, n: int) -> str:
    told = {"n": MOST_OFFERED, "asked": asked.strip()}
    if not n:
        return _("No organisation without a shelf has “%(asked)s” in its name or code.") % told
    if n > MOST_OFFERED:
        return _("The first %(n)s are shown. Type more of the name to find others.") % told
    return ngettext("%(n)s organisation found.", "%(n)s organisations found.", n) % {"n": n}


def _open_shelves(actor: Actor) -> QuerySet[Shelf]:
    """Those that the actor may have opened: everybody's first, then by name."""
    found = Shelf.objects.order_by(F("is_common").desc(nulls_last=True), "title", "pk")
    if actor.is_system_administrator:
        return found
    return found.filter(organisation__in=_administered(actor))


def _administered(actor: Actor) -> set[UUID]:
    places = {r.organisation_id for r in actor.roles if r.code == RoleCode.ADMINISTRATOR}
    return {place for place in places if place}


def _rows(actor: Actor, shelves: list[Shelf]) -> tuple[ShelfKept, ...]:
    """Two queries, however many. Who holds a role everywhere is named to who administers all."""
    places = [shelf.organisation_id for shelf in shelves if shelf.organisation_id]
    holders = people.holders_by_place(ROLES, actor.on, places=places)
    counted = Entry.objects.filter(item__isnull=False).values_list("organisation")
    n_out = dict(counted.annotate(n=Count("pk")).order_by())
    return tuple(
        ShelfKept(
            title=shelf.title,
            n_out=words.number(n_out.get(shelf.organisation_id, 0)),
            editors=_named(holders.get((shelf.organisation_id, RoleCode.EDITOR), {})),
            reviewers=_named(holders.get((shelf.organisation_id, RoleCode.REVIEWER), {})),
            roles_url=_roles_url(shelf.organisation_id),
            roles_label=_("Roles in the organisation")
            if shelf.organisation_id
            else _("Find a person, and grant the role"),
        )
        for shelf in shelves
    )


def _named(holders: dict[UUID, str]) -> Pairs:
    return tuple((name, reverse("people:person", args=[pk])) for pk, name in holders.items())


def _roles_url(place: UUID | None) -> str:
    if place is None:
        return reverse("people:organisations")
    return reverse("people:organisation", args=[place])
