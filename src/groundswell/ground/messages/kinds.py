"""What people can be told about, how it reaches them, and why a mail did not get through."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.registries import Words
from groundswell.ground.kernel.registry import Registry


class Channel(models.TextChoices):
    """How a message reaches a person, besides standing in the inbox, where every one stands."""

    NOW = "now", _("By mail, at once")
    DAILY = "daily", _("By mail, each morning at 8")
    WEEKLY = "weekly", _("By mail, on Mondays at 8")
    INBOX = "inbox", _("In the inbox only")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message, as a person chooses how it reaches them.

    `default` is the channel of everybody who has not chosen; a kind that may not be switched off
    is always mailed, and the person chooses only when.
    """

    code: str
    label: Words
    hint: Words
    default: Channel = Channel.NOW
    may_be_switched_off: bool = True

    @property
    def channels(self) -> list[Channel]:
        """The channels that a person may choose for it."""
        return [c for c in Channel if self.may_be_switched_off or c != Channel.INBOX]


kinds: Registry[Kind] = Registry("kind of message")


def add_kinds(*several: Kind) -> None:
    """Register kinds of messages; an app does so in `ready()`."""
    for kind in several:
        kinds.add(kind.code, kind)


# What a mail says only when it leaves, such as a link that no table may hold: the maker is told the
# mail's `late_key` and the time, and gives the words that stand in the place of LATE; or None where
# the mail is not needed any more. It may be called again for a mail that did not get through.
late_parts: Registry[Callable[[str, dt.datetime], str | None]] = Registry("late part of a mail")
LATE = "{{late}}"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to an address that may be nobody's account.

    `key`: it is sent once under it. `late` is a code of `late_parts`; the body then holds LATE.
    """

    address: str
    subject: str
    body: str
    key: str | None = None
    late: str = ""
    late_key: str = ""


class Via(models.TextChoices):
    SMTP = "smtp", _("The mail server")
    NOTIFY = "notify", _("GOV.UK Notify")
    PAGE = "page", _("The demo’s mail page")


class Reason(models.TextChoices):
    """Why a mail did not get through: our own words, so that no secret of a server slips in."""

    UNREACHABLE = "unreachable", _("the mail service could not be reached")
    BUSY = "busy", _("the mail service asked us to wait")
    FAULT = "fault", _("the mail service had a fault of its own")
    REFUSED_US = "refused_us", _("the mail service did not accept our name and key, or our clock")
    REFUSED_SENDER = "refused_sender", _("the mail service did not accept our sender address")
    TEMPLATE = (
        "template",
        _("the Notify template is missing or asks for more than subject and body"),
    )
    TEAM_ONLY = "team_only", _("the Notify key in use may write to its own team only")
    ADDRESS = "address", _("the mail service knows no such address")
    MAIL = "mail", _("the mail service refused this mail")
    HEADER = "header", _("the subject or the address holds a line break")
    TOO_LATE = "too_late", _("the sign-in code in it had expired")
    NOT_NEEDED = "not_needed", _("it was not needed any more")
