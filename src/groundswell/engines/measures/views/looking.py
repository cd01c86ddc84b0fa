"""Pages that only show: the room, a measure, tables, comparisons, files to take away."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ground.people import queries as people
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.charts import spc_document
from groundswell.ground.web.exports import Sheet, csv_response, file_name, xlsx_response
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.png import png_of

from .. import queries
from ..queries.numbers import Numbers


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = queries.index_page(actor_of(request), queries.asked_of(request.GET))
    return render_page(request, "measures/index.html", page)


@require_safe
def measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.measure_for(actor_of(request), pk)
    show_all = request.GET.get("show") == "all"
    page = queries.measure_page(actor_of(request), found, show_all=show_all)
    return render_page(request, "measures/measure.html", page)


@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = people.known_organisation(pk)
    asked = queries.asked_of(request.GET)
    page = queries.organisation_table(actor_of(request), found.pk, found.name, asked)
    return render_page(request, "measures/table.html", page)


@require_safe
def definition(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.definition_for(actor_of(request), pk)
    page = queries.definition_table(actor_of(request), found, queries.asked_of(request.GET))
    return render_page(request, "measures/table.html", page)


@require_safe
def measure_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.set_for(actor_of(request), pk)
    page = queries.set_table(actor_of(request), found, queries.asked_of(request.GET))
    return render_page(request, "measures/table.html", page)


@require_safe
def compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.definition_for(actor_of(request), pk)
    page = queries.comparison(actor_of(request), found, queries.asked_of(request.GET))
    return render_page(request, "measures/compare.html", page)


@require_safe
def download(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    """The chart as SVG or PNG, the numbers as CSV or Excel."""
    found = queries.measure_for(actor_of(request), pk)
    if ending in {"csv", "xlsx"}:
        return _numbers(queries.measure_numbers(found), ending)
    if ending not in {"svg", "png"}:
        raise Http404
    chart = queries.chart_document(found)
    svg = spc_document(
        chart.drawing, heading=chart.heading, how=chart.how, notes=chart.notes, source=chart.source
    )
    if ending == "svg":
        return _file(svg.encode(), "image/svg+xml", f"{chart.name}.svg")
    return _file(png_of(svg), "image/png", f"{chart.name}.png")


@require_safe
def organisation_download(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    found = people.known_organisation(pk)
    actor, asked = actor_of(request), queries.asked_of(request.GET)
    measures = queries.in_use(actor).filter(organisation_id=found.pk)
    return _numbers(queries.table_numbers(found.name, measures, asked), ending)


@require_safe
def definition_download(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    actor, asked = actor_of(request), queries.asked_of(request.GET)
    found = queries.definition_for(actor, pk)
    measures = queries.in_use(actor).filter(definition=found)
    return _numbers(queries.table_numbers(found.title, measures, asked), ending)


@require_safe
def set_download(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    actor, asked = actor_of(request), queries.asked_of(request.GET)
    found = queries.set_for(actor, pk)
    measures = queries.in_use(actor).filter(pk__in=found.items.values("measure_id"))
    return _numbers(queries.table_numbers(found.title, measures, asked), ending)


def _numbers(numbers: Numbers, ending: str) -> HttpResponse:
    if ending == "csv":
        return csv_response(numbers.name, numbers.headings, numbers.rows)
    if ending != "xlsx":
        raise Http404
    return xlsx_response(numbers.name, [Sheet(numbers.name, numbers.headings, numbers.rows)])


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(name)}"'
    return response
