"""What people know about a day: a note on the chart, taken back but never lost."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..entries import EARLIEST, period_start
from ..models import Annotation, Measure
from .locking import locked, said


@transaction.atomic
def annotate(*, measure: Measure, on: dt.date, text: str, by: Actor, at: dt.datetime) -> Annotation:
    """Say what happened on a day. The same note by the same person twice is one note.

    Raises
    ------
    Refused
        See `policies.annotate`.
    Unusable
        Where there are no words, or the day has not come or is too long ago.
    """
    measure = locked(measure)
    policies.annotate(by, measure).or_refuse()
    text = said(
        text,
        field="text",
        missing=_("Write what happened, in a sentence."),
        too_long=_("Use at most 2,000 characters."),
    )
    if not EARLIEST <= on <= day_of(at):
        raise Unusable(
            _("Give a day up to today, %(today)s.") % {"today": words.day(day_of(at))}, field="on"
        )
    placed = period_start(measure.definition, on) if _is_a_point(measure, on) else on
    annotation, is_new = Annotation.objects.get_or_create(
        measure=measure,
        on=placed,
        text=text,
        by_id=by.id,
        withdrawn_at=None,
        defaults={"at": at},
    )
    if is_new:
        _record("measure.annotated", measure, by, at, placed)
    return annotation


@transaction.atomic
def withdraw_annotation(*, annotation: Annotation, by: Actor, at: dt.datetime) -> Annotation:
    """Take a note back. Raises Refused."""
    related = ("definition", "organisation", "team", "data_owner")
    rows = Annotation.objects.select_related(*(f"measure__{name}" for name in related))
    annotation = held(rows, annotation.pk)
    policies.withdraw_annotation(by, annotation).or_refuse()
    annotation.withdrawn_at, annotation.withdrawn_by_id = at, by.id
    annotation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("measure.note_withdrawn", annotation.measure, by, at, annotation.on)
    return annotation


def _is_a_point(measure: Measure, on: dt.date) -> bool:
    """Whether the note speaks of a period that has a number: then it stands with that point."""
    start = period_start(measure.definition, on)
    return measure.observations.filter(on=start).exists() and on == start


def _record(name: str, measure: Measure, by: Actor, at: dt.datetime, on: dt.date) -> None:
    audit.record(
        name,
        about=measure,
        by=by,
        at=at,
        organisation_id=measure.organisation_id,
        day=words.day(on),
    )
