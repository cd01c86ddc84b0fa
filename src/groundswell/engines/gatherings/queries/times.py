"""Times as the pages of this room say them."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.clock import day_of, london
from groundswell.ground.web import words

from ..models import Gathering


def clock(at: dt.datetime) -> str:
    """As in 2 pm or 2:05 pm, by a clock in London."""
    here = london(at)
    hour, half = here.hour % 12 or 12, _("am") if here.hour < 12 else _("pm")
    return f"{hour}:{here.minute:02d} {half}" if here.minute else f"{hour} {half}"


def span(gathering: Gathering) -> str:
    """As in Monday 15 June 2026, 2 pm to 3 pm."""
    begins, ends = gathering.starts_at, gathering.ends_at
    if day_of(begins) == day_of(ends):
        return _("%(day)s, %(from)s to %(until)s") % {
            "day": weekday(begins),
            "from": clock(begins),
            "until": clock(ends),
        }
    return _("%(begins)s to %(ends)s") % {
        "begins": words.moment(begins),
        "ends": words.moment(ends),
    }


def weekday(at: dt.datetime) -> str:
    """As in Monday 15 June 2026."""
    on = day_of(at)
    return f"{words.date_format(on, 'l')} {words.day(on)}"


def minutes(n: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}


def left(n: int) -> str:
    """What is left of an item, or by how much it runs over."""
    if n > 0:
        return ngettext("%(n)s minute left", "%(n)s minutes left", n) % {"n": n}
    if n == 0:
        return _("Time is up")
    return ngettext("%(n)s minute over", "%(n)s minutes over", -n) % {"n": -n}
