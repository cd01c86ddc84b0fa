"""Around a team: what its sponsor promises, what its coach notes, who runs its meetings."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person

from .. import policies
from ..kinds import PROMISED_AT, HandoverLevel
from ..models import Challenge, CoachEntry, Handover
from .checks import locked, not_overtaken, record, words
from .telling import people_in


@transaction.atomic
def make_promise(
    *,
    challenge: Challenge,
    occasion: str,
    title: str,
    owner: Person,
    due_on: dt.date,
    by: Actor,
    at: dt.datetime,
) -> Commitment:
    """What a sponsor promises the team at the launch, at day 50 or at day 100.

    Whether it was kept is said where all promises are closed. Everybody of the host may read it.
    Raises Refused; Unusable where words are missing, the day has passed, or nobody sponsors by that
    name.
    """
    challenge = locked(challenge)
    policies.make_promise(by, challenge).or_refuse()
    if occasion not in PROMISED_AT:
        raise Unusable(_("Say when it was promised."), field="occasion")
    if owner.pk not in people_in(challenge, RoleCode.SPONSOR):
        raise Unusable(
            _("%(name)s is no sponsor of this team.") % {"name": owner.name}, field="owner"
        )
    return commitments.make_commitment(
        title=title,
        owner=owner,
        due_on=due_on,
        made_to_words=_("the team"),
        context=Ref("challenge", challenge.pk),
        occasion=occasion,
        programme_id=challenge.pk,
        organisation=challenge.organisation,
        audience="organisation",
        by=by,
        at=at,
    )


@transaction.atomic
def write_log(
    *, challenge: Challenge, text: str, on: dt.date, by: Actor, at: dt.datetime
) -> CoachEntry:
    """A line of the coach's own log. No trail is kept of it: even that would be read by others.

    Raises Refused, Unusable.
    """
    policies.write_log(by, challenge).or_refuse()
    if on > day_of(at):
        raise Unusable(_("This day is still to come."), field="on")
    return CoachEntry.objects.create(
        challenge=challenge, coach=by.person, words=_log_words(text), on=on, written_at=at
    )


@transaction.atomic
def change_log(*, entry: CoachEntry, text: str, version: int, by: Actor) -> CoachEntry:
    """Other words for a line. Raises Refused, Unusable; Overtaken by another window."""
    entry = CoachEntry.objects.select_for_update().get(pk=entry.pk)
    policies.change_log(by, entry).or_refuse()
    not_overtaken(version, entry.version, {"text": entry.words})
    entry.words = _log_words(text)
    entry.version += 1
    entry.save(update_fields=["words", "version"])
    return entry


def _log_words(text: str) -> str:
    return words(text, field="text", missing=_("Write something down."))


@transaction.atomic
def hand_over(
    *, challenge: Challenge, level: int, text: str = "", by: Actor, at: dt.datetime
) -> Handover:
    """Who runs the team's meetings from now on. The same again changes nothing.

    Raises Refused, Unusable.
    """
    challenge = locked(challenge)
    policies.hand_over(by, challenge).or_refuse()
    if level not in HandoverLevel.values:
        raise Unusable(_("Choose who runs the meetings."), field="level")
    last = challenge.handovers.order_by("-at", "-pk").first()
    if last and last.level == level:
        return last
    made = Handover.objects.create(
        challenge=challenge, level=level, words=words(text, field="text"), by=by.person, at=at
    )
    record("challenge.handed_over", challenge, by=by, at=at, level=str(made.get_level_display()))
    return made
