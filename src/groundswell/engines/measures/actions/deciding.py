"""A person decides about the limits: they start anew, or stay. The reason is kept for good.

Most decisions answer a question of ours; some a person takes of their own accord, because they
know of a change. A decision is never taken away: another one, with its own reason, stands after it.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..entries import period_start
from ..kinds import ProposalState
from ..models import Measure, Observation, Proposal
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


@transaction.atomic
def recalculate_limits(
    *, measure: Measure, from_on: dt.date, reason: str, by: Actor, at: dt.datetime
) -> Proposal:
    """Start the limits anew from a day that somebody knows: a new unit opened on 1 May.

    A question that waits about the same day is answered by it; one whose shift the new limits
    explain is withdrawn.

    Raises
    ------
    Refused
        See `policies.recalculate_limits`; deciding twice in the same words is harmless.
    Unusable
        Where no reason is given, there are no numbers on both sides of the day, or the limits start
        anew there already.
    """
    measure = locked(measure)
    policies.recalculate_limits(by, measure).or_refuse()
    from_on = period_start(measure.definition, from_on)
    rulings = Proposal.objects.filter(measure=measure)
    known = rulings.filter(from_on=from_on, state=ProposalState.ACCEPTED).first()
    if known and _is_again(known, ProposalState.ACCEPTED, reason, by):
        return known
    last_on = _check_day(measure, from_on, day_of(at))
    waits = rulings.filter(from_on=from_on, state=ProposalState.WAITING).first()
    proposal = waits or Proposal(
        from_on=from_on, last_on=last_on, raised_at=at, raised_by_id=by.id, figures={}
    )
    proposal.measure = measure
    return _decide(proposal, ProposalState.ACCEPTED, reason, by, at)


@transaction.atomic
def undo_recalculation(*, proposal: Proposal, reason: str, by: Actor, at: dt.datetime) -> Proposal:
    """Let the former limits hold again. That they were recalculated, and why, stays to be read.

    Raises
    ------
    Refused
        See `policies.undo_recalculation`; taking back twice in the same words is harmless.
    Unusable
        Where no reason is given.
    """
    proposal = _locked(proposal)
    if (proposal.undone_by_id, proposal.undone_reason) == (by.id, reason.strip()):
        return proposal
    policies.undo_recalculation(by, proposal).or_refuse()
    proposal.undone_reason = _why(reason)
    proposal.state, proposal.undone_by_id, proposal.undone_at = ProposalState.UNDONE, by.id, at
    return _decided(proposal, by, at)


_SENTENCES = {
    ProposalState.ACCEPTED: "measure.recalculated",
    ProposalState.DECLINED: "measure.limits_kept",
    ProposalState.UNDONE: "measure.recalculation_undone",
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
    proposal.reason = _why(reason)
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, by.id, at
    return _decided(proposal, by, at)


def _why(reason: str) -> str:
    return said(
        reason,
        field="reason",
        missing=_("Say why, in a sentence that a board member would understand."),
        too_long=_("Use at most 2,000 characters."),
    )


def _decided(proposal: Proposal, by: Actor, at: dt.datetime) -> Proposal:
    """Keep the decision with the last point that was known, tell of it, chart anew."""
    measure = proposal.measure
    newest = Observation.objects.filter(measure=measure).aggregate(on=Max("on"))["on"]
    proposal.last_on = newest or proposal.last_on
    proposal.save()
    audit.record(
        _SENTENCES[ProposalState(proposal.state)],
        about=measure,
        by=by,
        at=at,
        organisation_id=measure.organisation_id,
        day=words.day(proposal.from_on),
    )
    look_for_shifts(measures=[measure], at=at)
    return proposal


def _check_day(measure: Measure, from_on: dt.date, today: dt.date) -> dt.date:
    """The last day that has a number. Raises Unusable where limits cannot start at `from_on`."""
    if from_on > today:
        raise Unusable(
            _("Give a day up to today, %(today)s.") % {"today": words.day(today)}, field="from_on"
        )
    numbers = Observation.objects.filter(measure=measure)
    before = numbers.filter(on__lt=from_on).aggregate(on=Max("on"))["on"]
    found = numbers.filter(on__gte=from_on).aggregate(first=Min("on"), last=Max("on"))
    if before is None or found["first"] is None:
        raise Unusable(
            _("There must be numbers before that day, and from it on. Choose another day."),
            field="from_on",
        )
    same = Proposal.objects.filter(
        measure=measure,
        state=ProposalState.ACCEPTED,
        from_on__gt=before,
        from_on__lte=found["first"],
    ).first()
    if same:
        raise Unusable(
            _("The limits start anew there already, from %(day)s.")
            % {"day": words.day(same.from_on)},
            field="from_on",
        )
    return found["last"]
