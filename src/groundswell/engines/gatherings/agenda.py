"""An agenda in time: each item begins when those before it end, as planned and as it went."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from .kinds import Stage

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item as it is planned. `code` is the wing's own word for it, `item_id` the item that
    stands there already and keeps its notes."""

    code: str
    title: str
    minutes: int
    lead: "Person | None" = None
    item_id: UUID | None = None


class Timed(Protocol):
    """What has a length, and perhaps a beginning and an end that really were."""

    minutes: int
    began_at: dt.datetime | None
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is, by what is known now. `minutes_left` is below 0 where it runs over."""

    begins: dt.datetime
    ends: dt.datetime
    stage: Stage
    minutes_left: int = 0


def flow(items: Sequence[Timed], *, starts_at: dt.datetime, now: dt.datetime) -> list[Slot]:
    """The slot of each item, in their order.

    As long as nobody has begun an item, the clock decides what is on. Once somebody has, what is
    on runs until it is ended: the rest moves with it, and what was passed over takes no time.
    """
    latest = _latest_begun(items)
    slots, cursor = [], starts_at
    for place, item in enumerate(items):
        if latest is None:
            slot = _by_the_clock(item, cursor, now)
        elif item.began_at:
            slot = _as_it_went(item, item.began_at, now)
        elif place < latest:
            slot = Slot(cursor, cursor, Stage.SKIPPED)
        else:
            slot = Slot(max(cursor, now), max(cursor, now) + _length(item), Stage.TO_COME)
        slots.append(slot)
        cursor = max(cursor, slot.ends)
    return slots


def _latest_begun(items: Sequence[Timed]) -> int | None:
    begun = [(item.began_at, place) for place, item in enumerate(items) if item.began_at]
    return max(begun)[1] if begun else None


def _by_the_clock(item: Timed, begins: dt.datetime, now: dt.datetime) -> Slot:
    ends = begins + _length(item)
    if now < begins:
        return Slot(begins, ends, Stage.TO_COME)
    if now >= ends:
        return Slot(begins, ends, Stage.PAST)
    return Slot(begins, ends, Stage.NOW, _minutes_until(ends, now))


def _as_it_went(item: Timed, began_at: dt.datetime, now: dt.datetime) -> Slot:
    if item.ended_at:
        return Slot(began_at, item.ended_at, Stage.PAST)
    due = began_at + _length(item)
    return Slot(began_at, max(due, now), Stage.NOW, _minutes_until(due, now))


def _length(item: Timed) -> dt.timedelta:
    return item.minutes * _MINUTE


def _minutes_until(end: dt.datetime, now: dt.datetime) -> int:
    """Whole minutes, a begun one counted: nobody is told "0 left" with 50 seconds to go."""
    return -((now - end) // _MINUTE)
