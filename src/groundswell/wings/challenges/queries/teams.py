"""The team as it stands: who is in it, for whom they come, what they bring, who stands behind."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person
from groundswell.ground.web import words

from .. import policies
from ..kinds import LARGEST_TEAM, SMALLEST_TEAM, Leave, Standing
from ..models import Challenge, Member, Release
from ..naming import role_label
from .promises import PromisesPanel, promises_panel
from .pulse import PulsePanel, pulse_panel
from .shell import Shell, shell_of

_SHAPES = {
    Leave.NOT_NEEDED: "done",
    Leave.TO_ASK: "todo",
    Leave.ASKED: "waiting",
    Leave.GIVEN: "done",
    Leave.DECLINED: "dropped",
}


_WAYS = ("add_member", "invite_member", "appoint", "appoint_by_mail", "dismiss", "handover")


@dataclass(frozen=True, slots=True)
class MemberRow:
    name: str
    place: str  # for whom they come
    brings: str
    is_leader: bool
    leave: tuple[str, str]  # shape and word
    leave_detail: str  # who was asked when, or why not
    urls: dict[str, str]  # "leader", "leave", "release": empty where it is not for this reader


@dataclass(frozen=True, slots=True)
class Behind:
    """A sponsor or a coach."""

    name: str
    role: str
    code: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Organisations by what their people bring: a mark for each person."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]  # place, people a column, sum
    missing: tuple[str, ...]  # organisations that take part and send nobody


@dataclass(frozen=True, slots=True)
class TeamPage:
    shell: Shell
    size: str  # "Eleven of 8 to 15": kindly
    members: tuple[MemberRow, ...]
    behind: tuple[Behind, ...]
    gone: tuple[str, ...]
    coverage: Coverage
    member_label: str
    leader_label: str
    may_add: Decision
    may_appoint: Decision
    promises: PromisesPanel
    pulse: PulsePanel
    urls: dict[str, str]


def team_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> TeamPage:
    everybody = list(
        challenge.members
        .select_related("person", "organisation")
        .prefetch_related("releases")
        .order_by("-is_leader", "joined_on", "person__name", "pk")
    )
    here = [m for m in everybody if m.left_on is None]
    runs = bool(policies.add_member(actor, challenge))
    url = partial(reverse, args=[challenge.pk])
    return TeamPage(
        shell=shell_of(actor, challenge, tab="team", at=at),
        size=size_words(len(here)),
        members=tuple(_row(actor, challenge, m, runs) for m in here),
        behind=tuple(behind(challenge)),
        gone=tuple(_gone(m) for m in everybody if m.left_on),
        coverage=coverage_of(challenge, here),
        member_label=role_label(challenge, RoleCode.TEAM_MEMBER),
        leader_label=role_label(challenge, RoleCode.TEAM_LEADER),
        may_add=policies.add_member(actor, challenge),
        may_appoint=policies.appoint(actor, challenge),
        promises=promises_panel(actor, challenge, at=at),
        pulse=pulse_panel(actor, challenge, n_people=len(here)),
        urls={name: url(f"challenges:{name}") for name in _WAYS},
    )


def size_words(n: int) -> str:
    """How large a team is, and what would make it better. Nobody is told off."""
    said = words.count(n, _("person is in it"), _("people are in it"))
    if n == 0:
        return _("Nobody is in it yet. Teams of 8 to 15, from every side of the problem, do best.")
    if n < SMALLEST_TEAM:
        more = SMALLEST_TEAM - n
        rest = ngettext("One more would help", "%(n)s more would help", more) % {"n": more}
        return _("%(said)s. %(rest)s: teams of 8 to 15 do best.") % {"said": said, "rest": rest}
    if n > LARGEST_TEAM:
        return _("%(said)s. With more than 15 it gets hard to hear everybody.") % {"said": said}
    return _("%(said)s: a good size.") % {"said": said}


def behind(challenge: Challenge) -> Iterable[Behind]:
    """Sponsors and coaches."""
    for code in (RoleCode.SPONSOR, RoleCode.COACH):
        for person in people.holders_of(challenge.pk, code):
            yield Behind(person.name, role_label(challenge, code), code, str(person.pk))


def place_of(member: Member) -> str:
    if member.organisation:
        return member.organisation.name
    return str(Standing(member.standing).label)


def _row(actor: Actor, challenge: Challenge, member: Member, runs: bool) -> MemberRow:
    member.challenge = challenge
    may_leave = policies.end_member(actor, challenge, member)
    leave = Leave(member.leave)
    is_staff = member.standing == Standing.STAFF
    paths = {
        "leader": runs and not member.is_leader,
        "leave": bool(may_leave),
        "release": runs and is_staff and leave != Leave.GIVEN,
    }
    names = {"leader": "elect_leader", "leave": "end_member", "release": "ask_release"}
    return MemberRow(
        name=member.person.name,
        place=place_of(member),
        brings=member.brings,
        is_leader=member.is_leader,
        leave=(_SHAPES[leave], str(leave.label)),
        leave_detail=_leave_detail(member, full=runs or actor.id == member.person_id),
        urls={
            key: reverse(f"challenges:{names[key]}", args=[challenge.pk, member.pk]) if may else ""
            for key, may in paths.items()
        },
    )


def _leave_detail(member: Member, *, full: bool) -> str:
    """Who was asked, and what they said: for the member and for those who keep the team."""
    asked = max(member.releases.all(), key=lambda r: r.asked_at, default=None)
    if asked is None or not full:
        return ""
    told = {
        "name": asked.manager_name,
        "hours": f"{asked.hours_a_week.normalize():f}",
        "day": words.day(asked.asked_at.date()),
        "words": asked.words,
    }
    if asked.answered_at is None:
        return _("%(name)s was asked on %(day)s for %(hours)s hours a week.") % told
    if asked.words:
        return _("%(name)s: “%(words)s”") % told
    return _("%(name)s, %(hours)s hours a week") % told


def _gone(member: Member) -> str:
    day = words.day(member.left_on) if member.left_on else ""
    return _("%(name)s, until %(day)s") % {"name": member.person.name, "day": day}


def coverage_of(challenge: Challenge, here: Sequence[Member]) -> Coverage:
    """Which organisation brings what; and who takes part without anybody in the team."""
    columns = tuple(dict.fromkeys(m.brings or _("Not said") for m in here))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for member in here:
        counts[place_of(member)][member.brings or _("Not said")] += 1
    partners = challenge.partners.select_related("organisation")
    places = [challenge.organisation.name, *sorted(p.organisation.name for p in partners)]
    rows = sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return Coverage(
        columns=columns,
        rows=tuple(
            (place, tuple(of.get(c, 0) for c in columns), sum(of.values())) for place, of in rows
        ),
        missing=tuple(place for place in places if place not in counts),
    )


def member_for(challenge: Challenge, pk: UUID) -> Member:
    """Somebody of that team; `challenge` has come through `challenge_for`."""
    rows = Member.objects.select_related("person", "challenge__organisation")
    return get_object_or_404(rows, challenge=challenge, pk=pk)


def places_of_team(challenge: Challenge) -> list[Organisation]:
    """From where somebody can come: the host and its partners."""
    rows = challenge.partners.select_related("organisation").order_by("organisation__name")
    return [challenge.organisation, *(p.organisation for p in rows)]


def holder_for(challenge: Challenge, code: str, person_id: str) -> Person:
    """Who holds the role, by their id as it was sent. Raises Http404."""
    held = {str(p.pk): p for p in people.holders_of(challenge.pk, code)}
    if person_id not in held:
        return get_object_or_404(Person.objects.none())
    return held[person_id]


def release_by(key_hash: str) -> Release | None:
    """The release whose link this is, by the hash of its secret; None for a link of nobody's."""
    return (
        Release.objects
        .select_related("member__person", "member__challenge__organisation", "asked_by")
        .filter(key_hash=key_hash)
        .first()
    )
