"""Policies about results: written down by those who did the work, also long after day 100."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from ..kinds import Stage
from ..models import Challenge, Result
from .standing import is_of_team, runs


def by_who_did_it(actor: Actor, challenge: Challenge) -> Decision:
    """The team, its coach and the host's system leads, from the launch on; the end ends nothing."""
    if not (is_of_team(actor, challenge) or runs(actor, challenge)):
        return Decision(
            _("The team of %(title)s, its coach or a system lead of %(place)s does this.")
            % {"title": challenge.title, "place": challenge.organisation.name}
        )
    if challenge.stage == Stage.DESIGN:
        return Decision(_("This comes once the challenge has begun."))
    return ALLOWED


def record_result(actor: Actor, challenge: Challenge) -> Decision:
    return by_who_did_it(actor, challenge)


def change_result(actor: Actor, result: Result) -> Decision:
    return by_who_did_it(actor, result.challenge) and _stands(result)


def withdraw_result(actor: Actor, result: Result) -> Decision:
    return by_who_did_it(actor, result.challenge) and _stands(result)


def _stands(result: Result) -> Decision:
    if result.withdrawn_at:
        return Decision(_("This result was withdrawn: %(why)s") % {"why": result.withdrawn_words})
    return ALLOWED
