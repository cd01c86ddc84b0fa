"""Policies about what a team asks its leaders for. Who is asked answers, and nobody else."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..kinds import ANSWERS, AskState, Stage
from ..models import Ask, Challenge
from .standing import by_the_team, is_in, is_of_team, leads_system


def raise_ask(actor: Actor, challenge: Challenge) -> Decision:
    decision = by_the_team(actor, challenge)
    if decision and challenge.stage == Stage.DESIGN:
        return Decision(_("Asks begin with day 0. Until then the note says what leaders allow."))
    return decision


def answer_ask(actor: Actor, ask: Ask, also_ids: Collection[UUID] = ()) -> Decision:
    """`also_ids` are leaders from whom it was escalated: they may still answer."""
    if actor.id != ask.to_id and actor.id not in also_ids:
        return Decision(_("%(name)s answers this one.") % {"name": ask.to.name})
    return still_waits(ask)


def pass_on_ask(actor: Actor, ask: Ask) -> Decision:
    if actor.id != ask.to_id:
        return Decision(_("Only %(name)s can pass this one on.") % {"name": ask.to.name})
    return still_waits(ask)


def escalate_ask(actor: Actor, ask: Ask) -> Decision:
    """Only what is late goes higher: until then a leader has the time that was promised."""
    may = is_in(actor, ask.challenge, RoleCode.TEAM_LEADER, RoleCode.COACH, RoleCode.SPONSOR)
    if not (may or leads_system(actor, ask.challenge.organisation_id)):
        return Decision(_("The team leader, the coach or the sponsor takes an ask higher."))
    decision = still_waits(ask)
    if decision and actor.on <= ask.due_on:
        return Decision(
            _("An ask goes higher once it is late. The answer is due by %(day)s.")
            % {"day": words.day(ask.due_on)}
        )
    return decision


def remind_ask(actor: Actor, ask: Ask, reminded_on: dt.date | None = None) -> Decision:
    """`reminded_on` is when somebody last did."""
    if not is_of_team(actor, ask.challenge) and not is_in(actor, ask.challenge, RoleCode.SPONSOR):
        return Decision(_("The team sends reminders for what it asked."))
    decision = still_waits(ask)
    if decision and reminded_on == actor.on:
        return Decision(_("%(name)s was reminded today.") % {"name": ask.to.name})
    return decision


def withdraw_ask(actor: Actor, ask: Ask) -> Decision:
    if not is_of_team(actor, ask.challenge):
        return Decision(_("The team takes back what it asked."))
    return still_waits(ask)


def chase_asks() -> Decision:
    """The system reminds by itself, whoever is late."""
    return ALLOWED


def still_waits(ask: Ask) -> Decision:
    if ask.state == AskState.WITHDRAWN:
        return Decision(_("The team took this ask back."))
    if ask.state in ANSWERS and ask.answered_by and ask.answered_on:
        return Decision(
            _("%(name)s answered this on %(day)s: %(answer)s.")
            % {
                "name": ask.answered_by.name,
                "day": words.day(ask.answered_on),
                "answer": str(AskState(ask.state).label).lower(),
            }
        )
    return ALLOWED
