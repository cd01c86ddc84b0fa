import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.tasks import enqueue

from .. import policies
from ..actors import Actor
from ..kinds import SCOPES_OF, RoleCode, Scope
from ..models import Organisation, Person, Role, Team
from ..standing import actor_for
from .administrators import is_last_administrator
from .checks import in_order, usable_choice
from .sessions import end_sessions


@transaction.atomic
def grant_role(
    *,
    person: Person,
    code: str,
    organisation: Organisation | None = None,
    team: Team | None = None,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Actor,
    at: dt.datetime,
) -> Role:
    """Let the person be something: in a team, in an organisation, or in the whole system.

    Their sessions end, so that what they may do is what they hold. Raises Refused; Unusable where
    the role cannot be held there, or is held already at that time.
    """
    given, person = person, Person.objects.select_for_update().get(pk=person.pk)
    place = team.organisation_id if team else organisation.pk if organisation else None
    policies.grant_role(by, actor_for(person, on=by.on), place).or_refuse()
    role = Role(
        person=person,
        code=usable_choice(code, RoleCode, field="code"),
        scope=_scope(organisation, team),
        organisation=None if team else organisation,
        team=team,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=by.person,
    )
    _check_can_be_held(role)
    role.save(force_insert=True)
    given.sign_in_epoch = end_sessions(person.pk)  # so that the caller's object is not out of date
    _record("role.granted", role, place, by, at)
    _tell(role, _("You have a role: %(role)s"), by, at)
    return role


@transaction.atomic
def end_role(*, role: Role, by: Actor, at: dt.datetime) -> Role:
    """Take a role back, from this moment on; the person's sessions end. Raises Refused."""
    rows = Role.objects.select_related("person", "team", "organisation")
    role = rows.get(pk=role.pk)
    is_last = _gives_the_system(role) and is_last_administrator(role.person, on=day_of(at))
    role = held(rows, role.pk)
    policies.end_role(by, role, is_last).or_refuse()
    role.ended_at = at
    role.save(update_fields=["ended_at"])
    end_sessions(role.person_id)
    place = role.team.organisation_id if role.team else role.organisation_id
    _record("role.ended", role, place, by, at)
    _tell(role, _("Your role has ended: %(role)s"), by, at)
    return role


def _gives_the_system(role: Role) -> bool:
    return role.code == RoleCode.ADMINISTRATOR and role.scope == Scope.SYSTEM


def _scope(organisation: Organisation | None, team: Team | None) -> Scope:
    if team:
        return Scope.TEAM
    return Scope.ORGANISATION if organisation else Scope.SYSTEM


def _check_can_be_held(role: Role) -> None:
    if role.scope not in SCOPES_OF[role.code]:
        sentence = _("The role “%(role)s” can’t be held there. Choose another place.")
        raise Unusable(sentence % {"role": role.get_code_display()}, field="code")
    in_order(role.starts_on, role.ends_on, field="ends_on")
    begun = Q(starts_on__lte=role.ends_on) if role.ends_on else Q()
    at_once = begun & (Q(ends_on=None) | Q(ends_on__gte=role.starts_on))
    same = Role.objects.filter(
        at_once,
        person=role.person,
        code=role.code,
        scope=role.scope,
        organisation=role.organisation,
        team=role.team,
        ended_at=None,
    )
    if same.exists():
        sentence = _("%(name)s already holds this role at that time.")
        raise Unusable(sentence % {"name": role.person.name}, field="code")


def _record(event: str, role: Role, place: UUID | None, by: Actor, at: dt.datetime) -> None:
    audit.record(
        event,
        about=role.person,
        by=by,
        at=at,
        organisation_id=place,
        role=str(role.get_code_display()),
        place=_place(role),
    )


def _tell(role: Role, subject: str, by: Actor, at: dt.datetime) -> None:
    """Let the person know, unless they did it themselves."""
    if role.person_id == by.id:
        return
    told = {"role": f"{role.get_code_display()}, {_place(role)}", "by": by.name}
    enqueue(
        "messages.tell",
        person_ids=[str(role.person_id)],
        kind="people.access",
        subject=subject % told,
        body=_("%(by)s did this. You were signed out, so that it holds everywhere.") % told,
        url=reverse("people:person", args=[role.person_id]),
        key=f"role:{role.pk}:{'ended' if role.ended_at else 'granted'}",
        told_at=at.isoformat(),
    )


def _place(role: Role) -> str:
    return str(role.team or role.organisation or role.programme or _("the whole system"))
