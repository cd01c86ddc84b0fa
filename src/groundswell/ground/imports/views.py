from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.exports import csv_response
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from . import actions, policies, queries
from .forms import ColumnsForm, UploadForm
from .importers import Importer, Place, RunContext, importers
from .models import ImportRun

State = ImportRun.State
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    page = queries.runs_page(_actor(request), request.GET.get("page"))
    return render_page(request, "imports/runs.html", page)


@read_or_send
def start(request: HttpRequest, code: str) -> HttpResponse:
    importer = queries.importer_for(code)
    place = queries.place_for(_actor(request), importer, request.GET)
    policies.start_run(_actor(request), importer, place).or_refuse()
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (run := _started(request, importer, place, form)):
            return redirect("imports:columns", run.pk)
    page = queries.start_page(_actor(request), importer, place, form)
    return render_page(request, "imports/start.html", page, status=status_of(form))


def _started(
    request: HttpRequest, importer: Importer, place: Place, form: UploadForm
) -> ImportRun | None:
    file = form.cleaned_data["file"]
    try:
        return actions.start_run(
            importer=importer,
            place=place,
            file_name=file.name,
            content=file.read(),
            by=_actor(request),
            at=timezone.now(),
        )
    except Unusable as unusable:
        form.refuse(unusable)
    return None


@require_safe
def empty(request: HttpRequest, code: str) -> HttpResponse:
    """A file with the right headings and nothing below them."""
    importer = queries.importer_for(code)
    headings = queries.headings_of(_actor(request), importer, request.GET)
    return csv_response(f"{code}-headings", headings, [])


@require_safe
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Wherever the file has come to: the page of that state, or the way to it."""
    found = queries.run_for(_actor(request), pk)
    if found.state in {State.UPLOADED, State.MAPPED}:
        return redirect("imports:columns", pk)
    if found.state in {State.CHECKING, State.APPLYING} and found.job_id:
        return redirect("web:job", found.job_id)
    if found.state == State.CHECKED:
        has_options = _options_form(request, found) is not None
        page = queries.dry_run_page(_actor(request), found, has_options=has_options)
        return render_page(request, "imports/dry_run.html", page)
    return render_page(request, "imports/ended.html", queries.ended_page(found))


@read_or_send
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.run_for(_actor(request), pk)
    if not policies.map_columns(_actor(request), found) and request.method != "POST":
        return redirect("imports:run", pk)
    policies.map_columns(_actor(request), found).or_refuse()
    form = ColumnsForm(request.POST if request.method == "POST" else None,
                       importer=importers[found.importer], run=found)  # fmt: skip
    if request.method == "POST" and form.is_valid() and _mapped(request, found, form):
        if _options_form(request, found) is not None:
            return redirect("imports:options", pk)
        return _check(request, found)
    page = queries.columns_page(found, form)
    return render_page(request, "imports/columns.html", page, status=status_of(form))


def _mapped(request: HttpRequest, found: ImportRun, form: ColumnsForm) -> bool:
    try:
        actions.map_columns(run=found, mapping=form.mapping, by=_actor(request), at=timezone.now())
    except Unusable as unusable:
        form.refuse(unusable)
        return False
    return True


@read_or_send
def options(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.run_for(_actor(request), pk)
    form = _options_form(request, found, request.POST if request.method == "POST" else None)
    may = policies.choose_options(_actor(request), found)
    if form is None or (not may and request.method != "POST") or found.state == State.UPLOADED:
        return redirect("imports:run", pk)
    may.or_refuse()
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        chosen = form.cleaned_data
        return _check(
            request, actions.choose_options(run=found, options=chosen, by=_actor(request), at=now)
        )
    page = queries.options_page(found, form)
    return render_page(request, "imports/options.html", page, status=status_of(form))


@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _check(request, queries.run_for(_actor(request), pk))


def _check(request: HttpRequest, found: ImportRun) -> HttpResponse:
    actions.check_run(run=found, by=_actor(request), at=timezone.now())
    return redirect("imports:run", found.pk)


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.run_for(_actor(request), pk)
    fingerprint = request.POST.get("fingerprint", "")
    try:
        actions.confirm_run(
            run=found, fingerprint=fingerprint, by=_actor(request), at=timezone.now()
        )
    except Unusable as unusable:
        messages.warning(request, str(unusable))
    return redirect("imports:run", pk)


@require_POST
def abandon(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.run_for(_actor(request), pk)
    try:
        actions.abandon_run(run=found, by=_actor(request), at=timezone.now())
    except Unusable as unusable:
        messages.warning(request, str(unusable))
        return redirect("imports:run", pk)
    messages.success(request, _("The file was put away. Nothing of it was brought in."))
    return redirect("imports:runs")


@require_safe
def heap(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    found = queries.run_for(_actor(request), pk)
    headings, rows = queries.heap_rows(found, code)
    return csv_response(code, headings, rows)


@require_safe
def faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    headings, rows = queries.fault_rows(queries.run_for(_actor(request), pk))
    return csv_response("faults", headings, rows)


def _options_form(request: HttpRequest, found: ImportRun, data: Any = None) -> Any:
    place = Place(found.organisation_id, found.about_id)
    context = RunContext(_actor(request), place, timezone.now(), found.options, found.file_name)
    return importers[found.importer].options_form(context, data)
