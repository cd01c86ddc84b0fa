"""An insider who sees all that a server has, and wants to know who said what.

The insider keeps the proxy's log with every address and second, every log line, a dump of every
table after every single request (with what the database itself stamps on rows), the cache, and at
the end the folder of keys; and knows this program. `vote` holds a ballot under those eyes, and
`attackers` turn the evidence into a guess for everybody.
"""

import datetime as dt
import logging
import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from tests.ground.ballots.voting import KIND, a_box, hidden, invited
from tests.world import NOON, a_founder

from groundswell.ground.ballots import actions, slips
from groundswell.ground.ballots.kinds import receivers
from groundswell.ground.ballots.models import Box

Row = dict[str, Any]
Dump = dict[str, list[Row]]
STAMPED = {"postgresql": "xmin::text AS stamp, ctid::text AS place", "sqlite": "rowid AS place"}
TABLES = (
    "ballots_box", "ballots_invitation", "ballots_link", "ballots_sealed", "ballots_batch",
    "opened", "django_session",
)  # fmt: skip
APART = dt.timedelta(seconds=3)
SAID = 16  # bytes of an answer here, each of them chance


@dataclass
class Evidence:
    """What the insider has. `steps` goes with `dumps`: whose request it was, when, and which."""

    box: Box
    people: list[UUID] = field(default_factory=list)  # in the order in which they answered
    steps: list[tuple[UUID | None, dt.datetime, str]] = field(default_factory=list)
    dumps: list[Dump] = field(default_factory=list)
    cached: list[str] = field(default_factory=list)
    logged: list[tuple[UUID | None, str]] = field(default_factory=list)
    truth: dict[UUID, bytes] = field(default_factory=dict)
    spent: dict[UUID, bytes] = field(default_factory=dict)  # the truth of whose slip is which

    @property
    def end(self) -> Dump:
        return self.dumps[-1]


@dataclass
class _Stage:
    evidence: Evidence
    clock: time_machine.Traveller
    clients: dict[UUID, Client]
    watches: bool

    def step(self, who: UUID | None, what: str, work: Callable[[], Any]) -> Any:
        outcome = work()
        now = dt.datetime.now(dt.UTC)
        self.evidence.steps.append((who, now, what))
        self.clock.shift(APART if self.watches else dt.timedelta(milliseconds=50))
        if self.watches or who is None:
            self.look()
        return outcome

    def look(self) -> None:
        self.evidence.dumps.append({name: _rows(name) for name in TABLES})
        self.evidence.cached.append(repr(getattr(cache, "_cache", "")))


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT *, {STAMPED[connection.vendor]} FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def a_room_that_asks() -> Iterator[None]:
    """Its table of opened answers, written in the order in which they are handed over."""
    kind = {"postgresql": "bytea", "sqlite": "blob"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE opened (id text PRIMARY KEY, payload {kind}, receipt text)")
    try:
        with receivers.only(**{KIND: _receive}):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE opened")


def _receive(*, opened: Sequence[Any], **_: Any) -> None:
    with connection.cursor() as cursor:
        for one in opened:
            cursor.execute(
                "INSERT INTO opened VALUES (%s, %s, %s)",
                [uuid4().hex, one.payload, one.receipt_hash],
            )


def vote(
    n: int, k: int, *, is_crowded: bool = False, is_unseen: bool = False, opens_every: int = 0
) -> Evidence:
    """Hold a ballot: people come one at a time, each of their requests watched; or all at once.

    `opens_every` opens what may be opened after so many answers, and not at the close alone.
    """
    with ExitStack() as stack:
        stack.enter_context(override_settings(ROOT_URLCONF="tests.attacks.insider_pages"))
        box = a_box(k=k, opens_daily=bool(opens_every))
        evidence = Evidence(box)
        stage = _Stage(
            evidence,
            stack.enter_context(time_machine.travel(NOON, tick=False)),
            {},
            watches=not is_crowded,
        )
        stack.enter_context(_listening(evidence))
        tokens = {i.pk: actions.make_link(invitation=i, at=NOON) for i in invited(box, n)}
        evidence.people = list(tokens)
        random.SystemRandom().shuffle(evidence.people)
        given: dict[UUID, str] = {}
        for wave in [evidence.people] if is_crowded else [[p] for p in evidence.people]:
            for person in wave:
                given[person] = _comes(stage, person, tokens[person], is_unseen)
            for person in wave:
                _sends(stage, person, given[person])
            done = len(evidence.truth)
            if opens_every and done % opens_every == 0:
                stage.step(None, "open", lambda: actions.open_batch(box=box, at=NOON))
        stage.step(None, "close", lambda: _close(box))
        return evidence


def _close(box: Box) -> None:
    actions.close_box(box=box, by=a_founder(), at=NOON)
    if connection.in_atomic_block:  # within a test's own transaction no commit ever comes
        from groundswell.ground.ballots.actions.forgetting import destroy_keys_of

        destroy_keys_of(box.pk, NOON.date())


def _comes(stage: _Stage, person: UUID, token: str, is_unseen: bool) -> str:
    client = Client(REMOTE_ADDR=f"10.0.0.{len(stage.clients) % 250}")
    stage.clients[person] = client
    stage.step(person, "come", lambda: client.get(f"/a/come/{token}/"))
    if not is_unseen:
        answer = stage.step(person, "begin", lambda: client.post("/a/begin/", {"token": token}))
        return answer.content.decode()
    value = hidden(stage.evidence.box)
    sent = {"token": token, "blinded": slips.encoded(value.blinded)}
    answer = stage.step(person, "begin", lambda: client.post("/a/slip/", sent))
    return value.slip(slips.decoded(answer.json()["signature"]) or b"")


def _sends(stage: _Stage, person: UUID, slip: str) -> None:
    said = secrets.token_bytes(SAID)
    sent = {"box": str(stage.evidence.box.pk), "slip": slip, "said": said.hex()}
    answer = stage.step(person, "send", lambda: stage.clients[person].post("/a/send/", sent))
    assert answer.status_code == 200, answer.content
    stage.evidence.truth[person] = said
    nonce = (slips.decoded(slip) or b"")[: slips.NONCE]
    stage.evidence.spent[person] = slips.spent_hash(nonce)


@contextmanager
def _listening(evidence: Evidence) -> Iterator[None]:
    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.name.startswith("django.db"):
                last = evidence.steps[-1][0] if evidence.steps else None
                evidence.logged.append((last, self.format(record)))

    root, ear = logging.getLogger(), Ear(logging.DEBUG)
    level, disabled = root.level, logging.root.manager.disable
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    logging.disable(logging.NOTSET)  # whoever ran before: this one hears every line
    try:
        yield
    finally:
        root.removeHandler(ear)
        root.setLevel(level)
        logging.disable(disabled)
