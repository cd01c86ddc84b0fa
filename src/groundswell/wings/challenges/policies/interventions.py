"""Policies about tested interventions: written up, answered for by somebody else, copied by all."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from ..kinds import StoryState, TestState
from ..models import Challenge, Test, TestedIntervention
from .results import by_who_did_it
from .stories import by_who_answers_for_it
from .trying import plan_test


def write_intervention(actor: Actor, test: Test, written: TestedIntervention | None) -> Decision:
    decision = by_who_did_it(actor, test.challenge)
    if not decision:
        return decision
    if test.state != TestState.DONE:
        return Decision(_("A test is written up once it is done and has taught something."))
    if written and written.state == StoryState.PUBLISHED:
        return Decision(_("It is in the handbook as it was approved. Take it out to change it."))
    return ALLOWED


def offer_intervention(actor: Actor, written: TestedIntervention) -> Decision:
    decision = write_intervention(actor, written.test, written)
    if decision and written.state == StoryState.ASKED:
        return Decision(_("It waits for approval already."))
    return decision


def approve_intervention(actor: Actor, written: TestedIntervention) -> Decision:
    decision = by_who_answers_for_it(actor, written.test.challenge)
    if not decision:
        return decision
    if written.state == StoryState.PUBLISHED:
        return Decision(_("It is in the handbook already."))
    if written.state != StoryState.ASKED:
        return Decision(_("The team has not asked for approval yet."))
    if written.written_by_id == actor.id:
        return Decision(_("You wrote it. Somebody else answers for it."))
    return ALLOWED


def take_intervention_out(actor: Actor, written: TestedIntervention) -> Decision:
    if written.state != StoryState.PUBLISHED:
        return Decision(_("It is not in the handbook."))
    if by_who_did_it(actor, written.test.challenge):
        return ALLOWED
    return by_who_answers_for_it(actor, written.test.challenge)


def copy_intervention(actor: Actor, written: TestedIntervention, challenge: Challenge) -> Decision:
    """Into a challenge of one's own."""
    if written.state != StoryState.PUBLISHED:
        return Decision(_("It is not in the handbook."))
    return plan_test(actor, challenge)
