"""After every change of numbers: what the chart says now, and whether a shift asks for an answer.

The system notices; it never recalculates by itself. A proposal waits until a named person accepts
or declines it with a reason, or until corrected numbers make the shift go away.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.messages import actions as messages
from groundswell.ground.web import words

from .. import reading
from ..charting import Figures, judge_all, shifts_of, summarise
from ..kinds import ProposalState
from ..models import Measure, MeasureState, Proposal

_AT_ONCE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Looked:
    """How many proposals were raised, and how many withdrawn because their shift had gone."""

    n_raised: int
    n_withdrawn: int


@transaction.atomic
def look_for_shifts(*, measures: Sequence[Measure], at: dt.datetime) -> Looked:
    """Chart the measures anew, keep what the tables show, raise and withdraw proposals.

    Called by every action that changes numbers, targets or limits, in its transaction, with the
    measures locked; definitions and organisations must be loaded. The same in whatever batch.
    """
    judged = judge_all(reading.series_of(measures))
    shifts = {measures[place].pk: figures for place, figures in shifts_of(judged).items()}
    waiting = _waiting([measure.pk for measure in measures])
    gone = [p for p in waiting.values() if not _stands(p, shifts)]
    kept = {p.measure_id for p in waiting.values()} - {p.measure_id for p in gone}
    _withdraw(gone, measures, at)
    new = {pk: figures for pk, figures in shifts.items() if pk not in kept}
    _raise(new, measures, at)
    asked = kept | set(new)
    _keep(
        MeasureState(measure_id=m.pk, **asdict(summarise(one, is_waiting=m.pk in asked)))
        for m, one in zip(measures, judged, strict=True)
    )
    return Looked(len(new), len(gone))


def _waiting(ids: list[UUID]) -> dict[UUID, Proposal]:
    found: dict[UUID, Proposal] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = Proposal.objects.filter(
            measure_id__in=ids[start : start + _AT_ONCE], state=ProposalState.WAITING
        )
        found.update((proposal.measure_id, proposal) for proposal in some)
    return found


def _stands(proposal: Proposal, shifts: dict[UUID, Figures]) -> bool:
    figures = shifts.get(proposal.measure_id)
    return figures is not None and figures.from_on == proposal.from_on


def _withdraw(gone: list[Proposal], measures: Sequence[Measure], at: dt.datetime) -> None:
    for proposal in gone:
        proposal.state = ProposalState.WITHDRAWN
    Proposal.objects.bulk_update(gone, ["state"], batch_size=_AT_ONCE)
    about = {proposal.measure_id for proposal in gone}
    told = [m for m in measures if m.pk in about]
    audit.record_each(
        "measure.shift_gone", ((m, m.organisation_id, {}) for m in told), by=SYSTEM, at=at
    )


def _raise(shifts: dict[UUID, Figures], measures: Sequence[Measure], at: dt.datetime) -> None:
    Proposal.objects.bulk_create(
        [
            Proposal(
                measure_id=pk,
                from_on=figures.from_on,
                last_on=figures.last_on,
                raised_at=at,
                figures=figures.as_json(),
            )
            for pk, figures in shifts.items()
        ],
        batch_size=_AT_ONCE,
    )
    shifted = [m for m in measures if m.pk in shifts]
    audit.record_each(
        "measure.shift_noticed", ((m, m.organisation_id, {}) for m in shifted), by=SYSTEM, at=at
    )
    for measure in shifted:
        _tell_owner(measure, shifts[measure.pk], at)


def _tell_owner(measure: Measure, figures: Figures, at: dt.datetime) -> None:
    """Whoever looks after the numbers learns that they are asked; once for each shift."""
    if measure.data_owner_id is None:
        return
    messages.tell(
        person_ids=[measure.data_owner_id],
        kind="measures.shift",
        subject=_("“%(title)s” has shifted. Should its limits be recalculated?")
        % {"title": measure.definition.title},
        body=_(
            "The numbers of %(measure)s have lain on one side of the mean since %(day)s. You"
            " answer."
        )
        % {"measure": measure, "day": words.day(figures.from_on)},
        url=reverse("measures:measure", args=[measure.pk]),
        key=f"shift:{measure.pk}:{figures.from_on}",
        at=at,
    )


def _keep(states: Iterable[MeasureState]) -> None:
    columns = [f.name for f in MeasureState._meta.concrete_fields if not f.primary_key]
    MeasureState.objects.bulk_create(
        states,
        update_conflicts=True,
        unique_fields=["measure"],
        update_fields=columns,
        batch_size=50,  # of 17 columns each: SQLite allows 999 variables in an old build
    )
