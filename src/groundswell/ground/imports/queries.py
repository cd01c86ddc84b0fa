"""What the pages of the flow show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, paged

from . import policies
from .importers import Importer, Place, fields_of, importers, start_url
from .models import ImportRun
from .work import unpacked

State = ImportRun.State


@dataclass(frozen=True, slots=True)
class StartPage:
    title: str
    intro: str
    place: str
    columns: list[tuple[str, str, str]]  # what a column holds, whether it is needed, more about it
    limits: str
    empty_url: str
    form: forms.Form


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    title: str
    file: str
    size: str
    note: str
    samples: list[tuple[str, str]]  # heading and what stands in its first rows
    abandon_url: str
    form: forms.Form


@dataclass(frozen=True, slots=True)
class OptionsPage:
    title: str
    file: str
    columns_url: str
    form: forms.Form


@dataclass(frozen=True, slots=True)
class HeapShown:
    """One kind of what the file would do, with its first lines."""

    label: str
    count: str
    headings: list[str]
    lines: list[list[str]]
    how: str  # which part of all lines is shown
    all_url: str  # empty where there are no lines


@dataclass(frozen=True, slots=True)
class DryRunPage:
    title: str
    place: str
    file: str
    size: str
    lead: str
    notes: list[str]
    heaps: list[HeapShown]
    faults: list[tuple[str, str, str, str]]  # row, column, what is wrong, what would be right
    faults_how: str
    faults_url: str
    may_confirm: Decision
    fingerprint: str
    confirm_label: str
    run_url: str
    columns_url: str
    options_url: str
    again_url: str


@dataclass(frozen=True, slots=True)
class EndedPage:
    """A run that was applied, failed or was put away."""

    title: str
    heading: str
    sentence: str
    counts: list[tuple[str, str]]
    onward_url: str
    check_url: str  # empty where there is nothing to check again
    abandon_url: str  # empty where there is nothing to put away
    again_url: str


@dataclass(frozen=True, slots=True)
class RunShown:
    file: str
    what: str
    began: str
    kind: str  # of the status tag
    state: str
    url: str
    abandon_url: str


@dataclass(frozen=True, slots=True)
class RunsPage:
    starts: list[tuple[str, str]]  # label and address of what the person may bring in
    runs: list[RunShown]
    pager: Pager


def importer_for(code: str) -> Importer:
    """The importer of that code, or 404."""
    importer = importers.get(code)
    if importer is None:
        raise Http404
    return importer


def place_for(actor: Any, importer: Importer, query: Any) -> Place:
    """The place that an address names; 404 where it is none, or not the actor's to see."""
    try:
        place = Place(_uuid(query.get("organisation")), _uuid(query.get("about")))
    except ValueError:
        raise Http404 from None
    importer.place_name(actor, place)
    return place


def headings_of(actor: Any, importer: Importer, query: Any) -> list[str]:
    """The columns that a file may have: of one thing where the address names one."""
    fields = importer.fields
    if query.get("about"):
        fields = fields_of(importer, place_for(actor, importer, query))
    return [str(field.label) for field in fields]


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def run_for(actor: Any, pk: UUID) -> ImportRun:
    """The run, or one and the same 404 whether it is missing, another's or no longer allowed."""
    mine = ImportRun.objects.filter(started_by_id=actor.id).defer("content", "full_list")
    run = get_object_or_404(mine, pk=pk)
    if not policies.see_run(actor, run):
        raise Http404
    return run


def _empty_url(importer: Importer, place: Place) -> str:
    about = f"?about={place.about_id}" if place.about_id else ""
    return reverse("imports:empty", args=[importer.code]) + about


def start_page(actor: Any, importer: Importer, place: Place, form: forms.Form) -> StartPage:
    limits = _("At most %(mb)s MB and %(rows)s rows. We keep the file until it is brought in, "
               "for 7 days at most.")  # fmt: skip
    return StartPage(
        title=str(importer.title),
        intro=str(importer.intro),
        place=importer.place_name(actor, place),
        columns=[
            (str(f.label), _("Needed") if f.required else _("If there is one"), str(f.help))
            for f in fields_of(importer, place)
        ],
        limits=limits
        % {
            "mb": f"{settings.IMPORT_MOST_BYTES / 1e6:,.0f}",
            "rows": f"{settings.IMPORT_MOST_ROWS:,}",
        },
        empty_url=_empty_url(importer, place),
        form=form,
    )


def columns_page(run: ImportRun, form: forms.Form) -> ColumnsPage:
    return ColumnsPage(
        title=_title(run),
        file=run.file_name,
        size=_size(run),
        note=run.note,
        samples=[
            (heading, " · ".join(values) or _("nothing in the first rows"))
            for heading, values in zip(run.headings, run.samples, strict=True)
        ],
        abandon_url=_url("abandon", run),
        form=form,
    )


def options_page(run: ImportRun, form: forms.Form) -> OptionsPage:
    return OptionsPage(_title(run), run.file_name, _url("columns", run), form)


def dry_run_page(actor: Any, run: ImportRun, *, has_options: bool) -> DryRunPage:
    n_writes = run.preview.get("n_writes", 0)
    return DryRunPage(
        title=_title(run),
        place=importers[run.importer].place_name(actor, _place(run)),
        file=run.file_name,
        size=_size(run),
        lead=_lead(run, n_writes),
        notes=[*filter(None, [run.note]), *run.preview.get("notes", [])],
        heaps=[_shown(run, heap) for heap in run.preview.get("heaps", []) if heap["n"]],
        faults=[_fault_line(fault) for fault in run.faults],
        faults_how=_part(len(run.faults), run.n_faults),
        faults_url=_url("faults", run) if run.n_faults else "",
        may_confirm=policies.confirm_run(actor, run),
        fingerprint=run.fingerprint,
        confirm_label=_("Bring in %(n)s changes") % {"n": f"{n_writes:,}"},
        run_url=_url("run", run),
        columns_url=_url("columns", run),
        options_url=_url("options", run) if has_options else "",
        again_url=_again_url(run),
    )


def _lead(run: ImportRun, n_writes: int) -> str:
    if run.n_faults:
        sentence = _("The file has %(faults)s. Nothing was changed. "
                     "Put them right in the file, then bring it in anew.")  # fmt: skip
        return sentence % {"faults": words.count(run.n_faults, "fault", "faults")}
    if not n_writes:
        return _("Everything in the file is here already. Nothing would change.")
    return _("This is what would change. Nothing has been changed yet.")


def _shown(run: ImportRun, heap: dict[str, Any]) -> HeapShown:
    lines = heap["lines"]
    return HeapShown(
        label=heap["label"],
        count=f"{heap['n']:,}",
        headings=heap["headings"],
        lines=lines,
        how=_part(len(lines), heap["n"]),
        all_url=reverse("imports:heap", args=[run.pk, heap["code"]]) if lines else "",
    )


def _part(n_shown: int, n: int) -> str:
    if n_shown >= n:
        return ""
    return _("The first %(shown)s of %(all)s.") % {"shown": f"{n_shown:,}", "all": f"{n:,}"}


def _fault_line(fault: dict[str, Any]) -> tuple[str, str, str, str]:
    row = f"{fault['row']:,}" if fault["row"] else _("The whole file")
    return row, fault["column"], fault["reason"], fault["remedy"]


def ended_page(run: ImportRun) -> EndedPage:
    heading, sentence = _told(run)
    is_open = not run.is_over
    return EndedPage(
        title=_title(run),
        heading=heading,
        sentence=sentence,
        counts=[(h["label"], f"{h['n']:,}") for h in run.preview.get("heaps", [])]
        if run.state == State.APPLIED
        else [],
        onward_url=run.onward_url,
        check_url=_url("check", run) if is_open else "",
        abandon_url=_url("abandon", run) if is_open else "",
        again_url=_again_url(run),
    )


def _told(run: ImportRun) -> tuple[str, str]:
    if run.state == State.APPLIED:
        return _("The file is in"), run.outcome
    if run.state == State.FAILED:
        return _("The file was not brought in"), run.outcome
    return _("The file was put away"), _("Nothing of it was brought in, and we no longer have it.")


def heap_rows(run: ImportRun, code: str) -> tuple[Sequence[str], list[list[str]]]:
    """All lines of one heap with their headings; 404 where there is none."""
    packed = run.full_list
    heap = unpacked(bytes(packed)).get(code) if packed else None
    if not heap:
        raise Http404
    return heap["headings"], heap["lines"]


def fault_rows(run: ImportRun) -> tuple[Sequence[str], list[tuple[str, str, str, str]]]:
    headings = (_("Row"), _("Column"), _("What is wrong"), _("What would be right"))
    return headings, [_fault_line(fault) for fault in run.faults]


def runs_page(actor: Any, number: str | None) -> RunsPage:
    """The person's own runs, newest first, and what they may bring in."""
    mine = ImportRun.objects.filter(started_by_id=actor.id).defer("content", "full_list")
    runs: list[ImportRun]
    runs, pager = paged(mine.order_by("-created_at", "pk"), number)
    return RunsPage(_starts(actor), [_run_shown(run) for run in runs], pager)


def _starts(actor: Any) -> list[tuple[str, str]]:
    places = [Place(), *(Place(pk) for pk in sorted(actor.organisation_ids, key=str)[:10])]
    starts = []
    for code, importer in importers.items():
        for place in places:
            if importer.may(actor, place):
                label = f"{importer.title}, {importer.place_name(actor, place)}"
                starts.append((label, start_url(code, organisation_id=place.organisation_id)))
    return starts


def _run_shown(run: ImportRun) -> RunShown:
    kind, state = _STATES[State(run.state)]
    return RunShown(
        file=run.file_name,
        what=_title(run),
        began=words.moment(run.created_at),
        kind=kind,
        state=str(state()),
        url=_url("run", run),
        abandon_url="" if run.is_over else _url("abandon", run),
    )


_STATES = {
    State.UPLOADED: ("todo", lambda: _("Columns to choose")),
    State.MAPPED: ("todo", lambda: _("To be checked")),
    State.CHECKING: ("waiting", lambda: _("Being checked")),
    State.CHECKED: ("needs", lambda: _("To be read")),
    State.APPLYING: ("waiting", lambda: _("Being saved")),
    State.APPLIED: ("done", lambda: _("Brought in")),
    State.FAILED: ("dropped", lambda: _("Not brought in")),
    State.ABANDONED: ("dropped", lambda: _("Put away")),
}


def _title(run: ImportRun) -> str:
    importer = importers.get(run.importer)
    return str(importer.title) if importer else run.importer


def _size(run: ImportRun) -> str:
    rows = words.count(run.n_rows, "row", "rows")
    columns = words.count(len(run.headings), "column", "columns")
    return words.listed([rows, columns])


def _place(run: ImportRun) -> Place:
    return Place(run.organisation_id, run.about_id)


def _url(name: str, run: ImportRun) -> str:
    return reverse(f"imports:{name}", args=[run.pk])


def _again_url(run: ImportRun) -> str:
    return start_url(run.importer, organisation_id=run.organisation_id, about_id=run.about_id)
