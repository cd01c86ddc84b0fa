"""A whole challenge from a template pack: the note, what roles are called, the team agreement at
once; the launch meeting's agenda and the plan as soon as day zero is set."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.gatherings.actions import AgendaLine
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person

from .. import policies
from ..kinds import PLAN
from ..models import Agreement, Challenge, Wave
from ..packs import Pack, packs
from .beginning import start_challenge
from .milestones import ref_of
from .notes import NoteWords


@transaction.atomic
def set_up_challenge(
    *,
    organisation: Organisation,
    title: str,
    pack: Pack,
    wave: Wave | None = None,
    began_from: Ref | None = None,
    by: Actor,
    at: dt.datetime,
) -> Challenge:
    """Begin a challenge with everything that the pack brings. Raises Refused, Unusable."""
    policies.set_up_challenge(by, organisation).or_refuse()
    challenge = start_challenge(
        organisation=organisation,
        title=title,
        note=NoteWords(**pack.note),
        wave=wave,
        template=pack.code,
        began_from=began_from,
        by=by,
        at=at,
    )
    if pack.role_names:
        challenge.role_names = dict(pack.role_names)
        challenge.save(update_fields=["role_names"])
    if pack.agreement:
        Agreement.objects.create(
            challenge=challenge,
            number=1,
            words="\n".join(pack.agreement),
            made_by=by.person,
            made_at=at,
        )
    return challenge


def pack_of(challenge: Challenge) -> Pack | None:
    """The pack it was set up from; None where there was none, or it is no longer installed."""
    return packs().get(challenge.template)


def agenda_of(challenge: Challenge) -> list[AgendaLine]:
    """The launch meeting's agenda, as its pack has it."""
    pack = pack_of(challenge)
    lines = pack.agenda if pack else ()
    return [AgendaLine(f"launch-{n}", line.title, line.minutes) for n, line in enumerate(lines, 1)]


def lay_out_plan(challenge: Challenge, *, by: Actor, at: dt.datetime) -> None:
    """The pack's plan as promises with days, each owned by whoever holds its role now.

    They are told of the whole at the launch, not of each. A day that has passed is left out.
    """
    pack = pack_of(challenge)
    if pack is None or challenge.day_zero is None:
        return
    for step in pack.plan:
        due_on = challenge.day_zero + dt.timedelta(days=step.day)
        if due_on < day_of(at):
            continue
        commitments.make_commitment(
            title=step.title,
            owner=_owner(challenge, step.owner),
            made_to_words=_("the whole team"),
            due_on=due_on,
            theme=step.theme,
            occasion=PLAN,
            context=ref_of(challenge),
            programme_id=challenge.pk,
            is_told=False,
            by=by,
            at=at,
        )


def _owner(challenge: Challenge, code: str) -> Person:
    """Who holds the role; else the coach, else the sponsor: there always is one."""
    found = (people.holders_of(challenge.pk, c) for c in (code, RoleCode.COACH, RoleCode.SPONSOR))
    return next(person for holders in found for person in holders)
