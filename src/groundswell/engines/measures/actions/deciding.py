"""A person answers a proposal: the limits start anew, or stay. The reason is kept for good."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import ProposalState
from ..models import Observation, Proposal
from .locking import locked, said
from .shifts import look_for_shifts


@transaction.atomic
def accept_proposal(*, proposal: Proposal, reason: str, by: Actor, at: dt.datetime) -> Proposal:
    """Recalculate the limits from the first point of the shift.

    Raises
    ------
    Refused
        See `policies.accept_proposal`; answering twice in the same words is harmless.
    Unusable
        Where no reason is given.
    """
    proposal = _locked(proposal)
    if _is_again(proposal, ProposalState.ACCEPTED, reason, by):
        return proposal
    policies.accept_proposal(by, proposal).or_refuse()
    return _decide(proposal, ProposalState.ACCEPTED, reason, by, at)


@transaction.atomic
def decline_proposal(*, proposal: Proposal, reason: str, by: Actor, at: dt.datetime) -> Proposal:
    """Keep the limits. Only points that come after this can raise another proposal.

    Raises
    ------
    Refused
        See `policies.decline_proposal`; answering twice in the same words is harmless.
    Unusable
        Where no reason is given.
    """
    proposal = _locked(proposal)
    if _is_again(proposal, ProposalState.DECLINED, reason, by):
        return proposal
    policies.decline_proposal(by, proposal).or_refuse()
    return _decide(proposal, ProposalState.DECLINED, reason, by, at)


_SENTENCES = {
    ProposalState.ACCEPTED: "measure.recalculated",
    ProposalState.DECLINED: "measure.limits_kept",
}


def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now; its measure is the lock for both."""
    measure = locked(proposal.measure)
    fresh = Proposal.objects.get(pk=proposal.pk)
    fresh.measure = measure
    return fresh


def _is_again(proposal: Proposal, state: str, reason: str, by: Actor) -> bool:
    """The second click of a double click."""
    same = proposal.state == state and proposal.reason == reason.strip()
    return same and proposal.decided_by_id == by.id


def _decide(
    proposal: Proposal, state: ProposalState, reason: str, by: Actor, at: dt.datetime
) -> Proposal:
    measure = proposal.measure
    proposal.reason = said(
        reason,
        field="reason",
        missing=_("Say why, in a sentence that a board member would understand."),
        too_long=_("Use at most 2,000 characters."),
    )
    newest = Observation.objects.filter(measure=measure).aggregate(on=Max("on"))["on"]
    proposal.last_on = newest or proposal.last_on
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, by.id, at
    proposal.save()
    audit.record(
        _SENTENCES[state],
        about=measure,
        by=by,
        at=at,
        organisation_id=measure.organisation_id,
        day=words.day(proposal.from_on),
    )
    look_for_shifts(measures=[measure], at=at)
    return proposal
