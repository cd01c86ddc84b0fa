"""A line manager is asked to free somebody's hours, by a link that needs no account.

The secret of the link is made from the release itself and kept nowhere; only its hash is.
"""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages import actions as messages
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.tokens import hash_of
from groundswell.ground.web import words as written

from .. import policies
from ..kinds import Leave, Told
from ..models import Member, Release
from .checks import line, locked, record, words
from .telling import people_in, tell

KEPT_OPEN = dt.timedelta(days=21)  # how long a manager has to answer
MOST_HOURS = Decimal(48)  # a week


@transaction.atomic
def ask_release(
    *,
    member: Member,
    manager_name: str,
    manager_email: str,
    hours_a_week: Decimal | float,
    by: Actor,
    at: dt.datetime,
) -> Release:
    """Write to the manager with a new link; an older one that waits opens nothing any more.

    Raises Refused; Unusable where name, address or hours cannot be used.
    """
    challenge = locked(member.challenge)
    member = (
        challenge.members.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    )
    policies.ask_release(by, challenge, member).or_refuse()
    release = Release(
        member=member,
        manager_name=line(manager_name, field="manager_name", missing=_("Say who the manager is.")),
        manager_email=_address(manager_email),
        hours_a_week=_hours(hours_a_week),
        asked_by=by.person,
        asked_at=at,
        expires_at=at + KEPT_OPEN,
    )
    release.key_hash = hash_of(key_of(release))
    member.releases.filter(answered_at=None, withdrawn_at=None).update(withdrawn_at=at)
    release.save(force_insert=True)
    member.leave = Leave.ASKED
    member.save(update_fields=["leave"])
    _write_to_the_manager(release, at)
    record("challenge.release_asked", challenge, by=by, at=at, person=member.person.name)
    return release


def _address(text: str) -> str:
    address = text.strip().lower()
    name, _at, place = address.partition("@")
    if not (name and "." in place) or any(c.isspace() or ord(c) < 32 for c in address):
        raise Unusable(
            _("Give an e-mail address, such as joyce.lim@nhs.net."), field="manager_email"
        )
    return line(address, field="manager_email")


def _hours(given: Decimal | float) -> Decimal:
    hours = round(Decimal(str(given)), 1)
    if not 0 < hours <= MOST_HOURS:
        raise Unusable(_("Give the hours of a week, from 0.5 to 48."), field="hours_a_week")
    return hours


def key_of(release: Release) -> str:
    """The secret of the link: the same in every mail, and kept nowhere."""
    return salted_hmac("challenges.release", release.pk.hex, algorithm="sha256").hexdigest()


def _write_to_the_manager(release: Release, at: dt.datetime) -> None:
    member = release.member
    told = {
        "name": member.person.name,
        "title": member.challenge.title,
        "place": member.challenge.organisation.name,
        "hours": f"{release.hours_a_week.normalize():f}",
        "url": f"{settings.PUBLIC_URL}{reverse('challenges:release', args=[key_of(release)])}",
        "day": written.day(release.expires_at.date()),
    }
    messages.post_letter(
        address=release.manager_email,
        subject=_("Can %(name)s join a 100-day challenge?") % told,
        body="\n\n".join([
            _(
                "%(place)s asks you to release %(name)s for about %(hours)s hours a week, for a"
                " hundred days, to work in the team of “%(title)s”."
            )
            % told,
            _("Read what it is about, and answer here. You need no account: %(url)s") % told,
            _("The link works once, until %(day)s. Please do not pass it on.") % told,
        ]),
        key=f"release:{release.pk}",
        at=at,
    )


@transaction.atomic
def answer_release(*, key: str, is_given: bool, words_given: str, at: dt.datetime) -> Release:
    """The manager's one answer. Whoever holds the link answers; nobody has signed in.

    Raises
    ------
    Release.DoesNotExist
        Where the key opens nothing.
    Refused
        Where the link was used, has run out, or a newer one took its place.
    Unusable
        Where a no has no reason.
    """
    release = (
        Release.objects
        .select_for_update(of=("self",))
        .select_related("member__challenge__organisation", "member__person")
        .get(key_hash=hash_of(key))
    )
    policies.answer_release(release, at).or_refuse()
    why = _("Say in a sentence why not, so that the team can look for another way.")
    release.words = words(words_given, field="words", missing="" if is_given else why)
    release.is_given, release.answered_at = is_given, at
    release.save(update_fields=["words", "is_given", "answered_at"])
    member = release.member
    member.leave = Leave.GIVEN if is_given else Leave.DECLINED
    member.save(update_fields=["leave"])
    _tell_the_team(release, at)
    _record_answer(release, at)
    return release


def _tell_the_team(release: Release, at: dt.datetime) -> None:
    member = release.member
    leaders = people_in(member.challenge, RoleCode.TEAM_LEADER, RoleCode.COACH)
    told = {"name": member.person.name, "manager": release.manager_name}
    subject = (
        _("%(name)s is released for the challenge")
        if release.is_given
        else _("%(name)s is not released for now")
    )
    body = _("%(manager)s answered.") % told
    tell(
        member.challenge,
        Told.YOURS,
        subject % told,
        f"{body}\n\n“{release.words}”" if release.words else body,
        key=f"release:{release.pk}",
        person_ids=[release.asked_by_id, member.person_id, *leaders],
        at=at,
        page="team",
    )


def _record_answer(release: Release, at: dt.datetime) -> None:
    """The manager has no account: the system writes it down, with the name that was asked."""
    challenge = release.member.challenge
    told = {"person": release.member.person.name, "manager": release.manager_name}
    if release.is_given:
        record("challenge.release_given", challenge, by=SYSTEM, at=at, **told)
    else:
        record("challenge.release_declined", challenge, by=SYSTEM, at=at, **told)
