"""Policies about what is kept: changes, recommendations, leaders' answers, who carries on."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..kinds import Answered
from ..models import Challenge, ChallengeMeasure, Change, Recommendation
from .results import by_who_did_it
from .standing import goes_on, is_in, leads_system


def add_change(actor: Actor, challenge: Challenge) -> Decision:
    return by_who_did_it(actor, challenge) and goes_on(challenge)


def edit_change(actor: Actor, change: Change) -> Decision:
    return add_change(actor, change.challenge) and _unanswered(change)


def answer_change(actor: Actor, change: Change) -> Decision:
    return _by_leaders(actor, change.challenge) and _unanswered(change)


def recommend(actor: Actor, challenge: Challenge) -> Decision:
    return add_change(actor, challenge)


def edit_recommendation(actor: Actor, recommendation: Recommendation) -> Decision:
    return add_change(actor, recommendation.challenge) and _unanswered(recommendation)


def answer_recommendation(actor: Actor, recommendation: Recommendation) -> Decision:
    """The leader whom it is addressed to, or those who answer for the challenge."""
    if recommendation.to_id == actor.id:
        return goes_on(recommendation.challenge) and _unanswered(recommendation)
    return _by_leaders(actor, recommendation.challenge) and _unanswered(recommendation)


def hand_over_measure(actor: Actor, row: ChallengeMeasure) -> Decision:
    if row.removed_at:
        return Decision(_("The team does not watch this measure any more."))
    return add_change(actor, row.challenge)


def _by_leaders(actor: Actor, challenge: Challenge) -> Decision:
    if is_in(actor, challenge, RoleCode.SPONSOR) or leads_system(actor, challenge.organisation_id):
        return goes_on(challenge)
    return Decision(
        _("The sponsor or a system lead of %(place)s answers this.")
        % {"place": challenge.organisation.name}
    )


def _unanswered(asked: Change | Recommendation) -> Decision:
    if asked.answered == Answered.WAITING or not (asked.answered_by and asked.answered_at):
        return ALLOWED
    told = {"who": asked.answered_by.name, "when": words.moment(asked.answered_at)}
    return Decision(_("%(who)s answered on %(when)s.") % told)
