"""A measure as a document: its chart, what it says, its numbers, and what exactly is counted."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.documents.description import (
    Block,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Number,
    Paragraph,
    Picture,
    Table,
)
from groundswell.ground.documents.kinds import DocumentKind
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.charts import (
    PAPER,
    SpcDrawing,
    flag_note,
    ring_note,
    signal_note,
    spc_svg,
    summary_of,
)

from . import queries
from .models import Measure
from .queries.measure_page import MeasurePage


def build(actor: Actor, pk: UUID) -> Document:
    """What the measure's page shows to this reader. Http404 where it is not theirs to see."""
    measure = queries.measure_for(actor, pk)
    page = queries.measure_page(actor, measure, show_all=True)
    return Document(
        title=page.title,
        lead=page.heading,
        meta=_meta(page),
        blocks=(*_chart(measure, page), *_numbers(measure, page), *_counted(page)),
        source=_("All of it, as it is today: %(url)s")
        % {"url": settings.PUBLIC_URL + reverse("measures:measure", args=[pk])},
    )


def _meta(page: MeasurePage) -> tuple[tuple[str, str], ...]:
    newest = page.rows[0].row.period if page.rows else _("No numbers yet.")
    return ((_("Measure"), page.lead), (_("Newest number"), newest))


def _chart(measure: Measure, page: MeasurePage) -> Iterator[Block]:
    yield Heading(_("What the chart says"))
    if not page.has_numbers:
        yield Paragraph(_("The chart begins with the first number."))
        return
    drawing = queries.chart_document(measure).drawing
    yield Picture(
        svg=str(spc_svg(drawing, size=PAPER)),
        alt=summary_of(drawing),
        caption=page.how,
        narrow_svg=str(page.narrow),
    )
    yield Figures((
        Figure(page.rows[0].row.value or "–", _("Newest number"), page.rows[0].row.period),
        Figure(page.variation, _("Variation")),
        Figure(page.assurance, _("Target")),
    ))
    if notes := tuple(_notes(drawing)):
        yield Bullets(notes)
    yield Paragraph(f"{page.why} {page.trial}".strip())
    if page.declined:
        yield Heading(_("Limits that were kept"), level=2)
        yield Bullets(page.declined)


def _notes(drawing: SpcDrawing) -> Iterator[str]:
    """What the marks on the chart stand for."""
    for signal in drawing.signals:
        yield f"{signal.number}: {signal_note(drawing, signal)}"
    for flag in drawing.flags:
        yield f"{flag.letter}: {flag_note(flag)}"
    for ring in drawing.recalculations:
        yield f"{ring.label}: {ring_note(drawing, ring)}"


def _numbers(measure: Measure, page: MeasurePage) -> Iterator[Block]:
    """Newest first, as on the page; a sheet counts with the numbers that the page rounds."""
    if not page.rows:
        return
    plain = reversed(queries.measure_numbers(measure).rows)
    yield Heading(_("The numbers"))
    yield Table(
        caption=page.title,
        headings=(
            page.period_name,
            page.value_name,
            page.centre_name,
            _("Expected range"),
            _("What the rules say"),
        ),
        rows=tuple(
            (
                shown.row.period,
                Number(shown.row.value, shown_value),
                Number(shown.row.mean, mean),
                shown.row.expected,
                shown.row.says,
            )
            for shown, (_on, _period, _value, _n, shown_value, mean, *_rest) in zip(
                page.rows, plain, strict=True
            )
        ),
        how=page.table_lead,
    )


def _counted(page: MeasurePage) -> Iterator[Block]:
    yield Heading(_("What exactly is counted"))
    yield Bullets(tuple(f"{name}: {value}" for name, value in page.counted if value))


MEASURE = DocumentKind(gettext_lazy("A measure and its chart"), build)
