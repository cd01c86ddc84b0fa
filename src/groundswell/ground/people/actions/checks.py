"""Checks of what was typed that several actions share. Each returns the value to be stored."""

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Stale, Unusable

LONGEST_NAME = 300  # characters
LONGEST_ADDRESS = 254
_ODS_CODE = re.compile(r"[A-Z0-9]{1,9}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def usable_name(text: str, *, field: str = "name") -> str:
    """The text on one line, its spaces single. Raises Unusable where empty or too long."""
    name = " ".join(_UNPRINTABLE.sub(" ", text).split())
    if not name:
        raise Unusable(_("Type a name."), field=field)
    return _not_too_long(name, field)


def usable_line(text: str, *, field: str) -> str:
    """As `usable_name`, but it may be empty."""
    return _not_too_long(" ".join(_UNPRINTABLE.sub(" ", text).split()), field)


def _not_too_long(text: str, field: str) -> str:
    if len(text) > LONGEST_NAME:
        sentence = _("Use at most %(most)s characters. You typed %(typed)s.")
        values = {"most": LONGEST_NAME, "typed": len(text)}
        raise Unusable(sentence % values, field=field)
    return text


def usable_address(text: str) -> str:
    """The e-mail address in small letters. Raises Unusable where it is none."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Unusable(
            _("Type an e-mail address such as name@example.org."), field="email"
        ) from None
    if len(address) > LONGEST_ADDRESS:
        raise Unusable(_("This e-mail address is too long."), field="email")
    return address


def usable_ods_code(text: str | None) -> str | None:
    """The code in capitals, or None where nothing was given."""
    code = (text or "").strip().upper()
    if not code:
        return None
    if not _ODS_CODE.fullmatch(code):
        sentence = _("An ODS code has 1 to 9 letters and digits. You typed %(typed)s.")
        raise Unusable(sentence % {"typed": text}, field="ods_code")
    return code


def usable_choice(code: str, choices: Any, *, field: str) -> str:
    if code not in choices.values:
        raise Unusable(_("Choose one of the list."), field=field)
    return code


def in_order(first: dt.date | None, last: dt.date | None, *, field: str) -> None:
    if first and last and last < first:
        sentence = _("The end can’t come before the start on %(day)s.")
        raise Unusable(sentence % {"day": first.strftime("%-d %B %Y")}, field=field)


def unchanged_since(version: int | None, present: int) -> None:
    """Raise Stale where the page was read at another version; None asks for no check."""
    if version is not None and version != present:
        raise Stale(
            _("Somebody else changed this while you were typing. Look at it again, then save.")
        )


def store_once(row: Model, taken: Unusable) -> None:
    """Save the row; raise `taken` where a unique constraint says that there is one already."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise taken from None
