"""Numbers, dates and lists as people read them. Queries call these; templates only show them."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import london

MINUS = "\u2212"  # a true minus sign: a hyphen reads as a dash


def day(on: dt.date) -> str:
    """As in 8 June 2026."""
    return _written(on, "j F Y", get_language())


def day_short(on: dt.date) -> str:
    """As in 8 Jun."""
    return _written(on, "j M", get_language())


def month(on: dt.date) -> str:
    """As in June 2026."""
    return _written(on, "F Y", get_language())


@lru_cache(maxsize=4_096)
def _written(on: dt.date, form: str, language: str | None) -> str:
    """A page of charts says the same few months many hundred times."""
    return date_format(on, form)


def moment(at: dt.datetime) -> str:
    """As in 8 June 2026 at 1:05 pm, by a clock in London."""
    here = london(at)
    hour = here.hour % 12 or 12
    half = _("am") if here.hour < 12 else _("pm")
    clock = f"{hour}:{here.minute:02d} {half}" if here.minute else f"{hour} {half}"
    return _("%(day)s at %(clock)s") % {"day": day(here.date()), "clock": clock}


def number(value: float | None, *, places: int = 0) -> str:
    """As in 12,345 or \u22120.5; a dash where there is no number."""
    if value is None or value != value:
        return "–"
    text = f"{abs(value):,.{places}f}"
    is_zero = not text.strip("0.,")
    return text if value >= 0 or is_zero else MINUS + text


def count(n: int, one: str, many: str) -> str:
    """As in 1 person and 12,345 people."""
    return f"{n:,} {ngettext(one, many, n)}"


def listed(parts: Sequence[str]) -> str:
    """As in a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}


FILTERS: dict[str, Callable[..., Any]] = {"day": day, "month": month, "moment": moment}
