"""The plan of a staff list written down, in statements that grow with batches and not with rows."""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import F, Model

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.tasks import enqueue

from ...actions import findable
from ...actors import Actor
from ...models import Membership, Person, Role, Team
from .comparing import Plan
from .roles import EndingRole
from .world import POST_FIELDS, Known, Node, Post, batches

ROWS = 1_000  # in one statement where the database takes so many
FOUND = 2_000  # people put into the search index by one task


def write_plan(plan: Plan, roles: list[EndingRole], *, by: Actor, at: dt.datetime) -> None:
    """Write everything. The caller holds the transaction and the audit of the whole."""
    _write_teams(plan)
    Person.objects.bulk_create([_person(known, at) for known in plan.new_people], batch_size=ROWS)
    _change_people(plan, by, at)
    _change_posts(plan.changed_posts)
    Membership.objects.bulk_create(map(_membership(plan), plan.new_posts), batch_size=ROWS)
    _end_roles(plan, roles, by, at)
    _show(plan)


def _write_teams(plan: Plan) -> None:
    """Level by level: a team is there before those within it."""
    waiting = list(plan.new_teams)
    unwritten = {node.id for node in waiting}
    while waiting:
        ready = [node for node in waiting if node.parent_id not in unwritten]
        teams = [_team(node, plan) for node in ready]
        Team.objects.bulk_create(teams, batch_size=ROWS)
        findable.show_teams(teams)
        unwritten -= {node.id for node in ready}
        waiting = [node for node in waiting if node.id in unwritten]


def _team(node: Node, plan: Plan) -> Team:
    place = plan.world.organisation
    return Team(id=node.id, organisation=place, parent_id=node.parent_id, name=node.name)


def _person(known: Known, at: dt.datetime) -> Person:
    return Person(
        id=known.id,
        email=known.email,
        name=known.name,
        created_at=at,
        password=f"!{secrets.token_hex(20)}",  # no password matches it; see `models.no_password`
    )


def _change_people(plan: Plan, by: Actor, at: dt.datetime) -> None:
    """Names, and addresses: a new one closes the door that the former one opened."""
    new = {known.id: known for known in plan.changed_people}
    for batch in batches(list(new)):
        people = list(Person.objects.select_for_update().filter(pk__in=batch))
        moved = [p for p in people if p.email != new[p.pk].email]
        for person in people:
            person.name = new[person.pk].name
            person.version += 1
        for person in moved:
            person.email = new[person.pk].email
            person.sign_in_epoch += 1
            place = plan.world.organisation.pk
            audit.record("person.changed", about=person, by=by, at=at, organisation_id=place)
        _put(people, ["name", "email", "version", "sign_in_epoch"])
        EmailAddress.objects.filter(user__in=moved).delete()


def _change_posts(posts: Sequence[Post]) -> None:
    """Numbers are taken away before they are given, so that two people can swap theirs."""
    changed = {post.id: post for post in posts}
    fields = [name for name in POST_FIELDS if name not in {"id", "person_id"}]
    columns = [name.removesuffix("_id") for name in fields]
    for batch in batches(list(changed)):
        Membership.objects.filter(pk__in=batch, staff_number__isnull=False).update(
            staff_number=None
        )
    for batch in batches(list(changed)):
        rows = list(Membership.objects.select_for_update().filter(pk__in=batch))
        for row in rows:
            for name in fields:
                setattr(row, name, getattr(changed[row.pk], name))
        _put(rows, columns)


def _put(rows: Sequence[Model], columns: list[str]) -> None:
    """Rows that are there already, written in one statement a batch."""
    if rows:
        type(rows[0])._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=columns
        )


def _membership(plan: Plan) -> Callable[[Post], Membership]:
    place = plan.world.organisation.pk

    def made(post: Post) -> Membership:
        values = {name: getattr(post, name) for name in POST_FIELDS}
        return Membership(organisation_id=place, **values)

    return made


def _end_roles(plan: Plan, roles: Iterable[EndingRole], by: Actor, at: dt.datetime) -> None:
    at_once: list[EndingRole] = []
    later: dict[dt.date, list[UUID]] = defaultdict(list)
    for role in roles:
        if role.last_day <= plan.world.today or role.starts_on > role.last_day:
            at_once.append(role)
        else:
            later[role.last_day].append(role.id)
    for batch in batches(at_once):
        Role.objects.filter(pk__in=[r.id for r in batch]).update(ended_at=at)
        Person.objects.filter(pk__in={r.person_id for r in batch}).update(
            sign_in_epoch=F("sign_in_epoch") + 1
        )
    for day, ids in later.items():
        for some in batches(ids):
            Role.objects.filter(pk__in=some).update(ends_on=day)
    _audit_roles(plan, roles, by, at)


def _audit_roles(plan: Plan, roles: Iterable[EndingRole], by: Actor, at: dt.datetime) -> None:
    """What somebody may no longer do is written down one by one."""
    place = plan.world.organisation.pk
    for role in roles:
        known = plan.world.people[role.person_id]
        about = Person(id=known.id, name=known.name, password="!")  # noqa: S106
        audit.record("role.ended", about=about, by=by, at=at, organisation_id=place,
                     role=role.label, place=role.place)  # fmt: skip


def _show(plan: Plan) -> None:
    """Search is told once all is committed, part by part: it takes longer than the saving."""
    touched: dict[UUID, None] = dict.fromkeys(
        [p.id for p in plan.changed_people]
        + [p.person_id for p in (*plan.new_posts, *plan.changed_posts)]
    )
    day = plan.world.today.isoformat()
    for batch in batches(list(touched), FOUND):
        enqueue("people.show_people", person_ids=[str(pk) for pk in batch], on=day)
