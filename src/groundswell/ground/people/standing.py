"""Loading what a person holds on a day: three queries, whatever they hold."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Q

from .actors import Actor, HeldRole
from .kinds import RoleCode
from .models import Membership, Person, Role, Team

_WITH_ANCESTORS = """
WITH RECURSIVE upward(id, parent_id) AS (
    SELECT id, parent_id FROM people_team WHERE id IN ({marks})
    UNION
    SELECT t.id, t.parent_id FROM people_team t JOIN upward u ON t.id = u.parent_id
)
SELECT id FROM upward
"""


def actor_for(
    person: Person, *, on: dt.date, place_id: UUID | None = None, may_administer: bool = True
) -> Actor:
    """The person with the roles and memberships that hold on the day given.

    `place_id` is the organisation they look at now; it gives no rights. Where they may not
    administer for now, the roles of an administrator are set aside.
    """
    running = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    held = Role.objects.filter(running, person=person, ended_at=None)
    roles = list(held.select_related("team"))
    aside = [] if may_administer else [r for r in roles if r.code == RoleCode.ADMINISTRATOR]
    memberships = list(
        Membership.objects.filter(running, person=person).values_list("organisation_id", "team_id")
    )
    teams = {t for _, t in memberships if t} | {r.team_id for r in roles if r.team_id}
    return Actor(
        person=person,
        on=on,
        roles=frozenset(
            HeldRole(r.code, r.organisation_id, r.team_id, r.programme_id)
            for r in roles
            if r not in aside
        ),
        organisation_ids=frozenset(
            {o for o, _ in memberships}
            | {r.organisation_id for r in roles if r.organisation_id}
            | {r.team.organisation_id for r in roles if r.team}
        ),
        team_ids=with_ancestors(teams),
        place_id=place_id,
        lacks_passkey=bool(aside),
    )


def with_ancestors(team_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The teams given and every larger team that they are part of."""
    ids = list(team_ids)
    if not ids:
        return frozenset()
    field = Team._meta.pk
    values = [field.get_db_prep_value(i, connection) for i in ids]
    with connection.cursor() as cursor:
        cursor.execute(_WITH_ANCESTORS.format(marks=", ".join(["%s"] * len(ids))), values)
        return frozenset(i if isinstance(i, UUID) else UUID(i) for (i,) in cursor.fetchall())
