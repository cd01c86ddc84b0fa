"""The words of the mails that go out: plain text, what happened first, then where to look."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Message

LONGEST_SUBJECT, LONGEST_BODY = 200, 10_000  # characters
MOST_LINES = 50  # of a digest; the inbox has the rest
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def one_line(text: str) -> str:
    """A subject: without line breaks, which would begin another header, and not too long."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


def plain(text: str) -> str:
    """A body: without characters that no database and no mail program can hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_BODY]


def letter(message: Message) -> str:
    """The mail that carries one message."""
    return "\n\n".join([message.body, _address_of(message), _foot()])


def digest_subject(n_messages: int) -> str:
    return ngettext(
        "%(site)s: 1 message for you", "%(site)s: %(n)s messages for you", n_messages
    ) % {"site": settings.SITE_NAME, "n": n_messages}


def digest(messages: Sequence[Message]) -> str:
    """The mail that carries what has gathered, oldest first."""
    parts = [f"{m.subject}\n{_address_of(m)}" for m in messages[:MOST_LINES]]
    n_more = len(messages) - MOST_LINES
    if n_more > 0:
        more = ngettext("And 1 more in your inbox:", "And %(n)s more in your inbox:", n_more)
        parts.append(f"{more % {'n': n_more}}\n{_public(reverse('messages:inbox'))}")
    return "\n\n".join([*parts, _foot()])


def _address_of(message: Message) -> str:
    return _public(reverse("messages:message", args=[message.pk]))


def _foot() -> str:
    choose = _("Choose what reaches you by mail: %(url)s") % {
        "url": _public(reverse("messages:choices"))
    }
    return f"--\n{settings.SITE_NAME}\n{choose}"


def _public(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
