"""How a mail leaves: by a mail server, by GOV.UK Notify or, in the demo, onto a page.

Each transport turns whatever goes wrong into one of four outcomes and one of our own reasons; what
a server said is never kept, for it may quote an address, a code or a key.
"""

import enum
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from .kinds import Reason, Via
from .models import OutgoingMail
from .phones import is_number

TIMEOUT_SECONDS = 10
PERMANENT = 500  # from here on an SMTP server means "never", below it "not now"
CLOSING = 421  # "not now, and not for anybody": the server hangs up


class Result(enum.Enum):
    SENT = enum.auto()
    LATER = enum.auto()  # this mail, later
    DOWN = enum.auto()  # every mail, later: the service itself is in trouble
    HOPELESS = enum.auto()  # this mail, never
    NOT_NEEDED = enum.auto()  # this mail, and nobody has to be told


@dataclass(frozen=True, slots=True)
class Outcome:
    result: Result
    reason: str = ""


SENT = Outcome(Result.SENT)


class Transport(Protocol):
    via: Via

    def deliver(self, mail: OutgoingMail) -> Outcome: ...

    def close(self) -> None: ...


def open_transport() -> Transport:
    """The transport that the settings name."""
    transports: dict[str, type[Transport]] = {
        Via.SMTP: SmtpTransport,
        Via.NOTIFY: NotifyTransport,
        Via.PAGE: PageTransport,
    }
    return transports[settings.MAIL_VIA]()


def breaks_a_line(*headers: str) -> bool:
    """Whether a header would begin another header: the way to smuggle in further recipients."""
    return any(c in header for header in headers for c in "\r\n\0")


class SmtpTransport:
    via = Via.SMTP

    def __init__(self) -> None:
        self._connection = EmailBackend(timeout=TIMEOUT_SECONDS)

    def deliver(self, mail: OutgoingMail) -> Outcome:
        if breaks_a_line(mail.subject, mail.to_address):
            return Outcome(Result.HOPELESS, Reason.HEADER)
        if is_number(mail.to_address):  # a mail server reaches no phone
            return Outcome(Result.HOPELESS, Reason.ADDRESS)
        try:
            self._connection.open()
            self._connection.send_messages([_envelope(mail)])
        except ValueError:  # an address that cannot be written as one
            return Outcome(Result.HOPELESS, Reason.ADDRESS)
        except OSError as error:  # smtplib's own errors are OSErrors too
            return _smtp_outcome(error)
        return SENT

    def close(self) -> None:
        with suppress(OSError):
            self._connection.close()


def _envelope(mail: OutgoingMail) -> EmailMessage:
    """The identity is the mail's own: a server that gets it twice can tell."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return EmailMessage(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to_address],
        headers={"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _smtp_outcome(error: OSError) -> Outcome:
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = max(code for code, _words in error.recipients.values())
            return _judged(code, Reason.ADDRESS)
        case smtplib.SMTPAuthenticationError():
            return Outcome(Result.DOWN, Reason.REFUSED_US)
        case smtplib.SMTPSenderRefused():
            return Outcome(Result.DOWN, Reason.REFUSED_SENDER)
        case smtplib.SMTPDataError():
            return _judged(error.smtp_code, Reason.MAIL)
        case _:
            return Outcome(Result.DOWN, Reason.UNREACHABLE)


def _judged(code: int, reason: Reason) -> Outcome:
    if code >= PERMANENT:
        return Outcome(Result.HOPELESS, reason)
    return Outcome(Result.DOWN if code == CLOSING else Result.LATER, Reason.BUSY)


class NotifyTransport:
    """GOV.UK Notify: one template with ((subject)) as its subject and ((body)) as its message; and
    one for text messages, with ((body)) alone."""

    via = Via.NOTIFY

    def __init__(self) -> None:
        self._client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL, timeout=TIMEOUT_SECONDS
        )

    def deliver(self, mail: OutgoingMail) -> Outcome:
        if breaks_a_line(mail.subject, mail.to_address):
            return Outcome(Result.HOPELESS, Reason.HEADER)
        try:
            self._send(mail)
        except HTTPError as error:
            return _notify_outcome(error)
        except APIError:  # it took the mail and answered something that is no JSON
            return SENT
        return SENT

    def _send(self, mail: OutgoingMail) -> None:
        reference = str(mail.pk)
        if is_number(mail.to_address):
            self._client.send_sms_notification(
                mail.to_address,
                settings.NOTIFY_TEXT_TEMPLATE_ID,
                personalisation={"body": mail.body},
                reference=reference,
            )
            return
        self._client.send_email_notification(
            mail.to_address,
            settings.NOTIFY_TEMPLATE_ID,
            personalisation={"subject": mail.subject, "body": mail.body},
            reference=reference,
        )

    def close(self) -> None:
        self._client.request_session.close()


def _notify_outcome(error: HTTPError) -> Outcome:
    if error.response is None:
        return Outcome(Result.DOWN, Reason.UNREACHABLE)
    words = str(error.message).casefold()
    match error.status_code:
        case 400 | 403 if "team-only" in words or "trial mode" in words:
            return Outcome(Result.HOPELESS, Reason.TEAM_ONLY)
        case 400 if any(known in words for known in ("email_address", "email address", "phone")):
            return Outcome(Result.HOPELESS, Reason.ADDRESS)
        case 400 if "personalisation" in words or "template" in words:
            return Outcome(Result.DOWN, Reason.TEMPLATE)
        case 401 | 403:
            return Outcome(Result.DOWN, Reason.REFUSED_US)
        case 429:
            return Outcome(Result.DOWN, Reason.BUSY)
        case status if status >= PERMANENT:
            return Outcome(Result.DOWN, Reason.FAULT)
        case _:
            return Outcome(Result.HOPELESS, Reason.MAIL)


class PageTransport:
    """The demo: nothing leaves the machine; the mail page shows what would have."""

    via = Via.PAGE

    def deliver(self, mail: OutgoingMail) -> Outcome:
        return SENT

    def close(self) -> None:
        """There is nothing to close."""
