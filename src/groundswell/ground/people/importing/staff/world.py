"""What is known of an organisation's people before a staff list is compared with it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from ...models import Membership, Organisation, Person, Role, Team

BATCH = 500  # values in one question, well under what any database takes


@dataclass(slots=True)
class Known:
    """A person that the system knows."""

    id: UUID
    email: str
    name: str
    is_active: bool


@dataclass(slots=True)
class Post:
    """A membership of this organisation that has not ended."""

    id: UUID
    person_id: UUID
    team_id: UUID | None = None
    staff_number: str | None = None
    job_title: str = ""
    pay_band: str = ""
    manager_id: UUID | None = None
    starts_on: dt.date = dt.date.min
    ends_on: dt.date | None = None


POST_FIELDS = tuple(Post.__dataclass_fields__)


@dataclass(slots=True)
class Node:
    """A team and where it hangs."""

    id: UUID
    parent_id: UUID | None
    name: str
    is_closed: bool = False


@dataclass(slots=True)
class World:
    organisation: Organisation
    today: dt.date
    posts: list[Post]
    people: dict[UUID, Known]
    teams: dict[UUID, Node]
    shared: set[UUID]  # people whose name and address are not this organisation's alone to change
    by_email: dict[str, Known] = field(default_factory=dict)
    of_person: dict[UUID, list[Post]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for person in self.people.values():
            self.by_email[person.email] = person
        for post in self.posts:
            self.of_person[post.person_id].append(post)


T = TypeVar("T")


def batches(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    return (values[i : i + size] for i in range(0, len(values), size))


def load_world(organisation: Organisation, emails: Iterable[str], *, today: dt.date) -> World:
    """Everything that the comparison needs, in a number of questions that grows with batches."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    here = Membership.objects.filter(lasting, organisation=organisation)
    posts = [Post(*row) for row in here.order_by("starts_on", "pk").values_list(*POST_FIELDS)]
    people = {
        row[0]: Known(*row)
        for row in here.values_list(
            "person_id", "person__email", "person__name", "person__is_active"
        ).distinct()
    }
    people |= _others(set(emails) - {p.email for p in people.values()})
    teams = Team.objects.filter(organisation=organisation)
    return World(
        organisation=organisation,
        today=today,
        posts=posts,
        people=people,
        teams={
            pk: Node(pk, parent, name, closed is not None)
            for pk, parent, name, closed in teams.order_by("pk").values_list(
                "pk", "parent_id", "name", "closed_on"
            )
        },
        shared=_shared(organisation, lasting),
    )


def _others(emails: set[str]) -> dict[UUID, Known]:
    """Those of the addresses that somebody outside this organisation has, or somebody who left."""
    found = {}
    for batch in batches(sorted(emails)):
        rows = Person.objects.filter(email__in=batch)
        for row in rows.values_list("pk", "email", "name", "is_active"):
            found[row[0]] = Known(*row)
    return found


def _shared(organisation: Organisation, lasting: Q) -> set[UUID]:
    """People of here who belong, or hold a role, outside too: see `policies.change_person`."""
    mine = Membership.objects.filter(lasting, organisation=organisation).values("person_id")
    elsewhere = Membership.objects.filter(lasting, person_id__in=mine)
    beyond = Role.objects.filter(lasting, ended_at=None, person_id__in=mine).exclude(
        Q(organisation=organisation) | Q(team__organisation=organisation)
    )
    return {
        *elsewhere.exclude(organisation=organisation).values_list("person_id", flat=True),
        *beyond.values_list("person_id", flat=True),
    }
