"""One measure with its chart, all that is said about it, and what this reader may do with it."""

from dataclasses import dataclass, replace

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.registries import chart_marks, kept_numbers
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.charts import (
    assurance_icon,
    chart_key,
    flag_mark,
    narrow_words,
    point_mark,
    ring_mark,
    signal_mark,
    spc_svg,
    variation_icon,
)

from .. import policies
from ..charting import Note, Remark, Row, Style, rows_of, tell
from ..charting.words import numeral
from ..kinds import Audience, Good, MeasureRole
from ..models import Correction, Measure
from .knowing import Known, known_of, picture_for
from .side_pages import counted_pairs

NEWEST = 10  # rows of the table before "Show all"


@dataclass(frozen=True, slots=True)
class ShownNote:
    mark: Markup
    bold: str
    rest: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    row: Row
    mark: Markup
    correct_url: str  # empty where this reader may not correct


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    period: str
    change: str
    by: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalBox:
    """A proposal that waits: what would change, and the form or who answers."""

    pk: str
    title: str
    rests_on: str
    would: str
    waiting_for: str
    day: str
    decide_url: str
    may_decide: Decision


@dataclass(frozen=True, slots=True)
class MeasurePage:
    pk: str
    title: str
    place: str
    place_url: str
    organisation: str
    definition_url: str
    lead: str
    heading: str
    how: str
    why: str
    trial: str
    wide: Markup
    narrow: Markup
    key: tuple[tuple[Markup, str], ...]
    variation_icon: Markup
    variation: str
    assurance_icon: Markup
    assurance: str
    notes: tuple[ShownNote, ...]
    declined: tuple[str, ...]
    proposal: ProposalBox | None
    period_name: str
    has_n: bool
    value_name: str
    centre_name: str
    rows: tuple[ShownRow, ...]
    n_rows: int
    table_lead: str
    show_all_url: str  # empty where all are shown
    counted: tuple[tuple[str, str], ...]
    corrections: tuple[ShownCorrection, ...]
    add_label: str
    downloads: tuple[tuple[str, str], ...]
    take_away: TakeAway
    may_record: Decision
    may_correct: bool
    may_annotate: Decision
    may_target: Decision
    may_share: Decision
    may_change: Decision
    may_recalculate: Decision
    may_retire: Decision
    retired: str
    has_numbers: bool
    decide_form: Form | None
    narrow_words: str
    is_retired: bool
    behind: tuple[str, str] | None  # the way to what a kept number was counted from


def measure_page(
    actor: Actor, measure: Measure, *, show_all: bool = False, decide_form: Form | None = None
) -> MeasurePage:
    """The page of a measure that has come through `measure_for`.

    `decide_form` is the answer to a proposal that could not be taken, with what was typed.
    """
    known = _with_marks(known_of(measure), actor, measure)
    told = tell(
        known.judged,
        known.style,
        remarks=known.remarks,
        accepted=known.accepted,
        declined=known.declined,
        undone=known.undone,
    )
    picture = picture_for(measure, known)
    definition = measure.definition
    may_record = policies.record_observations(actor, measure)
    rows = rows_of(known.judged, known.style)
    shown = rows if show_all else rows[:NEWEST]
    may_correct = bool(policies.correct_observation(actor, measure))
    return MeasurePage(
        pk=str(measure.pk),
        title=definition.title,
        place=_place(measure),
        place_url=reverse("measures:organisation", args=[measure.organisation_id]),
        organisation=measure.organisation.name,
        definition_url=reverse("measures:definition", args=[definition.pk]),
        lead=lead_of(measure),
        heading=told.heading,
        how=f"{_first(definition.counted)} {told.how}",
        why=told.why,
        trial=told.trial,
        wide=spc_svg(picture),
        narrow=spc_svg(picture, narrow=True),
        key=tuple((entry.svg, entry.words) for entry in chart_key(picture)),
        variation_icon=variation_icon(known.judged.variation),
        variation=told.variation,
        assurance_icon=assurance_icon(
            known.judged.assurance, better="down" if definition.good == Good.DOWN else "up"
        ),
        assurance=told.assurance,
        notes=tuple(_note(note) for note in told.notes),
        declined=told.declined,
        proposal=_proposal(actor, measure, known),
        period_name=known.style.period_name,
        has_n=bool(definition.out_of),
        value_name=known.style.value_name,
        centre_name=told.centre_name.capitalize(),
        rows=tuple(_row(measure, row, may_correct) for row in shown),
        n_rows=len(rows),
        table_lead=_table_lead(known, told.range_now, len(rows), show_all=show_all),
        show_all_url="" if show_all or len(rows) <= NEWEST else "?show=all#numbers",
        counted=(*counted_pairs(definition), (_("Who sees it"), who_sees(measure))),
        corrections=_corrections(measure, known.style),
        add_label=_add_label(definition.frequency),
        downloads=_downloads(measure),
        take_away=take_away("measure", measure.pk),
        may_record=may_record,
        may_correct=may_correct,
        may_annotate=policies.annotate(actor, measure),
        may_target=policies.set_target(actor, measure),
        may_share=policies.share_measure(actor, measure),
        may_change=policies.change_measure(actor, measure),
        may_recalculate=policies.recalculate_limits(actor, measure),
        may_retire=policies.retire_measure(actor, measure),
        retired=_("Retired on %(day)s.") % {"day": words.day(day_of(measure.retired_at))}
        if measure.retired_at
        else "",
        has_numbers=bool(rows),
        decide_form=decide_form,
        narrow_words=narrow_words(picture),
        is_retired=measure.retired_at is not None,
        behind=_behind(measure),
    )


def _with_marks(known: Known, actor: Actor, measure: Measure) -> Known:
    """With the days that other rooms know of, such as the day on which a team began."""
    marks = (mark for _name, find in chart_marks.items() for mark in find(actor, measure.pk))
    remarks = (*known.remarks, *(Remark(mark.on, mark.text) for mark in marks))
    return replace(known, remarks=remarks)


def _behind(measure: Measure) -> tuple[str, str] | None:
    kept = kept_numbers.get(measure.definition.kept_by)
    return (str(kept.label), kept.url(measure.organisation_id)) if kept else None


def _place(measure: Measure) -> str:
    if measure.team:
        return f"{measure.team.name}, {measure.organisation.name}"
    return measure.organisation.name


def lead_of(measure: Measure) -> str:
    """ "Outcome measure, weekly. Wards 7 and 8, Harrowmere. Owned by Joyce Lim."."""
    definition = measure.definition
    kind = _("%(role)s, %(frequency)s.") % {
        "role": MeasureRole(definition.role).label,
        "frequency": str(definition.get_frequency_display()).lower(),
    }
    owner = (
        _("Owned by %(owner)s.") % {"owner": measure.data_owner.name} if measure.data_owner else ""
    )
    return f"{kind} {_place(measure)}. {owner}".strip()


def who_sees(measure: Measure) -> str:
    """Who sees the chart, in words."""
    keepers = policies.keepers(measure)
    if measure.audience == Audience.PARTNERSHIP:
        return _("Everyone in the partnership.")
    if measure.audience == Audience.ORGANISATION:
        return _("Everyone in %(place)s.") % {"place": measure.organisation.name}
    return _("The team %(team)s, and those who keep its numbers: %(keepers)s.") % {
        "team": measure.place_name,
        "keepers": keepers,
    }


def _first(text: str) -> str:
    """The first sentence of what is counted, for the line under the heading."""
    line = text.strip().splitlines()[0]
    head, stop, _rest = line.partition(". ")
    return head + stop.strip() if stop else (line if line.endswith((".", "?", "!")) else f"{line}.")


def _note(note: Note) -> ShownNote:
    marks = {"flag": flag_mark, "ring": ring_mark}
    mark = signal_mark(int(note.mark)) if note.shape == "disc" else marks[note.shape](note.mark)
    return ShownNote(mark, note.bold, note.rest)


def _row(measure: Measure, row: Row, may_correct: bool) -> ShownRow:
    editable = may_correct and not row.is_gap
    url = reverse("measures:correct", args=[measure.pk, row.on]) if editable else ""
    mark = Markup("") if row.kind == "common" else point_mark(row.kind)  # type: ignore[arg-type]
    return ShownRow(row, mark, url)


def _table_lead(known: Known, range_now: str, n: int, *, show_all: bool) -> str:
    points = known.style.points(n)
    if not n:
        return ""
    if show_all or n <= NEWEST:
        what = _("All %(n)s %(points)s, newest first.") % {"n": n, "points": points}
    else:
        what = _("Newest ten of %(n)s %(points)s.") % {"n": n, "points": points}
    return f"{what} {range_now}."


def _add_label(frequency: str) -> str:
    return {
        "day": _("Add today’s number"),
        "week": _("Add this week’s number"),
        "month": _("Add a month’s number"),
        "quarter": _("Add a quarter’s number"),
    }[frequency]


def _downloads(measure: Measure) -> tuple[tuple[str, str], ...]:
    formats = {
        "svg": _("Chart, SVG"),
        "png": _("Chart, PNG"),
        "csv": _("Numbers, CSV"),
        "xlsx": _("Numbers, Excel"),
    }
    return tuple(
        (label, reverse("measures:download", args=[measure.pk, ending]))
        for ending, label in formats.items()
    )


def _proposal(actor: Actor, measure: Measure, known: Known) -> ProposalBox | None:
    """The box of a waiting proposal, with the figures as they are now."""
    proposal = known.waiting
    figures = known.figures
    if proposal is None or figures is None:
        return None
    proposal.measure = measure
    show = known.style
    day = words.day(figures.from_on)
    told = {
        "n": numeral(figures.n).capitalize(),
        "few": numeral(figures.n),
        "points": show.points(figures.n),
        "mean": show.show(figures.mean),
        "new_mean": show.show(figures.new_mean),
        "new_range": show.show_range(figures.new_lower, figures.new_upper),
        "day": day,
    }
    side = (
        _("%(n)s %(points)s sit above the mean of %(mean)s.")
        if figures.is_up
        else _("%(n)s %(points)s sit below the mean of %(mean)s.")
    )
    return ProposalBox(
        pk=str(proposal.pk),
        title=_("Should the limits be recalculated from %(day)s?") % told,
        rests_on=side % told,
        would=ngettext(
            "If you accept, the mean becomes %(new_mean)s and the expected range"
            " %(new_range)s. These would be trial limits: %(few)s point only.",
            "If you accept, the mean becomes %(new_mean)s and the expected range"
            " %(new_range)s. These would be trial limits: %(few)s points only.",
            figures.n,
        )
        % told,
        waiting_for=measure.data_owner.name if measure.data_owner else policies.keepers(measure),
        day=day,
        decide_url=reverse("measures:decide", args=[measure.pk, proposal.pk]),
        may_decide=policies.accept_proposal(actor, proposal),
    )


def _corrections(measure: Measure, style: Style) -> tuple[ShownCorrection, ...]:
    rows = (
        Correction.objects.filter(measure=measure).select_related("by").order_by("-at", "-pk")[:50]
    )
    return tuple(
        ShownCorrection(
            period=style.period_in_full(row.on),
            change=_change(style, row),
            by=row.by.name,
            when=words.moment(row.at),
            reason=row.reason,
        )
        for row in rows
    )


def _change(style: Style, row: Correction) -> str:
    old = style.show_written(row.old_value, row.old_n)
    if row.new_value is None:
        return _("%(old)s taken back") % {"old": old}
    new = style.show_written(row.new_value, row.new_n)
    return _("from %(old)s to %(new)s") % {"old": old, "new": new}
