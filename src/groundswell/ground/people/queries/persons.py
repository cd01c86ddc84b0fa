"""The page of one person, as far as the one who looks may see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.web import words

from .. import policies
from ..actors import Actor
from ..kinds import SCOPES_OF, RoleCode, Scope
from ..models import Membership, Person, Role, Team
from ..policies.places import administers
from ..standing import actor_for
from .organisations import HeldRoleRow, days_from_to, role_row


@dataclass(frozen=True, slots=True)
class MembershipRow:
    id: UUID
    place: str
    place_url: str
    team: str
    job_title: str
    manager: str
    days: str
    private: list[tuple[str, str]]  # what only administrators and the person see
    may_change: Decision


@dataclass(frozen=True, slots=True)
class PersonPage:
    id: UUID
    name: str
    known_as: str
    email: str
    state: str  # empty, or since when the account has ended
    is_self: bool
    memberships: list[MembershipRow]
    roles: list[HeldRoleRow]
    may_change: Decision
    may_end: Decision
    may_grant: Decision


def person_page(actor: Actor, person: Person) -> PersonPage:
    target = actor_for(person, on=actor.on)
    ended = person.ended_at
    return PersonPage(
        id=person.pk,
        name=person.name,
        known_as=person.known_as,
        email=person.email,
        state=_("Account ended %(when)s") % {"when": words.moment(ended)} if ended else "",
        is_self=actor.id == person.pk,
        memberships=_memberships(actor, person),
        roles=_roles(actor, person),
        may_change=policies.change_person(actor, target),
        may_end=policies.end_person(actor, target),
        may_grant=may_grant_somewhere(actor, target),
    )


def may_grant_somewhere(actor: Actor, target: Actor) -> Decision:
    """Whether the actor may grant the person any role at all: the answer for the best of places."""
    places = sorted(target.organisation_ids, key=lambda p: not administers(actor, p))
    return policies.grant_role(actor, target, places[0] if places else None)


def place_choices(actor: Actor, person: Person) -> list[tuple[str, str]]:
    """Where the actor may grant the person a role: values for `place_from`, and words.

    The person's own organisations and their teams; the whole system for those who administer it.
    """
    rows = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=actor.on), person=person, organisation__closed_on=None
    )
    places = {m.organisation_id: m.organisation for m in rows.select_related("organisation")}
    mine = {i: o for i, o in places.items() if administers(actor, i)}
    teams = Team.objects.filter(organisation__in=mine, closed_on=None).order_by("name", "pk")
    choices = [(f"{Scope.SYSTEM}:", _("The whole system"))] if actor.is_system_administrator else []
    choices += [(f"{Scope.ORGANISATION}:{i}", o.name) for i, o in mine.items()]
    choices += [
        (f"{Scope.TEAM}:{t.pk}", f"{mine[t.organisation_id].name}: {t.name}") for t in teams
    ]
    return choices


def role_choices() -> list[tuple[str, str]]:
    """Every role, with where it can be held."""
    either = _(" or ")  # between two places, such as “the whole system or one organisation”
    return [
        (code, f"{label} ({either.join(_scopes_of(code))})")
        for code, label in RoleCode.choices
        if SCOPES_OF[code] != (Scope.PROGRAMME,)
    ]


def _scopes_of(code: str) -> list[str]:
    """Where an administrator may grant the role; what holds in a piece of work is granted there."""
    scopes = dict(Scope.choices)
    return [str(scopes[s]).lower() for s in SCOPES_OF[code] if s != Scope.PROGRAMME]


def may_change_address(actor: Actor, person: Person) -> bool:
    return bool(policies.change_address(actor, actor_for(person, on=actor.on)))


def _memberships(actor: Actor, person: Person) -> list[MembershipRow]:
    rows = Membership.objects.filter(person=person)
    if not (actor.is_system_administrator or actor.id == person.pk):
        rows = rows.filter(organisation__in=actor.organisation_ids)
    found = rows.select_related("organisation", "team", "manager").order_by("-starts_on", "pk")
    return [_membership_row(actor, m) for m in found]


def _membership_row(actor: Actor, row: Membership) -> MembershipRow:
    may_change = policies.change_membership(actor, row)
    sees_all = actor.id == row.person_id or administers(actor, row.organisation_id)
    private = [
        (_("Pay band"), str(row.get_pay_band_display()) or "–"),
        (_("Staff number"), row.staff_number or "–"),
    ]
    return MembershipRow(
        id=row.pk,
        place=row.organisation.name,
        place_url=reverse("people:organisation", args=[row.organisation_id]),
        team=row.team.name if row.team else "–",
        job_title=row.job_title or "–",
        manager=row.manager.name if row.manager else "–",
        days=days_from_to(row.starts_on, row.ends_on),
        private=private if sees_all else [],
        may_change=may_change,
    )


def _roles(actor: Actor, person: Person) -> list[HeldRoleRow]:
    lasting = Q(ends_on=None) | Q(ends_on__gte=actor.on)
    rows = Role.objects.filter(lasting, person=person, ended_at=None)
    if not (actor.is_system_administrator or actor.id == person.pk):
        mine = actor.organisation_ids
        rows = rows.filter(Q(organisation__in=mine) | Q(team__organisation__in=mine))
    found = rows.select_related("person", "team", "organisation").order_by("starts_on", "pk")
    return [role_row(actor, r) for r in found]
