"""Telling people what happened: always in the inbox, by mail as each of them chose."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import islice
from uuid import UUID, uuid4

from django.db import transaction

from groundswell.ground.kernel.tasks import enqueue

from ..kinds import Channel, Kind, kinds
from ..letters import letter, one_line, plain
from ..models import Choice, Message, OutgoingMail

_BATCH = 300  # people a statement


@transaction.atomic
def tell(
    *,
    person_ids: Iterable[UUID],
    kind: str,
    subject: str,
    body: str,
    url: str = "",
    key: str | None = None,
    at: dt.datetime,
) -> int:
    """Tell people something once: a line in each inbox and, as each chose, a mail.

    The system tells, on behalf of the action that calls this and in its transaction; mails leave
    after the commit.

    Parameters
    ----------
    kind
        A code registered with `kinds.add_kinds`.
    url
        Where the message leads: a path within the site, beginning with one slash.
    key
        What happened, such as ``shift:<measure>:<day>``; a person who has been told under this key
        is not told again. None tells whatever was told before.

    Returns
    -------
    How many people were told now.

    Raises
    ------
    KeyError
        If no app has registered the kind.
    ValueError
        If `url` leads out of the site.
    """
    known = kinds[kind]
    if url and (not url.startswith("/") or url.startswith(("//", "/\\"))):
        raise ValueError(f"A message leads to a page of this site, not to {url!r}.")
    words = {"subject": one_line(subject), "body": plain(body), "url": url, "key": key}
    ids, n_told = iter(dict.fromkeys(person_ids)), 0
    while batch := list(islice(ids, _BATCH)):
        told = _write(batch, known, words, at)
        _mail(told, at)
        n_told += len(told)
    return n_told


def _write(
    person_ids: Sequence[UUID], kind: Kind, words: dict[str, str | None], at: dt.datetime
) -> list[Message]:
    """The rows that are new; a row whose key is there already is left as it is."""
    chosen = dict(
        Choice.objects.filter(kind=kind.code, person_id__in=person_ids).values_list(
            "person_id", "channel"
        )
    )
    messages = [
        Message(
            id=uuid4(),
            person_id=i,
            kind=kind.code,
            channel=chosen.get(i, kind.default),
            created_at=at,
            **words,
        )
        for i in person_ids
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    return list(Message.objects.filter(pk__in=[m.pk for m in messages]).select_related("person"))


def _mail(messages: Iterable[Message], at: dt.datetime) -> None:
    """Queue a mail for each message whose person wants it at once and may still sign in."""
    wanted = [m for m in messages if m.channel == Channel.NOW and m.person.is_active]
    if not wanted:
        return
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            person=m.person,
            to_address=m.person.email,
            subject=m.subject,
            body=letter(m),
            key=f"message:{m.pk}",
            created_at=at,
            due_at=at,
        )
        for m in wanted
    )
    Message.objects.filter(pk__in=[m.pk for m in wanted]).update(mailed_at=at)
    enqueue("messages.send_waiting")
