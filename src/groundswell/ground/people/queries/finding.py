"""The way to one object, and to a few by what others know of them.

Each `x_for` answers with one and the same 404 whether the object is missing or not the actor's.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from ..actors import Actor
from ..kinds import RoleCode, Scope
from ..models import ApiToken, Membership, Organisation, Person, Role, Team

_AT_ONCE = 500  # values of one IN clause; SQLite has a limit


def running(on: dt.date) -> Q:
    """A membership or role that holds on the day, as far as its own days say."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def organisation_for(actor: Actor, pk: UUID) -> Organisation:
    """An organisation that the actor belongs to or holds a role in; with a role in the whole
    system, any."""
    return get_object_or_404(_organisations_of(actor), pk=pk)


def organisations_of(actor: Actor) -> list[Organisation]:
    """What `organisation_for` would give, by name, the closed ones left out."""
    return list(organisations_found(actor))


def organisations_found(actor: Actor, asked: str = "") -> QuerySet[Organisation]:
    """Of `organisations_of` those that `called` finds; there may be thousands."""
    return called(_organisations_of(actor), asked).filter(closed_on=None).order_by("name", "pk")


def called(rows: QuerySet[Organisation], asked: str) -> QuerySet[Organisation]:
    """Those with what was asked anywhere in their name, or at the beginning of their code."""
    text = asked.strip()
    if not text:
        return rows
    return rows.filter(Q(name__icontains=text) | Q(ods_code__startswith=text.upper()))


def known_organisation(pk: UUID) -> Organisation:
    """Any organisation: that there is one is known to everybody who signs in."""
    return get_object_or_404(Organisation.objects.select_related("successor"), pk=pk)


def team_for(actor: Actor, pk: UUID) -> Team:
    """A team of an organisation that is the actor's as `organisation_for` has it."""
    teams = Team.objects.select_related("organisation", "parent")
    return get_object_or_404(teams, pk=pk, organisation__in=_organisations_of(actor))


def teams_of(organisation: Organisation) -> list[Team]:
    """The open teams of an organisation, by name."""
    return list(organisation.teams.filter(closed_on=None).order_by("name", "pk"))


def person_for(actor: Actor, pk: UUID) -> Person:
    """Oneself, a colleague of today in one of the actor's organisations or pieces of work, or
    anybody who ever belonged to an organisation that the actor administers."""
    return get_object_or_404(people_seen_by(actor), pk=pk)


def people_seen_by(actor: Actor) -> QuerySet[Person]:
    if actor.is_system_administrator:
        return Person.objects.all()
    mine = actor.organisation_ids
    theirs = {r.organisation_id for r in actor.roles if r.code == RoleCode.ADMINISTRATOR}
    belongs = Membership.objects.filter(
        running(actor.on) & Q(organisation__in=mine) | Q(organisation__in=theirs - {None}),
        person=OuterRef("pk"),
    )
    holds = Role.objects.filter(
        running(actor.on),
        Q(organisation__in=mine)
        | Q(team__organisation__in=mine)
        | Q(programme_id__in=actor.programme_ids),
        person=OuterRef("pk"),
        ended_at=None,
    )
    return Person.objects.filter(Q(pk=actor.id) | Exists(belongs) | Exists(holds))


def membership_for(actor: Actor, pk: UUID) -> Membership:
    """A membership in an organisation that is the actor's."""
    rows = Membership.objects.select_related("organisation", "team", "person", "manager")
    return get_object_or_404(rows, pk=pk, organisation__in=_organisations_of(actor))


def role_for(actor: Actor, pk: UUID) -> Role:
    """A role in one of the actor's organisations; in the whole system, for its administrators."""
    places = _organisations_of(actor)
    mine = Q(organisation__in=places) | Q(team__organisation__in=places)
    if actor.is_system_administrator:
        mine |= Q(scope="system")
    rows = Role.objects.select_related("organisation", "team", "person")
    return get_object_or_404(rows.filter(mine), pk=pk)


def token_for(actor: Actor, pk: UUID) -> ApiToken:
    """A key that the actor made."""
    return get_object_or_404(ApiToken, pk=pk, person=actor.id)


def organisations_by_ods(codes: Iterable[str]) -> dict[str, Organisation]:
    """The organisations that bear the codes, by code; codes nobody bears are left out."""
    wanted = list(dict.fromkeys(c.strip().upper() for c in codes))
    found: dict[str, Organisation] = {}
    for i in range(0, len(wanted), _AT_ONCE):
        rows = Organisation.objects.filter(ods_code__in=wanted[i : i + _AT_ONCE])
        found |= {str(o.ods_code): o for o in rows}
    return found


def people_by_email(addresses: Iterable[str]) -> dict[str, Person]:
    """The people with the addresses, by address in small letters; unknown ones are left out."""
    wanted = list(dict.fromkeys(a.strip().lower() for a in addresses))
    found: dict[str, Person] = {}
    for i in range(0, len(wanted), _AT_ONCE):
        found |= {p.email: p for p in Person.objects.filter(email__in=wanted[i : i + _AT_ONCE])}
    return found


def holders_of(programme_id: UUID, code: str) -> list[Person]:
    """Who holds the role in that piece of work now, by name."""
    held = Role.objects.filter(programme_id=programme_id, code=code, ended_at=None)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


def people_named(person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names behind the ids, in one query; ids of nobody are left out."""
    ids = {i for i in person_ids if i is not None}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def _organisations_of(actor: Actor) -> QuerySet[Organisation]:
    if any(r.is_system_wide for r in actor.roles):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=actor.organisation_ids)


def holders_in(programme_ids: Collection[UUID], code: str) -> dict[UUID, set[UUID]]:
    """The ids of those who hold the role in each of several pieces of work, in one query."""
    held = Role.objects.filter(
        programme_id__in=programme_ids, code=code, ended_at=None, person__is_active=True
    )
    found: dict[UUID, set[UUID]] = {}
    for programme_id, person_id in held.values_list("programme_id", "person_id"):
        if programme_id:
            found.setdefault(programme_id, set()).add(person_id)
    return found


def holders_by_place(
    codes: Collection[str], on: dt.date, *, places: Collection[UUID] | None = None
) -> dict[tuple[UUID | None, str], dict[UUID, str]]:
    """Who holds these roles on the day, by organisation (None: the whole system) and by role.

    Each as id and name, in the order of their names; in one query. `places`: of these
    organisations alone, and of the whole system.
    """
    held = Role.objects.filter(
        running(on),
        code__in=codes,
        ended_at=None,
        person__is_active=True,
        scope__in=(Scope.SYSTEM, Scope.ORGANISATION),
    )
    if places is not None:
        held = held.filter(Q(organisation__in=places) | Q(scope=Scope.SYSTEM))
    found: dict[tuple[UUID | None, str], dict[UUID, str]] = {}
    columns = ("organisation_id", "code", "person_id", "person__name")
    for place, code, pk, name in held.order_by("person__name", "person").values_list(*columns):
        found.setdefault((place, code), {})[pk] = name
    return found
