"""The parts of a running gathering that are drawn anew when they change, each by itself.

A part is made of ready values, and its stamp says whether a browser has it already.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..agenda import Slot, flow
from ..kinds import Reply, Stage, State
from ..models import AgendaItem, Gathering, Invitation
from ..models import Decision as DecisionRow
from . import times


class Part:
    """Something with a stamp: the same values, the same stamp."""

    __slots__ = ()

    @property
    def stamp(self) -> str:
        return blake2s(repr(self).encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class AgendaRow:
    pk: UUID
    clock: str  # when it begins, by what is known now
    title: str
    minutes: str
    lead: str
    stage: str  # a code of kinds.Stage
    label: str
    mark: str  # the shape of its status
    begin_url: str  # empty where this reader may not go to it


@dataclass(frozen=True, slots=True)
class AgendaPart(Part):
    rows: tuple[AgendaRow, ...]
    title: str  # what is on now, huge; or what is to be said instead
    left: str  # "9 minutes left"; empty where nothing is on
    lead: str
    following: str  # "Next: Plan, 2:20 pm"
    next_url: str  # goes to the next item, or ends the last; empty where this reader may not
    next_label: str
    ends: str
    may_run: Decision


@dataclass(frozen=True, slots=True)
class NotesPart(Part):
    """The notes of one item."""

    pk: UUID
    title: str
    lines: tuple[str, ...]
    by: str
    url: str
    is_now: bool
    may: Decision


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    pk: UUID
    name: str
    reply: str
    is_here: bool | None
    url: str


@dataclass(frozen=True, slots=True)
class AttendancePart(Part):
    rows: tuple[AttendanceRow, ...]
    summary: str
    may: Decision


@dataclass(frozen=True, slots=True)
class DecisionLine:
    pk: UUID
    text: str
    by: str
    about: str  # the item it was decided under
    change_url: str  # empty where this reader may not


@dataclass(frozen=True, slots=True)
class DecisionsPart(Part):
    rows: tuple[DecisionLine, ...]
    may: Decision


_MARKS = {
    Stage.TO_COME: "todo",
    Stage.NOW: "needs",
    Stage.PAST: "done",
    Stage.SKIPPED: "dropped",
}


def agenda_part(
    actor: Actor, gathering: Gathering, items: Sequence[AgendaItem], at: dt.datetime
) -> AgendaPart:
    slots = flow(items, starts_at=gathering.starts_at, now=gathering.closed_at or at)
    may_run = policies.begin_item(actor, gathering, at)
    rows = tuple(
        _agenda_row(gathering, item, slot, may_run) for item, slot in zip(items, slots, strict=True)
    )
    now = next((place for place, s in enumerate(slots) if s.stage == Stage.NOW), None)
    following = _following(slots, now)
    next_url, next_label = _onward(gathering, items, now, following) if may_run else ("", "")
    return AgendaPart(
        rows=rows,
        title=_heading(gathering, rows, now, at),
        left=times.left(slots[now].minutes_left) if now is not None else "",
        lead=rows[now].lead if now is not None else "",
        following=_("Next: %(title)s, %(clock)s")
        % {"title": rows[following].title, "clock": rows[following].clock}
        if following is not None
        else "",
        next_url=next_url,
        next_label=next_label,
        ends=_ends(gathering, slots),
        may_run=may_run,
    )


def _agenda_row(gathering: Gathering, item: AgendaItem, slot: Slot, may_run: Decision) -> AgendaRow:
    goes = may_run and slot.stage != Stage.NOW
    return AgendaRow(
        pk=item.pk,
        clock=times.clock(slot.begins),
        title=item.title,
        minutes=times.minutes(item.minutes),
        lead=item.lead.name if item.lead else "",
        stage=slot.stage.value,
        label=str(slot.stage.label),
        mark=_MARKS[slot.stage],
        begin_url=_item_url("begin_item", gathering, item) if goes else "",
    )


def _following(slots: Sequence[Slot], now: int | None) -> int | None:
    """The place of the item that is next after what is on, or of the first that is to come."""
    after = range(0 if now is None else now + 1, len(slots))
    return next((place for place in after if slots[place].stage == Stage.TO_COME), None)


def _onward(
    gathering: Gathering, items: Sequence[AgendaItem], now: int | None, following: int | None
) -> tuple[str, str]:
    """The one button that moves the agenda on: where it leads and what it says."""
    if following is not None:
        item = items[following]
        label = _("Go to “%(title)s”") if now is not None else _("Begin “%(title)s”")
        return _item_url("begin_item", gathering, item), label % {"title": item.title}
    if now is not None and items[now].began_at:
        return _item_url("end_item", gathering, items[now]), _("End the agenda")
    return "", ""


def _heading(
    gathering: Gathering, rows: Sequence[AgendaRow], now: int | None, at: dt.datetime
) -> str:
    if gathering.state == State.CANCELLED:
        return _("This meeting is cancelled")
    if gathering.state == State.HELD:
        return _("This meeting is closed")
    if now is not None:
        return rows[now].title
    if at < gathering.starts_at:
        return _("Begins at %(clock)s") % {"clock": times.clock(gathering.starts_at)}
    return _("Nothing is on now")


def _ends(gathering: Gathering, slots: Sequence[Slot]) -> str:
    """When it will be over, and how that sits with the plan."""
    last = max((slot.ends for slot in slots), default=gathering.ends_at)
    over = round((last - gathering.ends_at).total_seconds() / 60)
    if over > 0:
        return _("The agenda reaches to %(clock)s, %(over)s longer than planned.") % {
            "clock": times.clock(last),
            "over": times.minutes(over),
        }
    return _("Ends at %(clock)s.") % {"clock": times.clock(gathering.ends_at)}


def notes_parts(
    gathering: Gathering, items: Sequence[AgendaItem], agenda: AgendaPart, may: Decision
) -> tuple[NotesPart, ...]:
    return tuple(
        NotesPart(
            pk=item.pk,
            title=item.title,
            lines=tuple(item.notes.split("\n")) if item.notes else (),
            by=noted_by(item),
            url=_item_url("notes", gathering, item),
            is_now=row.stage == Stage.NOW,
            may=may,
        )
        for item, row in zip(items, agenda.rows, strict=True)
    )


def noted_by(item: AgendaItem) -> str:
    if item.notes_by is None or item.notes_at is None:
        return ""
    told = {"name": item.notes_by.name, "clock": times.clock(item.notes_at)}
    return _("%(name)s, %(clock)s") % told


def attendance_part(
    gathering: Gathering, invitations: Sequence[Invitation], may: Decision
) -> AttendancePart:
    n_here = sum(bool(i.attended) for i in invitations)
    return AttendancePart(
        rows=tuple(
            AttendanceRow(
                pk=i.pk,
                name=i.person.name,
                reply=str(Reply(i.reply).label),
                is_here=i.attended,
                url=reverse("gatherings:attendance", args=[gathering.pk, i.pk]),
            )
            for i in invitations
        ),
        summary=_("%(here)s of %(invited)s here") % {"here": n_here, "invited": len(invitations)},
        may=may,
    )


def decisions_part(
    gathering: Gathering, decisions: Sequence[DecisionRow], may: Decision, may_change: Decision
) -> DecisionsPart:
    return DecisionsPart(
        rows=tuple(
            DecisionLine(
                pk=d.pk,
                text=d.text,
                by=_("%(name)s, %(when)s") % {"name": d.by.name, "when": words.moment(d.at)},
                about=d.item.title if d.item else "",
                change_url=reverse("gatherings:change_decision", args=[gathering.pk, d.pk])
                if may_change
                else "",
            )
            for d in decisions
        ),
        may=may,
    )


def _item_url(name: str, gathering: Gathering, item: AgendaItem) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, item.pk])
