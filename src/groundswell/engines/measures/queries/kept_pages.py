"""Pages that list what was said about a chart, newest first, and take one more: notes, targets,
limits that were recalculated."""

from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies, reading
from ..kinds import ProposalState
from ..models import Annotation, Measure, Proposal, Target
from .form_pages import Crumb, measure_crumb, measure_url


@dataclass(frozen=True, slots=True)
class KeptLine:
    name: str
    cells: tuple[str, ...]
    undo_url: str  # empty where this reader may not
    about: str  # what would be taken back, for those who hear the page


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What stands, a line each, and the form for one more."""

    title: str
    lead: str
    crumb: Crumb
    caption: str
    headings: tuple[tuple[str, str], ...]  # of all columns: the words, and "r" for numbers
    lines: tuple[KeptLine, ...]
    asks_why: bool  # whether taking back leads to a page that asks for the reason
    nothing: tuple[str, str]  # what an empty list says: in bold, and more
    form: Form
    form_title: str
    button: str
    back_url: str


def notes_page(actor: Actor, measure: Measure, form: Form) -> KeptPage:
    """The notes on the chart."""
    return KeptPage(
        title=_("Notes"),
        lead=_(
            "What people know explains what numbers only show. Your name stands with what you"
            " write."
        ),
        crumb=measure_crumb(measure, _("Notes")),
        caption=_("Notes on the chart"),
        headings=((_("When"), ""), (_("Note"), ""), (_("Said by"), "")),
        lines=_notes(actor, measure),
        asks_why=False,
        nothing=(_("No notes yet."), _("A note is a flag on the chart: what happened, and when.")),
        form=form,
        form_title=_("Add a note"),
        button=_("Add the note"),
        back_url=measure_url(measure),
    )


def _notes(actor: Actor, measure: Measure) -> tuple[KeptLine, ...]:
    standing = Annotation.objects.filter(measure=measure, withdrawn_at__isnull=True)
    return tuple(
        KeptLine(
            name=words.day(note.on),
            cells=(note.text, note.by.name),
            undo_url=reverse("measures:withdraw_note", args=[measure.pk, note.pk])
            if policies.withdraw_annotation(actor, _of(note, measure))
            else "",
            about=note.text,
        )
        for note in standing.select_related("by").order_by("-on", "-at", "pk")
    )


def _of(note: Annotation, measure: Measure) -> Annotation:
    note.measure = measure
    return note


def targets_page(measure: Measure, form: Form) -> KeptPage:
    """The targets that stand, for somebody who sets them."""
    return KeptPage(
        title=_("Targets"),
        lead=_("What you aim for, from a day on. A later target takes over on its own day."),
        crumb=measure_crumb(measure, _("Targets")),
        caption=_("Targets"),
        headings=((_("From"), ""), (_("Target"), "r"), (_("Set by"), "")),
        lines=_targets(measure),
        asks_why=False,
        nothing=(
            _("No target yet."),
            _(
                "A target says where you want to be. Without one the chart says nothing of"
                " meeting it."
            ),
        ),
        form=form,
        form_title=_("Set a target"),
        button=_("Set the target"),
        back_url=measure_url(measure),
    )


def _targets(measure: Measure) -> tuple[KeptLine, ...]:
    style = reading.style_of(measure.definition)
    standing = Target.objects.filter(measure=measure, withdrawn_at__isnull=True)
    return tuple(
        KeptLine(
            name=words.day(target.from_on),
            cells=(style.show(target.value), target.set_by.name),
            undo_url=reverse("measures:withdraw_target", args=[measure.pk, target.pk]),
            about=style.show(target.value),
        )
        for target in standing.select_related("set_by").order_by("-from_on")
    )


def limits_page(measure: Measure, form: Form) -> KeptPage:
    """The recalculations that stand, for somebody who decides about limits."""
    return KeptPage(
        title=_("Recalculate the limits"),
        lead=_(
            "When you know that the work itself changed, such as a new unit that opened, let the"
            " limits start anew on that day. The old limits stay on the chart, and your name and"
            " reason stand under it."
        ),
        crumb=measure_crumb(measure, _("Recalculate the limits")),
        caption=_("Limits that were recalculated"),
        headings=((_("From"), ""), (_("Decided by"), ""), (_("Reason"), "")),
        lines=_recalculations(measure),
        asks_why=True,
        nothing=(
            _("The limits were never recalculated."),
            _("They rest on all numbers, or on the first so many if you chose so."),
        ),
        form=form,
        form_title=_("Recalculate from a day that you know"),
        button=_("Recalculate"),
        back_url=measure_url(measure),
    )


def _recalculations(measure: Measure) -> tuple[KeptLine, ...]:
    standing = Proposal.objects.filter(measure=measure, state=ProposalState.ACCEPTED)
    return tuple(
        KeptLine(
            name=words.day(one.from_on),
            cells=(_decided(one), one.reason),
            undo_url=reverse("measures:undo_recalculation", args=[measure.pk, one.pk]),
            about=words.day(one.from_on),
        )
        for one in standing.select_related("decided_by").order_by("-from_on")
    )


def _decided(one: Proposal) -> str:
    assert one.decided_by and one.decided_at
    day = words.day(day_of(one.decided_at))
    return _("%(who)s on %(day)s") % {"who": one.decided_by.name, "day": day}
