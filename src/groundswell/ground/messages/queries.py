"""What the pages of messages show."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, QuerySet, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.registries import News
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, paged

from .kinds import Kind, Reason, kinds
from .models import Choice, Message, OutgoingMail

MOST_NEWS = 10
MOST_MAILS = 50


@dataclass(frozen=True, slots=True)
class MessageRow:
    url: str
    read_url: str
    subject: str
    kind: str
    when: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    lead: str
    rows: list[MessageRow]
    pager: Pager
    n_unread: int
    until: str  # when the list was made, for "mark all read"


@dataclass(frozen=True, slots=True)
class MessagePage:
    subject: str
    kind: str
    when: str
    paragraphs: list[list[str]]  # each a list of lines
    onward_url: str  # empty: it leads nowhere


@dataclass(frozen=True, slots=True)
class MailRow:
    to_address: str
    subject: str
    paragraphs: list[list[str]]
    when: str
    state: str
    status: str  # the shape of the tag beside it
    reason: str


@dataclass(frozen=True, slots=True)
class DemoMailPage:
    mails: list[MailRow]
    n_most: int


def message_for(actor: Actor, pk: UUID) -> Message:
    """The message, or one and the same 404 whether it is missing or another person's."""
    return get_object_or_404(Message.objects.filter(person_id=actor.id), pk=pk)


def n_unread(actor: Actor) -> int:
    return _unread(actor).count()


def inbox_page(actor: Actor, *, number: str | None, at: dt.datetime) -> InboxPage:
    """What the person has been told: unread first, then the newest."""
    unread_first = Case(When(read_at=None, then=0), default=1)
    mine = Message.objects.filter(person_id=actor.id)
    mine = mine.order_by(unread_first, "-created_at", "pk")
    messages, pager = paged(mine, number)
    n = n_unread(actor)
    return InboxPage(
        lead=_inbox_lead(n, messages),
        rows=[_row(m) for m in messages],
        pager=pager,
        n_unread=n,
        until=at.isoformat(),
    )


def message_page(message: Message) -> MessagePage:
    return MessagePage(
        subject=message.subject,
        kind=kind_label(message.kind),
        when=words.moment(message.created_at),
        paragraphs=_paragraphs(message.body),
        onward_url=message.url,
    )


def chosen_channels(actor: Actor) -> dict[str, str]:
    """The channel of every kind of message, chosen or by default; what the form begins with."""
    chosen = dict(Choice.objects.filter(person_id=actor.id).values_list("kind", "channel"))
    return {
        kind.code: chosen[kind.code] if chosen.get(kind.code) in kind.channels else kind.default
        for kind in kinds_in_order()
    }


def kinds_in_order() -> list[Kind]:
    return sorted(kinds.values(), key=lambda kind: str(kind.label))


def kind_label(code: str) -> str:
    """The kind in words; a message outlives the app that sent it."""
    kind = kinds.get(code)
    return str(kind.label) if kind else _("Message")


def news_since(actor: Actor, since: dt.datetime, at: dt.datetime) -> Iterable[News]:
    """What the person has been told since then, newest first."""
    told = Message.objects.filter(
        person_id=actor.id, created_at__gt=since, created_at__lte=at
    ).order_by("-created_at", "pk")[:MOST_NEWS]
    return [News(at=m.created_at, text=m.subject, url=m.url or _url(m)) for m in told]


def demo_mail_page() -> DemoMailPage:
    """The mails of the demo, newest first, as they would have been sent."""
    mails = OutgoingMail.objects.order_by("-created_at", "pk")[:MOST_MAILS]
    return DemoMailPage(mails=[_mail_row(m) for m in mails], n_most=MOST_MAILS)


def _unread(actor: Actor) -> QuerySet[Message]:
    return Message.objects.filter(person_id=actor.id, read_at=None)


def _inbox_lead(n_unread: int, messages: list[Message]) -> str:
    if n_unread:
        return words.count(n_unread, _("new message"), _("new messages")) + "."
    if messages:
        newest = max(m.created_at for m in messages)
        return _("Nothing waits for you. The last message came on %(when)s.") % {
            "when": words.moment(newest)
        }
    return ""


def _row(message: Message) -> MessageRow:
    return MessageRow(
        url=_url(message),
        read_url=reverse("messages:mark_read", args=[message.pk]),
        subject=message.subject,
        kind=kind_label(message.kind),
        when=words.moment(message.created_at),
        is_unread=message.read_at is None,
    )


def _url(message: Message) -> str:
    return reverse("messages:message", args=[message.pk])


def _mail_row(mail: OutgoingMail) -> MailRow:
    state = OutgoingMail.State(mail.state)
    return MailRow(
        to_address=mail.to_address,
        subject=mail.subject or _("Its words have been wiped"),
        paragraphs=_paragraphs(mail.body),
        when=words.moment(mail.created_at),
        state=str(state.label),
        status=_STATUS[state],
        reason=str(Reason(mail.last_error).label) if mail.last_error else "",
    )


def _paragraphs(text: str) -> list[list[str]]:
    return [part.splitlines() for part in text.strip().split("\n\n") if part.strip()]


_STATUS = {
    OutgoingMail.State.WAITING: "waiting",
    OutgoingMail.State.SENT: "done",
    OutgoingMail.State.FAILED: "late",
    OutgoingMail.State.GIVEN_UP: "dropped",
}
