"""Everything that is read about one measure, once, for its page and its downloads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.web.charts import SpcDrawing

from .. import reading
from ..charting import Judged, Remark, Ruling, judge_one, picture_of, tell
from ..charting.shifts import Figures, shifts_of
from ..kinds import ProposalState
from ..models import Annotation, Measure, Proposal


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that was read about a measure, once."""

    judged: Judged
    style: reading.Style
    remarks: tuple[Remark, ...]
    accepted: tuple[Ruling, ...]
    declined: tuple[Ruling, ...]
    undone: tuple[Ruling, ...]
    waiting: Proposal | None
    figures: Figures | None  # what the waiting proposal would change, as the numbers stand now


def known_of(measure: Measure) -> Known:
    """Read what there is to know; six queries. The measure has come through `measure_for`."""
    annotations = tuple(
        Annotation.objects
        .filter(measure=measure, withdrawn_at__isnull=True)
        .select_related("by")
        .order_by("on", "at", "pk")
    )
    proposals = list(
        Proposal.objects
        .filter(measure=measure)
        .exclude(state=ProposalState.WITHDRAWN)
        .select_related("decided_by", "undone_by")
        .order_by("from_on", "raised_at")
    )
    judged = judge_one(reading.series_of([measure])[0])
    waiting = next((p for p in proposals if p.state == ProposalState.WAITING), None)
    return Known(
        judged=judged,
        style=reading.style_of(measure.definition),
        remarks=tuple(Remark(a.on, a.text, a.by.name) for a in annotations),
        accepted=tuple(_ruling(p) for p in proposals if p.state == ProposalState.ACCEPTED),
        declined=tuple(_ruling(p) for p in proposals if p.state == ProposalState.DECLINED),
        undone=tuple(_undoing(p) for p in proposals if p.state == ProposalState.UNDONE),
        waiting=waiting,
        figures=shifts_of([judged]).get(0) if waiting else None,
    )


def _ruling(proposal: Proposal) -> Ruling:
    assert proposal.decided_by and proposal.decided_at
    return Ruling(proposal.from_on, proposal.decided_by.name, proposal.decided_at, proposal.reason)


def _undoing(proposal: Proposal) -> Ruling:
    assert proposal.undone_by and proposal.undone_at
    by, at = proposal.undone_by.name, proposal.undone_at
    return Ruling(proposal.from_on, by, at, proposal.undone_reason, undoes=_ruling(proposal))


def picture_for(measure: Measure, known: Known) -> SpcDrawing:
    """The chart with everything that people said about it."""
    return picture_of(
        known.judged,
        known.style,
        name=f"chart-{measure.pk}",
        remarks=known.remarks,
        accepted=known.accepted,
        proposal=known.figures,
    )


@dataclass(frozen=True, slots=True)
class ChartDocument:
    """A chart to take away, with the words that stand around it."""

    name: str
    drawing: SpcDrawing
    heading: str
    how: str
    notes: tuple[str, ...]
    source: str


def chart_document(measure: Measure) -> ChartDocument:
    """The chart of a measure that has come through `measure_for`, to be looked at elsewhere."""
    known = known_of(measure)
    told = tell(known.judged, known.style, declined=known.declined, undone=known.undone)
    source = measure.definition.source
    return ChartDocument(
        name=str(measure),
        drawing=picture_for(measure, known),
        heading=told.heading,
        how=f"{measure}. {told.how} {told.trial}".strip(),
        notes=told.declined,
        source=_("Source: %(source)s") % {"source": source} if source else "",
    )
