"""Boxes, people and answers for the tests of ballots, and a browser's part of the blind path."""

import datetime as dt
import hashlib
import math
import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from tests.world import NOON, TODAY, a_founder, an_organisation

from groundswell.ground.ballots import actions, blind, public, slips
from groundswell.ground.ballots.kinds import Invitee, Opened, receivers
from groundswell.ground.ballots.models import Box, Invitation

KIND = "test.survey"
K, LENGTH = 5, 64


@dataclass
class Taken:
    """What the room that asks has been handed, batch by batch."""

    batches: list[list[Opened]] = field(default_factory=list)
    numbers: dict[UUID, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __call__(
        self, *, box: Box, batch_number: int, replaces: int | None, opened: Sequence[Opened]
    ) -> None:
        assert batch_number == len(self.numbers[box.pk]) + 1 and replaces is None
        self.numbers[box.pk].append(batch_number)
        self.batches.append(list(opened))

    @property
    def payloads(self) -> list[bytes]:
        return [o.payload for batch in self.batches for o in batch]


@contextmanager
def taking() -> Iterator[Taken]:
    taken = Taken()
    with receivers.only(**{KIND: taken}):
        yield taken


def a_box(**details: Any) -> Box:
    plain: dict[str, Any] = {
        "kind": KIND,
        "subject_id": uuid4(),
        "mode": "anonymous",
        "k": K,
        "settings": {"questions": "5f2b"},
        "length": LENGTH,
        "closes_on": TODAY + dt.timedelta(days=14),
        "by": a_founder(),
        "at": NOON,
    }
    if "organisation_id" not in details:
        plain["organisation_id"] = an_organisation(f"Trust {secrets.token_hex(4)}").pk
    return actions.open_box(**{**plain, **details})


def invited(box: Box, n: int = 1) -> list[Invitation]:
    """So many people more, by address."""
    people = [Invitee(address=f"{secrets.token_hex(6)}@harrowmere.example") for _ in range(n)]
    actions.invite(box=box, invitees=people, by=a_founder(), at=NOON)
    addresses = [p.address for p in people]
    return list(box.invitations.filter(address__in=addresses))


def a_token(box: Box, at: dt.datetime = NOON) -> str:
    [invitation] = invited(box)
    return actions.make_link(invitation=invitation, at=at)


def answer(box: Box, payload: bytes = b"yes", token: str | None = None) -> str:
    """Somebody comes by a link of their own and answers; gives back the slip."""
    slip = actions.issue_slip(token=token or a_token(box), at=NOON)
    actions.cast(box=box, slip=slip, payload=payload, at=NOON)
    return slip


def answers(box: Box, n: int, first: int = 0) -> None:
    for i in range(first, first + n):
        answer(box, f"answer {i}".encode())


@dataclass(frozen=True)
class Hidden:
    """A nonce as the browser hides it: RFC 9474's Blind and Finalize, written for tests."""

    nonce: bytes
    blinded: bytes
    inverse: int
    n: int

    def slip(self, signature: bytes) -> str:
        uncovered = int.from_bytes(signature) * self.inverse % self.n
        return slips.encoded(self.nonce + uncovered.to_bytes(len(signature)))


def hidden(box: Box) -> Hidden:
    numbers = public.public_box(box.pk).signing_public.public_numbers()
    n, nonce = numbers.n, secrets.token_bytes(slips.NONCE)
    salt, factor = secrets.token_bytes(blind.SALT_LENGTH), secrets.randbelow(n - 2) + 2
    m = int.from_bytes(encoded(nonce, salt, n.bit_length()))
    blinded = m * pow(factor, numbers.e, n) % n
    return Hidden(nonce, blinded.to_bytes(slips.SIGNATURE), pow(factor, -1, n), n)


def encoded(message: bytes, salt: bytes, n_bits: int) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017, section 9.1.1, with SHA-384."""
    size = math.ceil((n_bits - 1) / 8)
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(size - len(salt) - len(digest) - 2) + b"\x01" + salt
    mask = b"".join(
        hashlib.sha384(digest + i.to_bytes(4)).digest() for i in range(math.ceil(len(block) / 48))
    )
    masked = bytearray(a ^ b for a, b in zip(block, mask, strict=False))
    masked[0] &= 0xFF >> (8 * size - (n_bits - 1))
    return bytes(masked) + digest + b"\xbc"
