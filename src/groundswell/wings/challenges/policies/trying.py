"""Policies about ideas and tests: whoever is of the team, and what state they are in."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from ..kinds import IdeaState, Stage, TestState
from ..models import Challenge, Idea, Test
from .standing import by_the_team

BEGUN = (TestState.RUNNING, TestState.HELD_UP)


def add_idea(actor: Actor, challenge: Challenge) -> Decision:
    return by_the_team(actor, challenge)


def change_idea(actor: Actor, idea: Idea) -> Decision:
    return by_the_team(actor, idea.challenge)


def set_aside_idea(actor: Actor, idea: Idea) -> Decision:
    decision = by_the_team(actor, idea.challenge)
    if decision and idea.state == IdeaState.TESTED:
        return Decision(_("This idea has become a test: say there what was learned."))
    if decision and idea.state == IdeaState.SET_ASIDE:
        return Decision(_("This idea is set aside already."))
    return decision


def bring_back_idea(actor: Actor, idea: Idea) -> Decision:
    decision = by_the_team(actor, idea.challenge)
    if decision and idea.state != IdeaState.SET_ASIDE:
        return Decision(_("This idea is not set aside."))
    return decision


def plan_test(actor: Actor, challenge: Challenge) -> Decision:
    return by_the_team(actor, challenge)


def change_test(actor: Actor, test: Test) -> Decision:
    """What is expected is written down before: afterwards everybody has known it all along."""
    decision = by_the_team(actor, test.challenge)
    if decision and test.state != TestState.PLANNED:
        return Decision(
            _("It has begun, so what you expected stays as it was. Plan another turn instead.")
        )
    return decision


def start_test(actor: Actor, test: Test) -> Decision:
    decision = by_the_team(actor, test.challenge)
    if not decision:
        return decision
    if test.challenge.stage == Stage.DESIGN:
        return Decision(_("Tests begin once the challenge is launched."))
    if test.state == TestState.RUNNING:
        return Decision(_("This test is running already."))
    return _not_done(test)


def note_on_test(actor: Actor, test: Test) -> Decision:
    decision = by_the_team(actor, test.challenge)
    if decision and test.state == TestState.PLANNED:
        return Decision(_("It has not begun yet."))
    return decision and _not_done(test)


def hold_test(actor: Actor, test: Test) -> Decision:
    decision = by_the_team(actor, test.challenge)
    if decision and test.state == TestState.HELD_UP:
        return Decision(_("This test is held up already."))
    return decision and _not_done(test)


def finish_test(actor: Actor, test: Test) -> Decision:
    return by_the_team(actor, test.challenge) and _not_done(test)


def _not_done(test: Test) -> Decision:
    if test.state == TestState.DONE:
        return Decision(_("This test is done. What comes next is another turn."))
    return ALLOWED
