"""The pages around forms: what they are about, what they say, and the form itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.imports.importers import start_url
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import form_pages, words
from groundswell.ground.web.forms import Form

from .. import policies, reading
from ..entries import Entry, period_start
from ..models import Definition, Measure, Observation
from ..pasting import Pasted
from ..sorting import Sorted

Crumb = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormPage(form_pages.FormPage):
    """A page with one form, and perhaps the way to another."""

    other_url: str = ""
    other_label: str = ""


@dataclass(frozen=True, slots=True)
class FaultLine:
    where: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class AddPage:
    """One number to type, or many to paste."""

    title: str
    lead: str
    crumb: Crumb
    one: Form
    many: Form
    add_url: str
    paste_url: str
    import_url: str  # empty where this reader may not bring files in
    faults: tuple[FaultLine, ...] = ()
    back_url: str = ""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What pasted numbers would do, before anything is kept."""

    title: str
    crumb: Crumb
    form: Form
    lead: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    button: str
    paste_url: str
    back_url: str


def measure_crumb(measure: Measure, here: str) -> Crumb:
    return (
        (_("Measures"), reverse("measures:index")),
        (str(measure), measure_url(measure)),
        (here, ""),
    )


def measure_url(measure: Measure) -> str:
    return reverse("measures:measure", args=[measure.pk])


def add_page(
    actor: Actor, measure: Measure, one: Form, many: Form, faults: Sequence[Any] = ()
) -> AddPage:
    """The page on which numbers are added."""
    definition = measure.definition
    return AddPage(
        title=_("Add numbers"),
        lead=definition.counted,
        crumb=measure_crumb(measure, _("Add numbers")),
        one=one,
        many=many,
        add_url=reverse("measures:add", args=[measure.pk]),
        paste_url=reverse("measures:paste", args=[measure.pk]),
        import_url=_import_url(actor, measure),
        faults=tuple(_fault_line(fault) for fault in faults),
        back_url=measure_url(measure),
    )


def _import_url(actor: Actor, measure: Measure) -> str:
    if not policies.is_steward(actor, measure.organisation_id):
        return ""
    return start_url("observations", organisation_id=measure.organisation_id)


def _fault_line(fault: Any) -> FaultLine:
    where = _("Line %(n)s") % {"n": fault.row} if fault.row else ""
    return FaultLine(where, fault.reason, fault.remedy)


def preview_page(measure: Measure, form: Form, pasted: Pasted, sorted_: Sorted) -> PreviewPage:
    """The page that shows pasted numbers as they were understood."""
    definition = measure.definition
    style = reading.style_of(definition)
    n = len(sorted_.new)
    return PreviewPage(
        title=_("Check the numbers"),
        crumb=measure_crumb(measure, _("Check the numbers")),
        form=form,
        lead=ngettext(
            "%(n)s number would be added. Nothing is kept yet.",
            "%(n)s numbers would be added. Nothing is kept yet.",
            n,
        )
        % {"n": n},
        note=_note(pasted, sorted_),
        headings=(
            style.period_name,
            style.value_name,
            *([_("Out of")] if definition.out_of else []),
        ),
        rows=tuple(_line(entry, definition, style) for entry in (*sorted_.new, *sorted_.known)),
        button=ngettext("Add %(n)s number", "Add %(n)s numbers", n) % {"n": n},
        paste_url=reverse("measures:paste", args=[measure.pk]),
        back_url=reverse("measures:add", args=[measure.pk]),
    )


def _note(pasted: Pasted, sorted_: Sorted) -> str:
    parts = []
    if pasted.skipped:
        parts.append(
            _("The first line was taken for headings: “%(line)s”.") % {"line": pasted.skipped}
        )
    if sorted_.known:
        n = len(sorted_.known)
        parts.append(
            ngettext(
                "%(n)s number stands there already, the same.",
                "%(n)s numbers stand there already, the same.",
                n,
            )
            % {"n": n}
        )
    return " ".join(parts)


def _line(entry: Entry, definition: Definition, style: reading.Style) -> tuple[str, ...]:
    period = style.period(period_start(definition, entry.on))
    if not definition.out_of:
        return period, style.show(entry.value)
    shown = style.show_out_of(entry.value, entry.n or 0)
    if entry.n and definition.number in {"percentage", "rate"}:
        return period, style.show(entry.value / entry.n * definition.scale), shown
    return period, style.show(entry.value), shown


def correct_page(measure: Measure, on: dt.date, number: Observation | None, form: Form) -> FormPage:
    """Another number in the place of the one on that day; None where it has been taken back."""
    url = reverse("measures:take_back", args=[measure.pk, on.isoformat()])
    return FormPage(
        title=_("Correct a number"),
        lead=_stands(measure, on, number),
        crumb=measure_crumb(measure, _("Correct a number")),
        form=form,
        button=_("Correct it"),
        note=_("What it was is kept for good, with your name and reason."),
        back_url=measure_url(measure),
        other_url=url if number else "",
        other_label=_("Take this number back"),
    )


def take_back_page(
    measure: Measure, on: dt.date, number: Observation | None, form: Form
) -> FormPage:
    """A number written down by mistake leaves a gap."""
    return FormPage(
        title=_("Take a number back"),
        lead=_stands(measure, on, number),
        crumb=measure_crumb(measure, _("Take a number back")),
        form=form,
        button=_("Take it back"),
        note=_(
            "The chart shows a gap there. What the number was is kept for good, with your name and"
            " reason. You can add a number for the same time again."
        ),
        back_url=measure_url(measure),
    )


def _stands(measure: Measure, on: dt.date, number: Observation | None) -> str:
    """A number as it stands, with who wrote it down."""
    style = reading.style_of(measure.definition)
    period = style.period_in_full(on)
    if number is None:
        return _("%(period)s has no number now.") % {"period": period}
    return _("%(period)s is %(shown)s now. %(how)s by %(by)s on %(when)s.") % {
        "period": period,
        "shown": style.show_written(number.value, number.n),
        "how": number.get_source_display(),
        "by": number.entered_by.name,
        "when": words.moment(number.entered_at),
    }
