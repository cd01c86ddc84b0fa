"""Lists and pages of organisations and their teams."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, Step, paged, walked

from .. import policies
from ..actors import Actor
from ..models import Membership, Organisation, Person, Role, Team
from .finding import called, running

PER_PAGE = 50
MOST_ROLES = 200  # shown on one page
MOST_TEAMS = 1_000
_LARGE = 5_000  # members; from here on a place is large
_Within = dict[UUID | None, list[tuple[UUID, str]]]  # by the larger team: key and name of each


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    name: str
    url: str
    kind: str
    code: str
    state: str  # "Open", or since when it is closed


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    asked: str
    rows: list[OrganisationRow]
    pager: Pager
    may_add: Decision


@dataclass(frozen=True, slots=True)
class TeamRow:
    id: UUID
    name: str
    url: str
    children: tuple["TeamRow", ...] = ()  # the teams within it


@dataclass(frozen=True, slots=True)
class PersonRow:
    name: str
    url: str
    job_title: str
    team: str


@dataclass(frozen=True, slots=True)
class HeldRoleRow:
    id: UUID
    role: str
    person: str
    person_url: str
    place: str
    days: str
    may_end: Decision


@dataclass(frozen=True, slots=True)
class Insides:
    """What only those who belong to the organisation see."""

    teams: list[TeamRow]
    people: list[PersonRow]
    pager: Pager
    asked: str
    roles: list[HeldRoleRow]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    id: UUID
    name: str
    facts: list[tuple[str, str]]
    successor: str
    successor_url: str
    insides: Insides | None
    may_see: Decision
    may_change: Decision
    may_close: Decision
    may_add_team: Decision
    may_add_member: Decision
    may_see_trail: Decision


@dataclass(frozen=True, slots=True)
class TeamPage:
    id: UUID
    name: str
    organisation: str
    organisation_url: str
    parent: str
    parent_url: str
    state: str
    version: int
    children: list[TeamRow]
    people: list[PersonRow]
    pager: Pager
    roles: list[HeldRoleRow]
    may_change: Decision
    may_close: Decision
    may_add_team: Decision


def organisations_page(actor: Actor, *, asked: str, number: str) -> OrganisationsPage:
    """Every organisation by name, or those whose name or code holds what was asked."""
    rows = called(Organisation.objects.order_by("name", "pk"), asked)
    part, pager = paged(rows, number, PER_PAGE, keep={"q": asked} if asked else None)
    return OrganisationsPage(
        asked=asked,
        rows=[_organisation_row(o) for o in part],
        pager=pager,
        may_add=policies.add_organisation(actor),
    )


def organisation_page(
    actor: Actor, organisation: Organisation, *, asked: str, step: Step
) -> OrganisationPage:
    may_see = policies.see_people(actor, organisation)
    successor = organisation.successor
    return OrganisationPage(
        id=organisation.pk,
        name=organisation.name,
        facts=_facts(organisation),
        successor=successor.name if successor else "",
        successor_url=_url("organisation", successor.pk) if successor else "",
        insides=_insides(actor, organisation, asked, step) if may_see else None,
        may_see=may_see,
        may_change=policies.change_organisation(actor, organisation),
        may_close=policies.close_organisation(actor, organisation),
        may_add_team=policies.add_team(actor, organisation),
        may_add_member=policies.add_member(actor, organisation),
        may_see_trail=policies.see_audit(actor, organisation.pk),
    )


def team_page(actor: Actor, team: Team, *, step: Step) -> TeamPage:
    place = team.organisation
    may_see = policies.see_people(actor, place)
    people = _people(Q(team=team) if may_see else Q(pk=None), actor.on)
    part, pager = walked(people, "name", step, PER_PAGE, label=str)
    roles = Role.objects.filter(running(actor.on), team=team, ended_at=None)
    children = team.children.filter(closed_on=None).order_by("name", "pk")
    return TeamPage(
        id=team.pk,
        name=team.name,
        organisation=place.name,
        organisation_url=_url("organisation", place.pk),
        parent=team.parent.name if team.parent else "",
        parent_url=_url("team", team.parent.pk) if team.parent else "",
        state=_("Closed on %(day)s") % {"day": words.day(team.closed_on)} if team.closed_on else "",
        version=team.version,
        children=[TeamRow(t.pk, t.name, _url("team", t.pk)) for t in children],
        people=_person_rows(part, Q(team=team), actor.on),
        pager=pager,
        roles=_role_rows(actor, roles) if may_see else [],
        may_change=policies.rename_team(actor, team),
        may_close=policies.close_team(actor, team),
        may_add_team=policies.add_team(actor, place),
    )


def team_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """The open teams for a choice in a form: each after the larger team, set in by a dash."""
    return list(_choices(None, _open_teams(organisation), ""))


def _choices(larger: UUID | None, teams: _Within, inset: str) -> Iterator[tuple[str, str]]:
    for pk, name in teams.get(larger, []):
        yield str(pk), inset + name
        yield from _choices(pk, teams, inset + "– ")


def team_tree(organisation: Organisation) -> list[TeamRow]:
    """The open teams, each with those within it; the larger team closed, at the top. One query."""
    return list(_rows_within(None, _open_teams(organisation)))


def _open_teams(organisation: Organisation) -> _Within:
    teams = organisation.teams.filter(closed_on=None).order_by("name", "pk")
    rows = list(teams.values_list("pk", "name", "parent_id")[:MOST_TEAMS])
    shown = {pk for pk, _name, _larger in rows}
    within: _Within = {}
    for pk, name, larger in rows:
        within.setdefault(larger if larger in shown else None, []).append((pk, name))
    return within


def _rows_within(larger: UUID | None, teams: _Within) -> tuple[TeamRow, ...]:
    return tuple(
        TeamRow(pk, name, _url("team", pk), _rows_within(pk, teams))
        for pk, name in teams.get(larger, [])
    )


def organisation_called(text: str) -> Organisation | None:
    """The one organisation with that code or very name; None where there is none, or several."""
    wanted = text.strip()
    found = Organisation.objects.filter(Q(ods_code=wanted.upper()) | Q(name__iexact=wanted))[:2]
    return found[0] if len(found) == 1 else None


def _insides(actor: Actor, organisation: Organisation, asked: str, step: Step) -> Insides:
    here = Q(organisation=organisation)
    people = _people(here, actor.on)
    if text := asked.strip():
        people = people.filter(name__icontains=text)
    keep = {"q": asked} if asked else None
    part, pager = walked(people, "name", step, PER_PAGE, label=str, keep=keep)
    roles = Role.objects.filter(running(actor.on), organisation=organisation, ended_at=None)
    return Insides(
        teams=team_tree(organisation),
        people=_person_rows(part, here, actor.on),
        pager=pager,
        asked=asked,
        roles=_role_rows(actor, roles),
    )


def _people(where: Q, on: dt.date) -> QuerySet[Person]:
    """Who belongs there that day.

    In a large place nearly everybody does, so that walking down the names is short; in a small one
    it would be long, and its members are looked up first.
    """
    members = Membership.objects.filter(where, running(on))
    if Membership.objects.filter(where)[_LARGE : _LARGE + 1].exists():
        belongs = Q(Exists(members.filter(person=OuterRef("pk"))))
    else:
        belongs = Q(pk__in=members.values("person"))
    return Person.objects.filter(belongs).only("id", "name")


def _person_rows(people: list[Person], where: Q, on: dt.date) -> list[PersonRow]:
    rows = Membership.objects.filter(where, running(on), person__in=[p.pk for p in people])
    post = {m.person_id: m for m in rows.select_related("team").order_by("-starts_on", "pk")}
    return [
        PersonRow(
            name=p.name,
            url=_url("person", p.pk),
            job_title=post[p.pk].job_title,
            team=team.name if (team := post[p.pk].team) else "",
        )
        for p in people
    ]


def _role_rows(actor: Actor, roles: QuerySet[Role]) -> list[HeldRoleRow]:
    rows = roles.select_related("person", "team", "organisation").order_by("code", "person__name")
    return [role_row(actor, r) for r in rows[:MOST_ROLES]]


def role_row(actor: Actor, role: Role) -> HeldRoleRow:
    """A role as a table shows it. Whether it is the last of its kind, the action asks."""
    return HeldRoleRow(
        id=role.pk,
        role=str(role.get_code_display()),
        person=role.person.name,
        person_url=_url("person", role.person_id),
        place=str(role.team or role.organisation or role.programme or _("The whole system")),
        days=days_from_to(role.starts_on, role.ends_on),
        may_end=policies.end_role(actor, role, is_last_administrator=False),
    )


def days_from_to(first: dt.date, last: dt.date | None) -> str:
    if last is None:
        return _("since %(first)s") % {"first": words.day(first)}
    return _("%(first)s to %(last)s") % {"first": words.day(first), "last": words.day(last)}


def _organisation_row(organisation: Organisation) -> OrganisationRow:
    return OrganisationRow(
        name=organisation.name,
        url=_url("organisation", organisation.pk),
        kind=str(organisation.get_kind_display()),
        code=organisation.ods_code or "–",
        state=_state(organisation),
    )


def _facts(organisation: Organisation) -> list[tuple[str, str]]:
    opened = organisation.opened_on
    return [
        (_("Kind"), str(organisation.get_kind_display())),
        (_("ODS code"), organisation.ods_code or _("None")),
        (_("Opened"), words.day(opened) if opened else _("Not known")),
        (_("State"), _state(organisation)),
    ]


def _state(organisation: Organisation) -> str:
    closed = organisation.closed_on
    return _("Closed on %(day)s") % {"day": words.day(closed)} if closed else _("Open")


def _url(name: str, pk: UUID) -> str:
    return reverse(f"people:{name}", args=[pk])
