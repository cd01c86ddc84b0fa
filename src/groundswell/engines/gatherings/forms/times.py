"""A time of day as people write it, and the instant that it is in London."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import LONDON, london

_TIME = re.compile(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?")


def time_from(text: str) -> dt.time | None:
    """The time that a text names, or None where it names none.

    >>> time_from("2 pm"), time_from("14:30"), time_from("9.05am"), time_from("12 am")
    (datetime.time(14, 0), datetime.time(14, 30), datetime.time(9, 5), datetime.time(0, 0))
    >>> time_from("noon"), time_from("14 pm"), time_from("25:00"), time_from("soon")
    (datetime.time(12, 0), None, None, None)
    """
    plain = " ".join(text.lower().split())
    if plain == "noon":
        return dt.time(12)
    found = _TIME.fullmatch(plain)
    if not found or (found["m"] is None and found["half"] is None):
        return None
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


class TimeField(forms.Field):
    """A time of day as people write it: 2 pm, 2:30 pm or 14:30. Gives a `time`, or None."""

    widget = forms.TextInput(attrs={"width": "10", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy(
            "“%(value)s” is not a time we can read. Write it like this: 2:30 pm."
        )
    }

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values:
            return None
        found = time_from(str(value))
        if found is None:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": str(value)[:40]}
            )
        return found


def instant(on: dt.date, at: dt.time) -> dt.datetime:
    """The moment when a clock in London shows this; of an hour that comes twice, the first.

    Raises ValidationError for a time that the clocks leave out in March.
    """
    moment = dt.datetime.combine(on, at, tzinfo=LONDON)
    if london(moment.astimezone(dt.UTC)).time() != at:
        raise ValidationError(
            _("The clocks go forward that night: there is no such time. Choose one from 2 am.")
        )
    return moment.astimezone(dt.UTC)
