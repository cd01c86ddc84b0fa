"""Checks of what was typed that several actions share. Each returns the value to be stored."""

from functools import partial
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from groundswell.ground.kernel import texts
from groundswell.ground.kernel.errors import Stale, Unusable

LONGEST_TITLE = 200  # characters
LONGEST_TEXT = 20_000  # of the notes of one item
LONGEST_WORDS = 2_000  # of a decision or a reason
LONGEST_NAME = 100
LONGEST_ADDRESS = 254

usable_text = partial(texts.usable_text, most=LONGEST_TEXT)


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
