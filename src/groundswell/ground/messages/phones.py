"""Text messages: which numbers they go to, and whether they can be sent from here."""

import re

from django.conf import settings

from .kinds import Via

# +44 7… as Ofcom numbers mobiles; 070 and 076 are no mobiles, but follow-me numbers and pagers.
_MOBILE = re.compile(r"(?:\+44|0044|0)7(?:[1-57-9]\d{8}|624\d{6})")


def mobile_number(text: str) -> str:
    """A British mobile number as it is stored and sent to; empty where it is none.

    >>> mobile_number("07700 900 123"), mobile_number("+44 (0)7700 900123")
    ('+447700900123', '+447700900123')
    >>> mobile_number("020 7946 0000")
    ''
    """
    plain = re.sub(r"[\s().-]", "", text.replace("(0)", ""))
    return f"+44{plain[plain.index('7') :]}" if _MOBILE.fullmatch(plain) else ""


def is_number(address: str) -> bool:
    """Whether what a mail goes to is a phone: no e-mail address begins so and has no “@”."""
    return address.startswith("+") and "@" not in address


def can_text() -> bool:
    """Whether text messages leave from here: by Notify with a template for them; in the demo."""
    if settings.MAIL_VIA == Via.NOTIFY:
        return bool(settings.NOTIFY_TEXT_TEMPLATE_ID)
    return settings.MAIL_VIA == Via.PAGE
