"""Roles that end because the person leaves: those held in this organisation and its teams."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ...models import Role
from .comparing import Plan
from .world import batches


@dataclass(slots=True)
class EndingRole:
    """A role and the person's last day; a day to come ends it then, any other at once."""

    id: UUID
    person_id: UUID
    label: str
    place: str
    last_day: dt.date
    starts_on: dt.date


def find_ending_roles(plan: Plan) -> list[EndingRole]:
    """The roles that end, told in the plan's own lines."""
    last = {post.person_id: post.ends_on for post in plan.ending if post.ends_on}
    place = plan.world.organisation
    here = Q(organisation=place) | Q(team__organisation=place)
    lasting = Q(ends_on=None) | Q(ends_on__gte=plan.world.today)
    found = []
    for batch in batches(sorted(plan.leavers)):
        rows = Role.objects.filter(here, lasting, ended_at=None, person_id__in=batch)
        for role in rows.select_related("team", "organisation").order_by("person__email", "pk"):
            where = str(role.team or role.organisation)
            label = str(role.get_code_display())
            day = last[role.person_id]
            found.append(EndingRole(role.pk, role.person_id, label, where, day, role.starts_on))
            person = plan.world.people[role.person_id]
            plan.tell("roles", person.name, person.email, label, where)
    return found


def notes_of(roles: list[EndingRole]) -> tuple[str, ...]:
    if not roles:
        return ()
    return (
        _("Whoever leaves loses the roles held here. Their account stays, and so does what they "
          "hold elsewhere."),
    )  # fmt: skip
