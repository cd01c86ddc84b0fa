"""The shelves that there are, who looks after each, and for whom one can be opened."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

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
class ShelvesPage:
    rows: tuple[ShelfKept, ...]
    pager: Pager
    form: Form
    is_all_open: bool
    packs_url: str
    crumb: Pairs


def shelves_page(actor: Actor, form: Form, number: str) -> ShelvesPage:
    """Those that the actor may open, as far as they are open. Raises Refused."""
    policies.look_after_shelves(actor).or_refuse()
    part, pager = paged(_open_shelves(actor), number)
    return ShelvesPage(
        rows=_rows(actor, part),
        pager=pager,
        form=form,
        is_all_open=not form["place"].field.choices,  # type: ignore[attr-defined]
        packs_url=reverse("library:packs"),
        crumb=(
            (_("Library"), reverse("library:index")),
            (_("Looking after it"), reverse("library:keeping")),
            (_("Shelves"), ""),
        ),
    )


def places_without_shelf(actor: Actor) -> list[tuple[str, str]]:
    """For whom the actor can open one: value and name; everybody first, where there is none."""
    return [
        (str(place.pk) if place else FOR_ALL, place.name if place else _("Everybody"))
        for place in _places_without_shelf(actor)
    ]


def place_without_shelf(actor: Actor, value: str) -> Organisation | None:
    """The organisation behind such a value; None for everybody."""
    places = _places_without_shelf(actor)
    return next((place for place in places if place and str(place.pk) == value), None)


def _places_without_shelf(actor: Actor) -> list[Organisation | None]:
    taken = set(Shelf.objects.values_list("organisation_id", flat=True))
    places = [None, *people.organisations_of(actor)]
    return [
        place
        for place in places
        if (place.pk if place else None) not in taken and policies.open_shelf(actor, place)
    ]


def _open_shelves(actor: Actor) -> QuerySet[Shelf]:
    """`policies.open_shelf` as a query: everybody's first, then by name."""
    found = Shelf.objects.order_by(F("is_common").desc(nulls_last=True), "title", "pk")
    if actor.is_system_administrator:
        return found
    places = {r.organisation_id for r in actor.roles if r.code == RoleCode.ADMINISTRATOR} - {None}
    return found.filter(organisation__in=places)


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
