"""Results to take away: PDF, slides, and a sheet with the numbers and a codebook.

Everything in them is what the release shows; no answer of anybody ever leaves.
"""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.documents.description import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Number,
    Paragraph,
    Picture,
    Table,
)
from groundswell.ground.documents.kinds import DocumentKind
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.charts import dots_svg

from ..definition import Definition, said_in
from ..queries.results import access
from ..queries.results.heat import heat_of
from ..queries.results.page import Results, ResultsPage, read_results, results_page
from ..queries.results.pictures import drawing_of
from .numbering import rows_of, table_of
from .scoring import Reading, scored


def build(actor: Actor, pk: UUID) -> Document:
    """What the results page shows to this reader. Http404 where it is not theirs to see."""
    survey = access.survey_with_results_for(actor, pk)
    release = access.release_or_404(actor, survey)
    page = results_page(actor, survey)
    found = read_results(actor, survey, release)
    return Document(
        title=page.heading,
        lead=f"{page.headline}. {page.team_owned}".strip(),
        meta=((_("Version"), page.lead), (_("Organisation"), str(survey.organisation))),
        blocks=(
            *_scores(page, found.readings()),
            *_groups(page, found),
            *_numbers(found),
            *_codebook(found.definition),
            *_why(page),
        ),
        source=settings.PUBLIC_URL + reverse("surveys:results", args=[pk]),
    )


def _scores(page: ResultsPage, readings: tuple[Reading, ...]) -> Iterator[Block]:
    yield Heading(_("What people said"))
    if page.picture is None:
        yield Paragraph(_("No question of this survey counts as a number."))
        return
    drawing = drawing_of(readings)
    yield Picture(
        svg=str(dots_svg(drawing)),
        alt=drawing.description,
        caption=page.picture.how,
        narrow_svg=str(dots_svg(drawing, narrow=True)),
    )
    yield Bullets(tuple(f"{one.first} {one.more}".strip() for one in page.said))


def _groups(page: ResultsPage, found: Results) -> Iterator[Block]:
    """The scores by units, and by every question that they have been laid out by."""
    for cut in page.cuts:
        heat = heat_of(found.numbers, found.readings(cut.wheres), cut) if cut.is_asked else None
        if heat:
            yield Heading(heat.heading)
            yield Table(
                caption=_("Scores from 0 to 10"),
                headings=(heat.row_heading, _("Answered"), *heat.columns),
                rows=tuple(
                    (row.label, row.answered, *(f"{c.words}{c.mark_words}" for c in row.cells))
                    for row in heat.rows
                ),
                how=_("Small groups are drawn towards the mean of all. “Hidden” protects people."),
            )


def _numbers(found: Results) -> Iterator[Block]:
    """Every number of the release, as a sheet counts with it."""
    yield Heading(_("Every number that is published"))
    yield table_of(rows_of(found.numbers, found.definition, found.units))


def _codebook(definition: Definition) -> Iterator[Block]:
    language = definition.languages[0]
    yield Heading(_("What the questions are"))
    rows: list[tuple[Cell, ...]] = [
        (q.id, said_in(q.label, language), said_in(o.label, language), Number(str(o.code), o.code))
        for q in definition.questions.values()
        for o in q.options
    ]
    headings = (_("Name"), _("Question"), _("Answer"), _("Number"))
    yield Table(_("Questions and answers"), headings, tuple(rows))
    yield Table(
        _("Scores"),
        (_("Name"), _("Score"), _("Made of"), _("Turned around")),
        tuple(
            (
                scale.code,
                said_in(scale.name, language),
                ", ".join(scale.questions),
                ", ".join(sorted(scale.reversed)) or "–",
            )
            for scale in scored(definition)
        ),
        how=_("A score is the mean of its questions, from 0 to 10."),
    )


def _why(page: ResultsPage) -> Iterator[Block]:
    yield Heading(_("Why some numbers are hidden"))
    yield Paragraph(
        _("For one of these reasons. We don’t say which, because that would be a clue:")
    )
    yield Bullets(tuple(page.why))


RESULTS = DocumentKind(gettext_lazy("Results of a survey"), build)
