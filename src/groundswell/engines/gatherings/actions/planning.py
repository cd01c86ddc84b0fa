"""A gathering from its plan to its date: planned, changed, called off."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..agenda import AgendaLine
from ..kinds import Audience, State, gathering_kinds
from ..models import Gathering
from .agenda import put_agenda
from .checks import LONGEST_WORDS, refuse_stale, usable_line, usable_link, usable_text
from .findable import index_gathering
from .inviting import put_invitations
from .locking import details_of, locked
from .registering import fill_places
from .telling import invited_to, registered_for, tell_people, when, where, write_to

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Person

LONGEST_STAY = dt.timedelta(days=14)  # of one gathering
MOST_PLACES = 10_000  # of people who register
USUAL_LENGTH = dt.timedelta(hours=1)  # where neither an end nor an agenda says


@dataclass(frozen=True, slots=True)
class GatheringDetails:
    """What a person fills in. Without an end, the agenda's minutes give it."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    kind: str = "meeting"
    place: str = ""
    link: str = ""
    about: str = ""
    audience: str = Audience.INVITED
    is_public: bool = False
    registration_open: bool = False
    capacity: int | None = None


@transaction.atomic
def plan_gathering(
    *,
    details: GatheringDetails,
    agenda: Sequence[AgendaLine] = (),
    people: "Iterable[Person]" = (),
    organiser: "Person | None" = None,
    context: Ref | None = None,
    programme_id: UUID | None = None,
    organisation: "Organisation | None" = None,
    is_told: bool = True,
    by: Actor,
    at: dt.datetime,
) -> Gathering:
    """Plan a gathering and invite people to it; the organiser (whoever plans it, where nobody
    else is named) comes.

    `context` is what it belongs to, for the wing that asked; `programme_id` lets everybody who
    holds a role there take part. Of a series a wing tells people itself, once: `is_told` False.

    Raises
    ------
    Refused
        See `policies.plan_gathering`.
    Unusable
        Where details, agenda or audience cannot be used.
    """
    place_id = organisation.pk if organisation else None
    policies.plan_gathering(by, programme_id=programme_id, organisation_id=place_id).or_refuse()
    gathering = Gathering(
        context_kind=context.kind if context else None,
        context_id=context.id if context else None,
        programme_id=programme_id,
        organisation=organisation,
        organiser=organiser or by.person,
        made_at=at,
        changed_at=at,
    )
    _fill(gathering, details, sum(line.minutes for line in agenda))
    gathering.save(force_insert=True)
    put_agenda(gathering, agenda)
    audit.record("gathering.planned", **details_of(gathering, by=by, at=at), when=when(gathering))
    put_invitations(gathering, [gathering.organiser, *people], is_told=is_told, by=by, at=at)
    index_gathering(gathering)
    return gathering


@transaction.atomic
def change_gathering(
    *, gathering: Gathering, details: GatheringDetails, version: int, by: Actor, at: dt.datetime
) -> Gathering:
    """Change when, where or what. A new time is told to everybody invited, once, beside the old.

    Raises Refused; Unusable as `plan_gathering`; Stale where somebody else changed it meanwhile.
    """
    gathering = locked(gathering)
    policies.change_gathering(by, gathering).or_refuse()
    refuse_stale(version, gathering.version)
    old, old_end = gathering.starts_at, gathering.ends_at
    _fill(gathering, details, round((old_end - old).total_seconds() / 60))
    gathering.version += 1
    gathering.sequence += 1
    gathering.changed_at = at
    gathering.save()
    audit.record("gathering.changed", **details_of(gathering, by=by, at=at), when=when(gathering))
    if (old, old_end) != (gathering.starts_at, gathering.ends_at):
        _tell_of_the_shift(gathering, old, by, at)
    fill_places(gathering, at=at)
    index_gathering(gathering)
    return gathering


@transaction.atomic
def cancel_gathering(*, gathering: Gathering, reason: str, by: Actor, at: dt.datetime) -> Gathering:
    """Call it off; those invited and registered are told why. Raises Refused, Unusable."""
    gathering = locked(gathering)
    policies.cancel_gathering(by, gathering).or_refuse()
    gathering.cancel_reason = usable_text(
        reason, field="reason", most=LONGEST_WORDS, missing=_("Say why, in a sentence.")
    )
    gathering.state, gathering.closed_at, gathering.closed_by = State.CANCELLED, at, by.person
    gathering.sequence += 1
    gathering.version += 1
    gathering.changed_at = at
    gathering.save()
    audit.record("gathering.cancelled", **details_of(gathering, by=by, at=at), when=when(gathering))
    _tell_of_the_end(gathering, by, at)
    index_gathering(gathering)
    return gathering


def _fill(gathering: Gathering, details: GatheringDetails, minutes: int) -> None:
    """Put checked details into the gathering. `minutes` is its length where no end is given."""
    if details.kind not in gathering_kinds:
        raise Unusable(_("Choose one of the answers shown."), field="kind")
    gathering.kind = details.kind
    gathering.title = usable_line(
        details.title, field="title", missing=_("Give the meeting a title.")
    )
    gathering.place = usable_line(details.place, field="place", most=300)
    gathering.link = usable_link(details.link)
    gathering.about = usable_text(details.about, field="about", most=5_000)
    length = dt.timedelta(minutes=minutes) or USUAL_LENGTH
    gathering.starts_at = _whole_minute(details.starts_at)
    gathering.ends_at = _whole_minute(details.ends_at or details.starts_at + length)
    _check_times(gathering)
    _open_to(gathering, details)


def _whole_minute(at: dt.datetime) -> dt.datetime:
    """What a form can show and give back: nobody is told of a shift by some seconds."""
    return at.replace(second=0, microsecond=0)


def _check_times(gathering: Gathering) -> None:
    if gathering.ends_at <= gathering.starts_at:
        raise Unusable(_("The end must come after the start."), field="ends")
    if gathering.ends_at - gathering.starts_at > LONGEST_STAY:
        raise Unusable(_("A meeting lasts at most 14 days. Check the end."), field="ends")


def _open_to(gathering: Gathering, details: GatheringDetails) -> None:
    """Who may read of it, and whether others may register."""
    if details.audience not in Audience.values:
        raise Unusable(_("Choose one of the answers shown."), field="audience")
    if details.audience == Audience.ORGANISATION and not gathering.organisation_id:
        raise Unusable(_("Choose the organisation whose people may see it."), field="audience")
    if details.registration_open and not details.is_public:
        raise Unusable(
            _("People register on the public page: tick that too."), field="registration_open"
        )
    if details.capacity is not None and not 1 <= details.capacity <= MOST_PLACES:
        raise Unusable(_("Give a number of places from 1 to 10,000."), field="capacity")
    gathering.audience = details.audience
    gathering.is_public = details.is_public
    gathering.registration_open = details.registration_open
    gathering.capacity = details.capacity


def _tell_of_the_shift(gathering: Gathering, old: dt.datetime, by: Actor, at: dt.datetime) -> None:
    told = {"title": gathering.title, "old": words.moment(old), "new": when(gathering)}
    subject = _("“%(title)s” is now on %(new)s") % told
    until = {"until": words.moment(gathering.ends_at)}
    body = _("“%(title)s” was to begin on %(old)s. It now begins on %(new)s.") % told
    body = "\n\n".join(filter(None, [body, _("It ends on %(until)s.") % until, where(gathering)]))
    key = f"moved:{gathering.sequence}"
    asked = _("Change your answer if you cannot come then.")
    tell_people(
        gathering,
        "gatherings.changed",
        subject,
        f"{body}\n\n{asked}",
        key=key,
        person_ids=invited_to(gathering, but=by.id),
        at=at,
    )
    for registration in registered_for(gathering):
        write_to(registration, subject, body, key=key, at=at)


def _tell_of_the_end(gathering: Gathering, by: Actor, at: dt.datetime) -> None:
    told = {"title": gathering.title, "when": when(gathering), "reason": gathering.cancel_reason}
    subject = _("“%(title)s” is cancelled") % told
    body = _("“%(title)s” on %(when)s is cancelled: %(reason)s") % told
    tell_people(
        gathering,
        "gatherings.changed",
        subject,
        body,
        key="cancelled",
        person_ids=invited_to(gathering, but=by.id),
        at=at,
    )
    for registration in registered_for(gathering):
        write_to(registration, subject, body, key="cancelled", at=at)
