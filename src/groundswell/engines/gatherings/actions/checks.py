"""Checks of what was typed that several actions share. Each returns the value to be stored."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Stale, Unusable

LONGEST_TITLE = 200  # characters
LONGEST_TEXT = 20_000  # of the notes of one item
LONGEST_WORDS = 2_000  # of a decision or a reason
LONGEST_NAME = 100
LONGEST_ADDRESS = 254
# What no page shows, what parts a line unseen, and what turns the direction of the letters.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def usable_text(text: str, *, field: str, most: int = LONGEST_TEXT, missing: str = "") -> str:
    """The text with plain line ends. Raises Unusable; `missing` is the sentence for no text."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if missing and not kept:
        raise Unusable(missing, field=field)
    if _UNSEEN.search(kept):
        raise Unusable(_("Take out the characters that cannot be shown."), field=field)
    if len(kept) > most:
        raise Unusable(
            _("Use at most %(most)s characters. You used %(used)s.")
            % {"most": f"{most:,}", "used": f"{len(kept):,}"},
            field=field,
        )
    return kept


def usable_line(text: str, *, field: str, most: int = LONGEST_TITLE, missing: str = "") -> str:
    """As `usable_text`, on one line, its blanks single."""
    kept = usable_text(text, field=field, most=most, missing=missing)
    if "\n" in kept:
        raise Unusable(_("Write it on one line."), field=field)
    return " ".join(kept.split())


def usable_link(text: str) -> str:
    """The address of a meeting page, or nothing. Raises Unusable for anything but a web address."""
    link = usable_line(text, field="link", most=1_000)
    try:
        parts = urlsplit(link)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if link and (not is_web or " " in link):
        raise Unusable(
            _("Give the whole address, such as https://meet.example.org/team."), field="link"
        )
    return link


def usable_name(text: str) -> str:
    """A person's name as they typed it without signing in. Raises Unusable."""
    name = usable_line(text, field="name", most=LONGEST_NAME, missing=_("Type your name."))
    if name[0] in "=+-@" or not any(c.isalpha() for c in name):
        raise Unusable(_("Begin your name with a letter."), field="name")
    return name


def usable_address(text: str) -> str:
    """The e-mail address in small letters. Raises Unusable where it is none."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or len(address) > LONGEST_ADDRESS:
        raise Unusable(_("Type an e-mail address such as name@example.org."), field="email")
    return address


def refuse_stale(version: int, present: int) -> None:
    if version != present:
        raise Stale(
            _("Somebody else changed this while you were typing. Look at it again, then save.")
        )
