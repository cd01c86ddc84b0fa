"""Whom somebody may choose: found by a part of the name or address, and looked at once chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel import search

from ..actors import Actor
from ..models import Membership, Person, Role
from .finding import people_seen_by, running

MOST_OFFERED = 8  # people in one list; who needs more types more of the name


@dataclass(frozen=True, slots=True)
class PersonOption:
    value: str
    name: str
    detail: str = ""  # what tells two of one name apart
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Who was found for one field, and the sentence about it."""

    field: str
    asked: str
    options: list[PersonOption]
    words: str


def people_found(
    actor: Actor,
    among: Collection[UUID] = (),
    *,
    asked: str,
    field: str = "",
    chosen: str = "",
    but: Collection[str] = (),
) -> PeopleFound:
    """People whose name or address has every asked word as a beginning, at most a short list.

    Parameters
    ----------
    actor
        Who asks: nobody is found whom the actor does not share an organisation with.
    among
        The organisations to look in; empty for all that the actor shares.
    field
        The name of the field that offers them.
    chosen
        The value chosen so far: that person stays in the list whatever is asked.
    but
        Values that are offered already and are not offered again.
    """
    kept = person_chosen(actor, among, chosen) if chosen and chosen not in but else None
    wanted = search.find(asked, keys=_keys(actor, among), most=MOST_OFFERED + 1, kind="person")
    people = Person.objects.filter(is_active=True).in_bulk([e.pk for e in wanted.entries])
    found = [
        PersonOption(str(e.pk), e.title, _detail(e.detail, people[e.pk]), e.url)
        for e in wanted.entries[:MOST_OFFERED]
        if e.pk in people and str(e.pk) not in {*but, chosen}
    ]
    first = [PersonOption(chosen, kept.name, kept.email, is_chosen=True)] if kept else []
    is_more = len(wanted.entries) > MOST_OFFERED
    return PeopleFound(field, asked, first + found, _words(asked, len(people), is_more))


def person_chosen(actor: Actor, among: Collection[UUID], value: str) -> Person | None:
    """The person behind a value of `people_found`; None where the actor may not choose them."""
    try:
        key = UUID(value)
    except ValueError:
        return None
    rows = people_seen_by(actor).filter(pk=key, is_active=True)
    if among:
        here = Membership.objects.filter(running(actor.on), organisation__in=among)
        roles = Role.objects.filter(
            running(actor.on),
            Q(organisation__in=among) | Q(team__organisation__in=among),
            ended_at=None,
        )
        rows = rows.filter(
            Exists(here.filter(person=OuterRef("pk"))) | Exists(roles.filter(person=OuterRef("pk")))
        )
    return rows.first()


def _keys(actor: Actor, among: Collection[UUID]) -> frozenset[str]:
    """By which keys of search the actor finds people there."""
    if not among:
        return actor.reader_keys
    mine = {i for i in among if actor.is_system_administrator or i in actor.organisation_ids}
    return frozenset(f"organisation:{i}" for i in mine)


def _detail(post: str, person: Person) -> str:
    return ", ".join(filter(None, [post, person.email]))


def _words(asked: str, n: int, is_more: bool) -> str:
    if not asked.strip():
        return ""
    if not n:
        sentence = _("Nobody is found by “%(asked)s”. Try the first letters of a name.")
        return sentence % {"asked": asked}
    if is_more:
        sentence = _("The first %(n)s are shown. Type more of the name to find others.")
        return sentence % {"n": MOST_OFFERED}
    return ngettext("%(n)s person found.", "%(n)s people found.", n) % {"n": n}
