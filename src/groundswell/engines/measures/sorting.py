"""What a list of numbers would do to a measure, before anything is written."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault, Unusable

from . import reading
from .charting import Style
from .entries import Entry, fault_in, period_start
from .models import Measure, Observation

MOST_AT_ONCE = 2_000  # numbers typed, pasted or sent; a longer list comes as a file


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a list of numbers would do: those that are new, those known already, what is wrong."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def sort_entries(measure: Measure, entries: Sequence[Entry], *, today: dt.date) -> Sorted:
    """What `record_observations` would do with these numbers; reads, and writes nothing."""
    if not entries:
        raise Unusable(_("There is no number to add yet."), field="numbers")
    if len(entries) > MOST_AT_ONCE:
        raise Unusable(
            _("Add at most 2,000 numbers at once. Bring a longer list in as a file."),
            field="numbers",
        )
    definition = measure.definition
    placed = [_placed(entry, period_start(definition, entry.on)) for entry in entries]
    held = _held(measure, placed)
    style = reading.style_of(definition)
    new: dict[dt.date, Entry] = {}
    known: list[Entry] = []
    faults: list[Fault] = []
    for entry in placed:
        fault = fault_in(definition, entry, today=today) or _clash(entry, new, held, style)
        if fault:
            faults.append(Fault(entry.row, *fault))
        elif entry.on in held or entry.on in new:
            known.append(entry)
        else:
            new[entry.on] = entry
    return Sorted(tuple(new.values()), tuple(known), tuple(faults))


def _placed(entry: Entry, on: dt.date) -> Entry:
    return Entry(on=on, value=entry.value, n=entry.n, row=entry.row)


def _held(measure: Measure, entries: Sequence[Entry]) -> dict[dt.date, Entry]:
    """What stands there already, for the days asked about."""
    first, last = min(e.on for e in entries), max(e.on for e in entries)
    rows = Observation.objects.filter(measure=measure, on__range=(first, last))
    return {on: Entry(on, value, n) for on, value, n in rows.values_list("on", "value", "n")}


def _clash(
    entry: Entry, new: dict[dt.date, Entry], held: dict[dt.date, Entry], style: Style
) -> tuple[str, str, str] | None:
    """A different number for the same day: in the list itself, or in what stands there."""
    period = style.period_in_full(entry.on)
    if entry.on in held and not _same(entry, held[entry.on]):
        return (
            "value",
            _("%(period)s has %(value)s already.")
            % {
                "period": period,
                "value": style.show_written(held[entry.on].value, held[entry.on].n),
            },
            _("To change it, correct that number and give a reason."),
        )
    if entry.on in new and not _same(entry, new[entry.on]):
        return (
            "on",
            _("%(period)s stands here twice, with different numbers.") % {"period": period},
            _("Keep one of them."),
        )
    return None


def _same(a: Entry, b: Entry) -> bool:
    return a.value == b.value and a.n == b.n
