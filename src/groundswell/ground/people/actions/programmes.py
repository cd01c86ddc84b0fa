"""Who takes part in a piece of work that crosses employers: a challenge, a cohort.

The wing that owns the work has asked its own policy first; what it gives here holds nowhere else.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable

from .. import policies
from ..actors import Actor
from ..kinds import SCOPES_OF, Scope
from ..models import Person, Role
from . import findable
from .checks import store_once, usable_address, usable_name


@transaction.atomic
def welcome_person(*, email: str, name: str, by: Actor, at: dt.datetime) -> Person:
    """The person with the address; where there is none, an account that belongs nowhere yet.

    So a volunteer or somebody with lived experience takes part without an employer here. What is
    known of a person already is not changed. Raises Refused; Unusable for an ended account.
    """
    policies.welcome_person(by).or_refuse()
    address = usable_address(email)
    person = Person.objects.filter(email=address).first()
    if person and not person.is_active:
        raise Unusable(_("The account of %(name)s has ended.") % {"name": person.name})
    if person:
        return person
    person = Person(email=address, name=usable_name(name), created_at=at)
    store_once(person, Unusable(_("There is already a person with this address."), field="email"))
    findable.show_people([person.pk], on=day_of(at))
    audit.record("person.added", about=person, by=by, at=at)
    return person


@transaction.atomic
def grant_programme_role(
    *, person: Person, code: str, programme_id: UUID, programme: str, by: Actor, at: dt.datetime
) -> Role:
    """Let the person be something in one piece of work, from today on; once, however often asked.

    `programme` is what it is called. Raises Refused; Unusable for a role that no piece of
    work knows.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    policies.grant_programme_role(by, person).or_refuse()
    if Scope.PROGRAMME not in SCOPES_OF.get(code, ()):
        raise Unusable(_("This role can’t be held there."), field="code")
    today = day_of(at)
    held = _running(person.pk, code, programme_id).first()
    if held:
        return held
    role = Role.objects.create(
        person=person,
        code=code,
        scope=Scope.PROGRAMME,
        programme_id=programme_id,
        programme=programme,
        starts_on=today,
        granted_by=by.person,
    )
    _record("role.granted", role, programme, by, at)
    return role


@transaction.atomic
def end_programme_role(
    *, person: Person, code: str, programme_id: UUID, programme: str, by: Actor, at: dt.datetime
) -> None:
    """The person is this no longer, from this moment on. Raises Refused."""
    policies.end_programme_role(by).or_refuse()
    for role in _running(person.pk, code, programme_id).select_for_update():
        role.ended_at = at
        role.save(update_fields=["ended_at"])
        _record("role.ended", role, programme, by, at)


def _running(person_id: UUID, code: str, programme_id: UUID) -> QuerySet[Role]:
    return Role.objects.filter(
        person_id=person_id, code=code, programme_id=programme_id, ended_at=None
    )


def _record(event: str, role: Role, programme: str, by: Actor, at: dt.datetime) -> None:
    audit.record(
        event, about=role.person, by=by, at=at, role=str(role.get_code_display()), place=programme
    )
