"""What happened to a promise, as a timeline in words, newest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web import words

from ..kinds import State
from ..models import Commitment, Handing, Reopening, Wording
from .rows import first_move

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Event:
    at: dt.datetime
    when: str
    what: str
    reason: str = ""  # in the words of whoever did it
    before: tuple[tuple[str, str], ...] = ()  # words that were replaced: field and text


def history_of(commitment: Commitment) -> tuple[Event, ...]:
    """Three queries, whatever happened; the moves have to come with who moved."""
    events = [
        _made(commitment),
        *_moved(commitment),
        *_handed(commitment),
        *_reworded(commitment),
        *_reopened(commitment),
    ]
    if commitment.closed_by and commitment.closed_at:
        events.append(_closed(commitment, commitment.closed_by, commitment.closed_at))
    return tuple(sorted(events, key=lambda event: event.at))[::-1]


def _event(at: dt.datetime, what: str, reason: str = "") -> Event:
    return Event(at, words.moment(at), what, reason)


def _made(commitment: Commitment) -> Event:
    first = first_move(commitment)
    due_on = first.due_before if first else commitment.due_on
    told = {"by": commitment.made_by.name, "day": words.day(due_on)}
    return _event(commitment.made_at, _("%(by)s wrote this down, to be done by %(day)s.") % told)


def _moved(commitment: Commitment) -> Iterator[Event]:
    for move in sorted(commitment.moves.all(), key=lambda move: move.pk):
        told = {"by": move.by.name, "was": words.day(move.due_before), "is": words.day(move.due_on)}
        what = _("%(by)s moved the day from %(was)s to %(is)s.") % told
        yield _event(move.at, what, move.reason)


def _handed(commitment: Commitment) -> Iterator[Event]:
    rows = Handing.objects.filter(commitment=commitment).order_by("pk")
    for handing in rows.select_related("by", "owner", "owner_before"):
        told = {
            "by": handing.by.name,
            "was": handing.owner_before.name,
            "is": handing.owner.name,
        }
        what = (
            _("%(by)s handed it back to %(is)s.")
            if handing.is_back
            else _("%(by)s handed it on from %(was)s to %(is)s.")
        )
        yield _event(handing.at, what % told, handing.reason)


def _reworded(commitment: Commitment) -> Iterator[Event]:
    """Each wording with what replaced it: the next one, or the words of today."""
    kept = list(commitment.wordings.select_related("by").order_by("version"))
    replacing: list[Wording | Commitment] = [*kept[1:], commitment]
    for old, new in zip(kept, replacing, strict=False):  # of none, nothing was replaced
        what = _("%(by)s changed the words.") % {"by": old.by.name}
        yield Event(old.at, words.moment(old.at), what, before=tuple(_replaced(old, new)))


def _replaced(old: Wording, new: Wording | Commitment) -> Iterator[tuple[str, str]]:
    for name, label in _BEFORE.items():
        if getattr(old, name) != getattr(new, name):
            yield str(label), getattr(old, name) or _("nothing")


_BEFORE = {
    "title": gettext_lazy("What was promised, before"),
    "detail": gettext_lazy("In more words, before"),
    "theme": gettext_lazy("Theme, before"),
}


def _reopened(commitment: Commitment) -> Iterator[Event]:
    rows = Reopening.objects.filter(commitment=commitment).order_by("pk")
    for undone in rows.select_related("by", "closed_by"):
        yield _closed(undone, undone.closed_by, undone.closed_at)
        what = _("%(by)s opened it again.") % {"by": undone.by.name}
        yield _event(undone.at, what, undone.reason)


def _closed(closing: Commitment | Reopening, by: "Person", at: dt.datetime) -> Event:
    day = words.day(closing.closed_on) if closing.closed_on else ""
    what = str(_OUTCOMES[State(closing.state)]) % {"by": by.name, "day": day}
    return _event(at, what, closing.closing_words)


_OUTCOMES = {
    State.KEPT: gettext_lazy("%(by)s said that it was kept on %(day)s."),
    State.KEPT_LATE: gettext_lazy("%(by)s said that it was kept late, on %(day)s."),
    State.DROPPED: gettext_lazy("%(by)s dropped it."),
}
