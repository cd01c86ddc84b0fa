"""What search is told about people, organisations and teams, by the actions that change them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from groundswell.ground.kernel import search
from groundswell.ground.kernel.search import EVERYONE, Findable

from ..models import Membership, Organisation, Person, Team

ADMINISTRATORS = "administrators"  # the key of those who administer the whole system


def show_organisation(organisation: Organisation) -> None:
    show_organisations([organisation])


def show_organisations(organisations: Iterable[Organisation]) -> None:
    search.put(
        Findable(
            id=organisation.pk,
            kind="organisation",
            title=organisation.name,
            detail=str(organisation.get_kind_display()),
            url=reverse("people:organisation", args=[organisation.pk]),
            readers=frozenset({EVERYONE}),
            also=organisation.ods_code or "",
        )
        for organisation in organisations
    )


def show_team(team: Team) -> None:
    show_teams([team])


def show_teams(teams: Iterable[Team]) -> None:
    search.put(
        Findable(
            id=team.pk,
            kind="team",
            title=team.name,
            detail=team.organisation.name,
            url=reverse("people:team", args=[team.pk]),
            readers=frozenset({ADMINISTRATORS, f"organisation:{team.organisation_id}"}),
        )
        for team in teams
    )


def show_people(person_ids: Iterable[UUID], *, on: dt.date) -> None:
    """Bring people up to date in the index: colleagues find each other, leavers are not found.

    Two queries for up to a few thousand people, then what `search.put` needs.
    """
    ids = list(person_ids)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = Membership.objects.filter(lasting, person_id__in=ids).select_related("organisation")
    of_person: dict[UUID, list[Membership]] = defaultdict(list)
    for row in rows.order_by("starts_on", "pk"):
        of_person[row.person_id].append(row)
    people = list(Person.objects.filter(pk__in=ids))
    search.put(_entry(p, of_person[p.pk]) for p in people if p.is_active)
    search.drop(p.pk for p in people if not p.is_active)


def _entry(person: Person, memberships: list[Membership]) -> Findable:
    first = memberships[0] if memberships else None
    parts = [first.job_title, first.organisation.name] if first else []
    return Findable(
        id=person.pk,
        kind="person",
        title=person.name,
        detail=", ".join(filter(None, parts)),
        url=reverse("people:person", args=[person.pk]),
        readers=frozenset({ADMINISTRATORS, *_colleagues(person, memberships)}),
        also=f"{person.known_as} {person.email.partition('@')[0]}",
    )


def _colleagues(person: Person, memberships: list[Membership]) -> set[str]:
    """Who finds a person: all who belong where they belong, or else they themselves alone."""
    places = {f"organisation:{m.organisation_id}" for m in memberships}
    return places or {f"person:{person.pk}"}
