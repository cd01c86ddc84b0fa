"""Gatherings as iCalendar (RFC 5545), as calendar programs read them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from groundswell.ground.kernel.clock import LONDON, london

CONTENT_TYPE = "text/calendar; charset=utf-8"
_GMT, _BST = dt.timedelta(0), dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One gathering in a calendar. `uid` stays the same for good; `sequence` rises with changes."""

    uid: str
    sequence: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    changed_at: dt.datetime
    url: str
    place: str = ""
    about: str = ""
    is_cancelled: bool = False
    is_free: bool = False  # the person does not go: the time stays open to others


def calendar_of(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar file with its time zone; lines folded and ended as the standard asks."""
    calendar = Calendar()
    calendar.add("prodid", "-//Groundswell//Gatherings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(LONDON))
    calendar.add_component(_london())
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _utc(entry.changed_at))
    event.add("last-modified", _utc(entry.changed_at))
    event.add("dtstart", _wall_clock(entry.starts_at))
    event.add("dtend", _wall_clock(entry.ends_at))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", "\n\n".join(filter(None, [entry.about, entry.url])))
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_free or entry.is_cancelled else "OPAQUE")
    return event


def _wall_clock(at: dt.datetime) -> dt.datetime:
    """The time on a wall in London; in the hour that comes twice in October, the second in UTC,
    as a wall clock alone would be taken for the first."""
    here = london(at).replace(microsecond=0)
    return _utc(at) if here.fold else here


def _utc(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(microsecond=0)


def _london() -> Timezone:
    """Summer time as the law has had it since 1996: from the last Sunday of March to October's."""
    zone = Timezone()
    zone.add("tzid", str(LONDON))
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    _turn(summer, "BST", dt.datetime(1996, 3, 31, 1), (_GMT, _BST), month=3)  # noqa: DTZ001
    _turn(winter, "GMT", dt.datetime(1996, 10, 27, 2), (_BST, _GMT), month=10)  # noqa: DTZ001
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _turn(
    part: TimezoneDaylight | TimezoneStandard,
    name: str,
    first: dt.datetime,
    offsets: tuple[dt.timedelta, dt.timedelta],
    *,
    month: int,
) -> None:
    """One of the two changes of the clock. `first` is on the wall before it, as the standard has
    it, and so bears no time zone."""
    part.add("tzname", name)
    part.add("dtstart", first)
    part.add("tzoffsetfrom", offsets[0])
    part.add("tzoffsetto", offsets[1])
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
