"""The way out: mails wait in a table, and are tried again until they are through or hopeless."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import BadHeaderError
from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.tasks import enqueue

from ..kinds import LATE, Letter, Reason, Via, late_parts
from ..letters import one_line, plain
from ..models import OutgoingMail
from ..transports import Outcome, Result, Transport, breaks_a_line, open_transport
from .telling import tell

CODE_KEPT = dt.timedelta(minutes=15)  # the longest that the words of a sign-in mail are held
LEASE = dt.timedelta(minutes=10)  # how long a worker has for one mail before another may try
MOST_TRIES = 12  # over about a day
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=6)
MOST_A_RUN = 500  # mails; then the worker looks what else there is to do
_BATCH = 300  # letters a statement


@transaction.atomic
def post_mail(
    *, addresses: Sequence[str], subject: str, body: str, at: dt.datetime
) -> list[OutgoingMail]:
    """Take in a mail that may hold a sign-in code: it goes first, and its words are not kept.

    They are wiped once the mail is sent, and after 15 minutes at the latest. Nothing is sent here,
    so that no trouble of a mail server reaches the person who signs in.

    Raises
    ------
    BadHeaderError
        If the subject or an address holds a line break.
    """
    if breaks_a_line(subject, *addresses):
        raise BadHeaderError("A subject or an address may not hold a line break.")
    people = {p.email: p for p in get_user_model().objects.filter(email__in=addresses)}
    mails = [
        OutgoingMail(
            person=people.get(address),
            to_address=address,
            subject=subject,
            body=plain(body),
            holds_code=True,
            created_at=at,
            due_at=at,
            forget_at=at + CODE_KEPT,
        )
        for address in addresses
    ]
    OutgoingMail.objects.bulk_create(mails)
    enqueue("messages.send_codes")
    return mails


def post_letter(
    *, address: str, subject: str, body: str, key: str | None = None, at: dt.datetime
) -> None:
    """Write to an address that may be nobody's account, such as somebody who registers.

    Sent after the commit, with everybody's mail; once for a `key`. People with an account are told
    by `tell`, which asks what they want.
    """
    post_letters(letters=[Letter(address, subject, body, key)], at=at)


@transaction.atomic
def post_letters(*, letters: Iterable[Letter], at: dt.datetime) -> None:
    """As `post_letter`, for many: a few statements for a thousand.

    Raises
    ------
    KeyError
        If no app has registered a late part that a letter names.
    ValueError
        If its body has no place for it.
    """
    rest = iter(letters)
    while batch := list(islice(rest, _BATCH)):
        addresses = [letter.address for letter in batch]
        people = {p.email: p for p in get_user_model().objects.filter(email__in=addresses)}
        mails = [_mail_of(letter, people.get(letter.address), at) for letter in batch]
        OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    enqueue("messages.send_waiting")


def _mail_of(letter: Letter, person: Any, at: dt.datetime) -> OutgoingMail:
    body = plain(letter.body)
    if letter.late and letter.late not in late_parts:
        raise KeyError(f"No late part of mails is called {letter.late!r}.")
    if letter.late and LATE not in body:
        raise ValueError(f"The letter has no place for its late part {letter.late!r}.")
    return OutgoingMail(
        person=person,
        to_address=letter.address,
        subject=one_line(letter.subject),
        body=body,
        key=letter.key,
        late=letter.late,
        late_key=letter.late_key,
        created_at=at,
        due_at=at,
    )


def send_waiting(*, clock: Callable[[], dt.datetime], most: int = MOST_A_RUN) -> bool:
    """Send what is due, one after the other; True where there may be more to send.

    Several workers may do this at once: each mail is claimed by one of them. A mail is sent twice
    only if a worker dies between the sending and writing it down; its Message-ID is then the same.
    Never call this inside a transaction.
    """
    with closing(open_transport()) as transport:
        for _n in range(most):
            mail = _claim(transport, clock())
            if mail is None:
                return False
            outcome = _delivered(transport, mail, clock())
            _settle(mail, outcome, clock())
            if outcome.result is Result.DOWN:
                return False
    return True


@transaction.atomic
def _claim(transport: Transport, at: dt.datetime) -> OutgoingMail | None:
    """The next mail, ours for the length of a lease.

    PostgreSQL skips the rows that other workers hold; on SQLite the transaction is the only writer.
    """
    mail = OutgoingMail.objects.due(at).select_for_update(skip_locked=True, of=("self",)).first()
    if mail:
        mail.attempts, mail.due_at, mail.via = mail.attempts + 1, at + LEASE, transport.via
        mail.save(update_fields=["attempts", "due_at", "via"])
    return mail


def _delivered(transport: Transport, mail: OutgoingMail, at: dt.datetime) -> Outcome:
    """Sent with its late part, which only this copy in memory ever holds."""
    if mail.late:
        make = late_parts.get(mail.late)  # its app may have gone since
        words = make(mail.late_key, at) if make else None
        if words is None:
            return Outcome(Result.NOT_NEEDED, Reason.NOT_NEEDED)
        mail.body = mail.body.replace(LATE, words)
    return transport.deliver(mail)


@transaction.atomic
def _settle(mail: OutgoingMail, outcome: Outcome, at: dt.datetime) -> None:
    """Write down how it went, unless the lease ran out and another worker has the mail."""
    row = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts)
    wiped = {"subject": "", "body": ""} if mail.holds_code and mail.via != Via.PAGE else {}
    if outcome.result is Result.SENT:
        # The demo's page is where its mail arrives; everywhere else the late part is in the mail.
        shown = {"body": mail.body} if mail.late and mail.via == Via.PAGE else {}
        row.update(state=OutgoingMail.State.SENT, sent_at=at, last_error="", **wiped, **shown)
    elif outcome.result is Result.NOT_NEEDED:
        row.update(state=OutgoingMail.State.GIVEN_UP, last_error=outcome.reason)
    elif outcome.result is Result.HOPELESS or mail.attempts >= MOST_TRIES:
        row.update(state=OutgoingMail.State.GIVEN_UP, last_error=outcome.reason, **wiped)
        _say_so(mail, Reason(outcome.reason), at)
    else:
        row.update(
            state=OutgoingMail.State.FAILED,
            last_error=outcome.reason,
            due_at=at + wait_after(mail.attempts, holds_code=mail.holds_code),
        )


def wait_after(n_tries: int, *, holds_code: bool) -> dt.timedelta:
    """How long to wait after that many tries: twice as long each time; a code cannot wait long."""
    if holds_code:
        return FIRST_WAIT
    return min(FIRST_WAIT * 2 ** (n_tries - 1), LONGEST_WAIT)


def _say_so(mail: OutgoingMail, reason: Reason, at: dt.datetime) -> None:
    """On the trail, and in the inbox of whoever did not get the mail; once a day is enough."""
    audit.record("messages.mail_given_up", about=mail, by=SYSTEM, at=at, reason=str(reason.label))
    if mail.person_id is None or mail.holds_code:
        return
    tell(
        person_ids=[mail.person_id],
        kind="messages.undelivered",
        subject=_("We could not mail you"),
        body=_(
            "A mail to %(address)s did not get through: %(reason)s. What it said stands "
            "here in your inbox. If the address is not right, ask an administrator to change it."
        )
        % {"address": mail.to_address, "reason": reason.label},
        key=f"undelivered:{day_of(at)}",
        at=at,
    )
