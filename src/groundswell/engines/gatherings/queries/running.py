"""A gathering while it runs, and its minutes afterwards."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Reply, State
from ..models import AgendaItem, Gathering
from . import times
from .parts import (
    AgendaPart,
    AttendancePart,
    DecisionsPart,
    NotesPart,
    Part,
    agenda_part,
    attendance_part,
    decisions_part,
    notes_parts,
)


@dataclass(frozen=True, slots=True)
class RunningPage:
    """What people look at together. A wing's own page includes the partials `gatherings/_agenda`,
    `_notes`, `_attendance` and `_decisions`, which read it under the name `running`."""

    pk: UUID
    title: str
    crumb: tuple[tuple[str, str], ...]
    lead: str
    link: str
    onward_url: str  # where a form leads back to
    live_url: str
    decide_url: str
    close_url: str
    minutes_url: str  # empty before they are out
    is_over: bool
    agenda: AgendaPart
    notes: tuple[NotesPart, ...]
    attendance: AttendancePart
    decisions: DecisionsPart
    may_close: Decision


def running_page(
    actor: Actor, gathering: Gathering, at: dt.datetime, *, onward_url: str = ""
) -> RunningPage:
    """Everything of a running gathering in a constant number of queries.

    `gathering` has come through `gathering_with_notes_for`; `onward_url` is the page that shows
    this, where it is not our own.
    """
    items = _items(gathering)
    people = _invitations(gathering)
    invited = any(i.person_id == actor.id for i in people)
    may = policies.take_notes(actor, gathering, at, is_invited=invited)
    may_change = policies.change_decision(actor, gathering, at, is_invited=invited)
    agenda = agenda_part(actor, gathering, items, at)
    decided = list(gathering.decisions.select_related("by", "item").order_by("at", "pk"))
    here = onward_url or reverse("gatherings:running", args=[gathering.pk])
    is_over = gathering.state != State.PLANNED
    return RunningPage(
        pk=gathering.pk,
        title=gathering.title,
        crumb=_crumb(gathering),
        lead=times.span(gathering),
        link=gathering.link,
        onward_url=here,
        live_url=reverse("gatherings:live", args=[gathering.pk]),
        decide_url=reverse("gatherings:decide", args=[gathering.pk]),
        close_url=reverse("gatherings:close", args=[gathering.pk]),
        minutes_url=reverse("gatherings:minutes", args=[gathering.pk]) if is_over else "",
        is_over=is_over,
        agenda=agenda,
        notes=notes_parts(gathering, items, agenda, may),
        attendance=attendance_part(gathering, people, may),
        decisions=decisions_part(gathering, decided, may, may_change),
        may_close=policies.close_gathering(actor, gathering, at),
    )


def _items(gathering: Gathering) -> list[AgendaItem]:
    return list(gathering.items.select_related("lead", "notes_by").order_by("position"))


def _invitations(gathering: Gathering) -> list:
    return list(gathering.invitations.select_related("person").order_by("person__name", "pk"))


def _crumb(gathering: Gathering) -> tuple[tuple[str, str], ...]:
    return (
        (_("Gatherings"), reverse("gatherings:index")),
        (gathering.title, reverse("gatherings:gathering", args=[gathering.pk])),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """What a browser that shows certain stamps has to draw anew."""

    agenda: bool
    attendance: bool
    decisions: bool
    notes: frozenset[UUID]

    @property
    def are_any(self) -> bool:
        return self.agenda or self.attendance or self.decisions or bool(self.notes)


def changes_since(page: RunningPage, seen: Collection[str]) -> Changes:
    """Compare what is now with what was `seen`, such as "agenda:<stamp>" or "<item id>:<stamp>".

    What a browser does not name it does not show, or somebody is writing there: it is left alone.
    """
    stamps = dict(entry.rsplit(":", 1) for entry in seen if ":" in entry)

    def is_new(name: str, part: Part) -> bool:
        return stamps.get(name, part.stamp) != part.stamp

    return Changes(
        agenda=is_new("agenda", page.agenda),
        attendance=is_new("attendance", page.attendance),
        decisions=is_new("decisions", page.decisions),
        notes=frozenset(n.pk for n in page.notes if is_new(str(n.pk), n)),
    )


@dataclass(frozen=True, slots=True)
class NotesPage:
    """Where one person writes the notes of one item."""

    pk: UUID
    title: str
    crumb: tuple[tuple[str, str], ...]
    url: str
    read_url: str
    onward_url: str
    notes: str  # what is being written
    version: int
    fault: str = ""
    theirs: str | None = None  # what somebody else saved meanwhile
    theirs_by: str = ""


def notes_page(
    gathering: Gathering,
    item: AgendaItem,
    *,
    onward_url: str,
    typed: str | None = None,
    fault: str = "",
    is_stale: bool = False,
) -> NotesPage:
    """The editor. After a clash it holds both texts, and the version of the other one: whoever
    saves then has seen it."""
    who = item.notes_by.name if item.notes_by else ""
    url = reverse("gatherings:notes", args=[gathering.pk, item.pk])
    return NotesPage(
        pk=item.pk,
        title=item.title,
        crumb=(*_crumb(gathering), (_("Notes"), "")),
        url=url,
        read_url=f"{url}?read=1",
        onward_url=onward_url,
        notes=item.notes if typed is None else typed,
        version=item.notes_version,
        fault=fault,
        theirs=item.notes if is_stale else None,
        theirs_by=who if is_stale else "",
    )


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """What is left of a gathering for those who were asked to come, ready to print."""

    title: str
    crumb: tuple[tuple[str, str], ...]
    lead: str
    place: str
    state: str
    here: tuple[str, ...]
    away: tuple[str, ...]  # who said that they could not come, or did not
    decisions: DecisionsPart
    notes: tuple[NotesPart, ...]


def minutes(actor: Actor, gathering: Gathering, at: dt.datetime) -> MinutesPage:
    """The minutes; `gathering` has come through `gathering_with_notes_for`."""
    page = running_page(actor, gathering, at)
    came = tuple(row.name for row in page.attendance.rows if row.is_here)
    cannot = str(Reply.CANNOT.label)
    away = (r for r in page.attendance.rows if r.is_here is False or r.reply == cannot)
    return MinutesPage(
        title=gathering.title,
        crumb=(*page.crumb, (_("Minutes"), "")),
        lead=page.lead,
        place=gathering.place,
        state="" if gathering.state == State.HELD else _("It is not closed yet: this may change."),
        here=came,
        away=tuple(row.name for row in away if not row.is_here),
        decisions=page.decisions,
        notes=tuple(n for n in page.notes if n.lines),
    )
