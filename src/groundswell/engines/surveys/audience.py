"""Who is asked: the parts of an audience, looked up on a day. Reads, and writes nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from groundswell.ground.people.models import Membership, Organisation, Role, Team

from .grouping import Placed, Unit, placed
from .kinds import Reach
from .models import AudiencePart, Survey


@dataclass(frozen=True, slots=True)
class Asked:
    """One who is asked: a person, or an address of somebody without an account."""

    person_id: UUID | None = None
    address: str = ""
    phone: str = ""
    unit: UUID | None = None  # the team, or the organisation itself


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody who is asked, each once, and the units that they belong to."""

    asked: tuple[Asked, ...]
    units: Mapping[UUID, Unit]
    organisation_of: Mapping[UUID, UUID]  # of each unit

    @property
    def n(self) -> int:
        return len(self.asked)

    def groups(self, k: int) -> tuple[Placed, ...]:
        """What answers are counted with where fewer than k of a unit do not stand alone."""
        return placed(self.units.values(), k)


def audience_of(survey: Survey, on: dt.date) -> Audience:
    """Everybody whom the survey's parts name on that day, in five queries and one more a part."""
    parts = list(survey.audience.all())
    seen: dict[object, Asked] = {}
    for part in sorted(parts, key=_narrowest_first):
        for one in _asked_by(part, survey, on):
            seen.setdefault(one.person_id or one.address or one.phone, one)
    return _with_units(tuple(seen.values()))


_ORDER = (
    Reach.TEAM, Reach.ORGANISATION, Reach.ROLE, Reach.PROGRAMME, Reach.PERSON, Reach.ADDRESS,
)  # fmt: skip


def _narrowest_first(part: AudiencePart) -> tuple[int, str]:
    """Where two parts name a person, a team says better than an organisation where they are."""
    return _ORDER.index(Reach(part.reach)), str(part.pk)


def _asked_by(part: AudiencePart, survey: Survey, on: dt.date) -> Iterator[Asked]:
    if part.reach == Reach.ADDRESS:
        yield Asked(address=part.address, phone=part.phone, unit=survey.organisation_id)
    elif part.reach == Reach.ORGANISATION:
        yield from _members(Q(organisation_id=part.organisation_id), on)
    elif part.reach == Reach.TEAM and part.team_id:
        yield from _members(Q(team_id__in=_with_inner(part.team_id)), on)
    else:
        yield from _placed_people(_person_ids(part, on), survey, on)


def _members(where: Q, on: dt.date) -> Iterator[Asked]:
    rows = (
        _current(on)
        .filter(where)
        .order_by("person_id", "starts_on", "pk")
        .values_list("person_id", "organisation_id", "team_id")
    )
    best: dict[UUID, UUID] = {}
    for person_id, organisation_id, team_id in rows.iterator(chunk_size=5_000):
        if person_id not in best or team_id:
            best[person_id] = team_id or organisation_id
    return (Asked(person_id=person_id, unit=unit) for person_id, unit in best.items())


def _current(on: dt.date) -> QuerySet[Membership]:
    """Memberships that hold on the day, of people who may sign in."""
    return Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, person__is_active=True
    )


def _with_inner(team_id: UUID) -> list[UUID]:
    """A team and all the teams within it."""
    parents = dict(Team.objects.filter(closed_on=None).values_list("pk", "parent_id"))
    found, layer = [team_id], {team_id}
    while layer := {pk for pk, parent in parents.items() if parent in layer}:
        found += sorted(layer)
    return found


def _person_ids(part: AudiencePart, on: dt.date) -> list[UUID]:
    if part.reach == Reach.PERSON:
        return [part.person_id] if part.person_id else []
    roles = Role.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        starts_on__lte=on,
        ended_at=None,
        person__is_active=True,
    )
    if part.reach == Reach.PROGRAMME:
        roles = roles.filter(programme_id=part.programme_id)
    else:
        place = Q(organisation_id=part.organisation_id) | Q(
            team__organisation_id=part.organisation_id
        )
        roles = roles.filter(place, code=part.role)
    return list(roles.order_by("person_id").values_list("person_id", flat=True).distinct())


def _placed_people(person_ids: Iterable[UUID], survey: Survey, on: dt.date) -> Iterator[Asked]:
    """People named by what they do: counted where they work, first of all in this organisation."""
    ids = list(person_ids)
    here: dict[UUID, UUID] = {}
    for one in _members(Q(person_id__in=ids), on):
        if one.person_id and one.unit:
            here[one.person_id] = one.unit
    for one in _members(Q(person_id__in=ids, organisation_id=survey.organisation_id), on):
        if one.person_id and one.unit:
            here[one.person_id] = one.unit
    return (
        Asked(person_id=i, unit=here.get(i, survey.organisation_id)) for i in dict.fromkeys(ids)
    )


def _with_units(asked: tuple[Asked, ...]) -> Audience:
    n_in = Counter(one.unit for one in asked if one.unit)
    teams = {team.pk: team for team in _teams_around(n_in)}
    places = {team.organisation_id for team in teams.values()} | (set(n_in) - set(teams))
    named = dict(Organisation.objects.filter(pk__in=places).values_list("pk", "name"))
    units = {pk: Unit(pk, name, None, n_in[pk]) for pk, name in named.items()}
    units |= {
        pk: Unit(pk, team.name, team.parent_id or team.organisation_id, n_in[pk])
        for pk, team in teams.items()
    }
    of = {pk: pk for pk in named} | {pk: team.organisation_id for pk, team in teams.items()}
    return Audience(asked, _told_apart(units), of)


def _teams_around(unit_ids: Iterable[UUID | None]) -> list[Team]:
    """The teams among the units, with the larger teams that they are part of."""
    rows: dict[UUID, Team] = {}
    wanted = {pk for pk in unit_ids if pk}
    while wanted:
        found = list(Team.objects.filter(pk__in=wanted))
        rows |= {team.pk: team for team in found}
        wanted = {t.parent_id for t in found if t.parent_id and t.parent_id not in rows}
    return list(rows.values())


def _told_apart(units: Mapping[UUID, Unit]) -> dict[UUID, Unit]:
    """Two units of one name are told apart by the larger one, and where that fails by a number."""
    found: dict[UUID, Unit] = {}
    taken: Counter[str] = Counter()
    twice = Counter(unit.label for unit in units.values())
    for pk, unit in units.items():
        parent = units.get(unit.parent) if unit.parent else None
        label = f"{unit.label} ({parent.label})" if twice[unit.label] > 1 and parent else unit.label
        taken[label] += 1
        label = label if taken[label] == 1 else f"{label} {taken[label]}"
        found[pk] = Unit(pk, label, unit.parent, unit.n_asked)
    return found
