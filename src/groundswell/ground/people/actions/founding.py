import datetime as dt

from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import SYSTEM

from .. import policies
from ..actors import Actor
from ..kinds import RoleCode, Scope
from ..models import Person, Role
from ..standing import actor_for
from . import findable
from .checks import usable_address, usable_name


@transaction.atomic
def found_system(*, name: str, email: str, at: dt.datetime) -> Actor:
    """Make the first system administrator, who makes everybody else.

    A person who already has the address becomes it. Raises Refused where there is one already.
    """
    administrators = Role.objects.filter(code=RoleCode.ADMINISTRATOR, scope=Scope.SYSTEM)
    policies.found_system(administrators.filter(ended_at=None).exists()).or_refuse()
    person, _ = Person.objects.get_or_create(
        email=usable_address(email), defaults={"name": usable_name(name), "created_at": at}
    )
    role = Role.objects.create(
        person=person, code=RoleCode.ADMINISTRATOR, scope=Scope.SYSTEM, starts_on=day_of(at)
    )
    findable.show_people([person.pk], on=day_of(at))
    audit.record("system.founded", about=role, by=SYSTEM, at=at, person=person.name)
    return actor_for(person, on=day_of(at))
