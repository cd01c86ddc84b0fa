"""Who is in a team, who leads it, and who stands behind it."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person

from .. import policies
from ..kinds import Leave, Standing, Told
from ..models import Challenge, Member
from ..naming import role_label
from .checks import line, locked, record, words
from .telling import people_in, tell

BEHIND = (RoleCode.SPONSOR, RoleCode.COACH)


@transaction.atomic
def appoint(*, challenge: Challenge, person: Person, code: str, by: Actor, at: dt.datetime) -> None:
    """Name a sponsor or a coach; naming one twice changes nothing. Raises Refused, Unusable."""
    challenge = locked(challenge)
    policies.appoint(by, challenge).or_refuse()
    if code not in BEHIND:
        raise Unusable(_("Choose sponsor or coach."), field="code")
    if person.pk in people_in(challenge, code):
        return
    _grant(challenge, person, code, by, at)
    label = role_label(challenge, code)
    record("challenge.appointed", challenge, by=by, at=at, person=person.name, role=label)
    told = {"role": label, "title": challenge.title, "by": by.name}
    _welcome(challenge, person, _("You are %(role)s of “%(title)s”") % told, by, at)


@transaction.atomic
def dismiss(*, challenge: Challenge, person: Person, code: str, by: Actor, at: dt.datetime) -> None:
    """Somebody is sponsor or coach no longer. Raises Refused."""
    challenge = locked(challenge)
    policies.dismiss(by, challenge).or_refuse()
    _take_back(challenge, person, code, by, at)
    label = role_label(challenge, code)
    record("challenge.dismissed", challenge, by=by, at=at, person=person.name, role=label)


@transaction.atomic
def add_member(
    *,
    challenge: Challenge,
    person: Person,
    organisation: Organisation | None = None,
    brings: str = "",
    standing: str = Standing.STAFF,
    leave: str = Leave.NOT_NEEDED,
    by: Actor,
    at: dt.datetime,
) -> Member:
    """Somebody joins the team. `organisation` None: they are nobody's employee here.

    Raises Refused; Unusable for somebody who is in the team already.
    """
    challenge = locked(challenge)
    policies.add_member(by, challenge).or_refuse()
    if standing not in Standing.values or leave not in Leave.values:
        raise Unusable(_("Choose one of the answers shown."), field="standing")
    member = Member(
        challenge=challenge,
        person=person,
        organisation=organisation,
        brings=line(brings, field="brings"),
        standing=standing,
        leave=leave,
        joined_on=day_of(at),
        added_by_id=by.id,
        added_at=at,
    )
    _save_once(member)
    _grant(challenge, person, RoleCode.TEAM_MEMBER, by, at)
    record("challenge.member_added", challenge, by=by, at=at, person=person.name)
    told = {"title": challenge.title}
    _welcome(challenge, person, _("You are in the team of “%(title)s”") % told, by, at)
    return member


@transaction.atomic
def elect_leader(*, challenge: Challenge, member: Member, by: Actor, at: dt.datetime) -> Member:
    """Write down whom the team has elected; the former leader stays a member. Raises Refused."""
    challenge = locked(challenge)
    policies.elect_leader(by, challenge).or_refuse()
    member = challenge.members.select_related("person").get(pk=member.pk)
    if member.left_on:
        raise Unusable(_("%(name)s has left the team.") % {"name": member.person.name})
    if member.is_leader:
        return member
    for former in challenge.members.filter(is_leader=True).select_related("person"):
        former.is_leader = False
        former.save(update_fields=["is_leader"])
        _take_back(challenge, former.person, RoleCode.TEAM_LEADER, by, at)
    member.is_leader = True
    member.save(update_fields=["is_leader"])
    _grant(challenge, member.person, RoleCode.TEAM_LEADER, by, at)
    record("challenge.leader_elected", challenge, by=by, at=at, person=member.person.name)
    return member


@transaction.atomic
def end_member(
    *, challenge: Challenge, member: Member, reason: str = "", by: Actor, at: dt.datetime
) -> Member:
    """Somebody leaves; what they did stays theirs. Twice changes nothing. Raises Refused."""
    challenge = locked(challenge)
    member = challenge.members.select_related("person").get(pk=member.pk)
    policies.end_member(by, challenge, member).or_refuse()
    if member.left_on:
        return member
    was_leader, member.is_leader = member.is_leader, False
    member.left_on, member.left_words = day_of(at), words(reason, field="reason")
    member.save(update_fields=["is_leader", "left_on", "left_words"])
    for code in (RoleCode.TEAM_MEMBER, *([RoleCode.TEAM_LEADER] if was_leader else [])):
        _take_back(challenge, member.person, code, by, at)
    member.releases.filter(answered_at=None, withdrawn_at=None).update(withdrawn_at=at)
    record("challenge.member_left", challenge, by=by, at=at, person=member.person.name)
    _tell_of_leaving(member, was_leader, by, at)
    return member


def _welcome(
    challenge: Challenge, person: Person, subject: str, by: Actor, at: dt.datetime
) -> None:
    """Nobody is told what they did themselves."""
    told = {"by": by.name, "place": challenge.organisation.name}
    tell(
        challenge,
        Told.YOURS,
        subject,
        _("%(by)s of %(place)s asked you in. Sign in with this address to see the challenge.")
        % told,
        key=f"welcome:{at.isoformat()}",
        person_ids=[person.pk] if person.pk != by.id else [],
        at=at,
    )


def _tell_of_leaving(member: Member, was_leader: bool, by: Actor, at: dt.datetime) -> None:
    """Those who keep the team together hear what somebody leaves behind."""
    challenge, told = member.challenge, {"name": member.person.name}
    keepers = people_in(challenge, RoleCode.TEAM_LEADER, RoleCode.COACH, RoleCode.SPONSOR)
    lines = [
        member.left_words,
        _("The team needs a new leader.") if was_leader else "",
        _("What %(name)s did stays as it is. Find a new owner for what is still open.") % told,
    ]
    tell(
        challenge,
        Told.CHANGED,
        _("%(name)s has left the team") % told,
        "\n\n".join(filter(None, lines)),
        key=f"left:{member.pk}",
        person_ids=[i for i in keepers if i != by.id],
        at=at,
        page="team",
    )


def _save_once(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        sentence = _("%(name)s is in the team already.")
        raise Unusable(sentence % {"name": member.person.name}, field="person") from None


def _grant(challenge: Challenge, person: Person, code: str, by: Actor, at: dt.datetime) -> None:
    people.grant_programme_role(
        person=person,
        code=code,
        programme_id=challenge.pk,
        programme=challenge.title,
        by=by,
        at=at,
    )


def _take_back(challenge: Challenge, person: Person, code: str, by: Actor, at: dt.datetime) -> None:
    people.end_programme_role(
        person=person,
        code=code,
        programme_id=challenge.pk,
        programme=challenge.title,
        by=by,
        at=at,
    )
