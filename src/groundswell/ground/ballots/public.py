"""What everybody may know of a box: all that an answering page needs, without a query when warm."""

import datetime as dt
import time
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Refused

from . import fingerprints, slips
from .kinds import Mode
from .models import Box

_FRESH_SECONDS = 30.0  # how long a process goes by what it has read
_MOST = 500  # boxes that a process remembers
_warm: dict[UUID, tuple[float, "PublicBox"]] = {}


@dataclass(frozen=True, slots=True)
class PublicBox:
    """A box as respondents may see it. That it was just closed may show half a minute late; whether
    an answer is still taken in, `actions.cast` asks the row itself."""

    id: UUID
    kind: str
    subject_id: UUID
    mode: Mode
    k: int
    length: int
    fingerprint: str
    unmask_role: str
    takes_open: bool  # slips for whoever asks
    signing_public: RSAPublicKey
    sealing_public: bytes
    modulus: str  # of the signing key, base64url: for the browser
    opened_on: dt.date
    closes_on: dt.date
    closed_on: dt.date | None
    is_locked: bool

    @property
    def pk(self) -> UUID:
        return self.id

    @property
    def is_anonymous(self) -> bool:
        return self.mode == Mode.ANONYMOUS

    def is_open_on(self, day: dt.date) -> bool:
        return self.closed_on is None and day <= self.closes_on


def public_box(pk: UUID) -> PublicBox:
    """The box by its id, from memory where it was read within half a minute.

    Raises
    ------
    Http404
        If there is none.
    Refused
        If its settings do not agree with its fingerprint: somebody has changed the row.
    """
    known = _warm.get(pk)
    if known and known[0] > time.monotonic():
        return known[1]
    box = _told(get_object_or_404(Box, pk=pk))
    if len(_warm) >= _MOST:
        _warm.clear()
    _warm[pk] = (time.monotonic() + _FRESH_SECONDS, box)
    return box


def forget(pk: UUID) -> None:
    """For the process that has just changed the box."""
    _warm.pop(pk, None)


def check_fingerprint(box: Box) -> None:
    """Raises Refused where the settings are not those that the fingerprint was made of."""
    if fingerprints.of(box) != box.fingerprint:
        raise Refused(
            _(
                "The settings of this were changed after they had been locked. Nothing is taken in "
                "and nothing is opened until whoever looks after this site has put them back."
            )
        )


def _told(box: Box) -> PublicBox:
    check_fingerprint(box)
    public = _loaded(bytes(box.signing_public))
    return PublicBox(
        id=box.pk,
        kind=box.kind,
        subject_id=box.subject_id,
        mode=Mode(box.mode),
        k=box.k,
        length=box.length,
        fingerprint=box.fingerprint,
        unmask_role=box.unmask_role,
        takes_open=box.open_quota > 0,
        signing_public=public,
        sealing_public=bytes(box.sealing_public),
        modulus=slips.encoded(public.public_numbers().n.to_bytes(slips.SIGNATURE)),
        opened_on=box.opened_on,
        closes_on=box.closes_on,
        closed_on=box.closed_on,
        is_locked=box.locked_on is not None,
    )


@lru_cache(_MOST)
def _loaded(public: bytes) -> RSAPublicKey:
    key = load_der_public_key(public)
    assert isinstance(key, RSAPublicKey)
    return key
