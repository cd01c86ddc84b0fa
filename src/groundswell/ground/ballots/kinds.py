"""Codes that are stored, and what goes in and out of a sealed box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.registry import Registry

if TYPE_CHECKING:
    from .models import Box

FEWEST = 5  # the least that any box may ask for before it is opened
MOST_GROUP, MOST_PAYLOAD = 200, 60_000  # characters; bytes
Slip = str  # the right to answer once, as text that a form carries


class Mode(models.TextChoices):
    """What joins an answer to a person: chosen before the first answer, locked after it."""

    ANONYMOUS = "anonymous", _("Nobody can link answers to people")
    CONFIDENTIAL = "confidential", _("One named role can, for a reason that is written down")
    NAMED = "named", _("Answers carry names")


class State(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    TOO_FEW = "too_few", _("Closed with too few answers to be opened")


class Path(models.TextChoices):
    """How an invitation was turned into a slip; it is spent on one of the two."""

    NONE = "", _("Not yet")
    PLAIN = "plain", _("Made by the server")
    BLIND = "blind", _("Made by the browser, signed unseen")


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who may answer: a person who signs in here, or an address or a phone alone.

    `group` is what the answer will be counted with; see the room that asks.
    """

    person_id: UUID | None = None
    address: str = ""
    phone: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The thank-you: four words that are shown once, and the fingerprint of the settings."""

    words: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One answer out of the box. Without a name there is no invitation in it."""

    payload: bytes
    receipt_hash: str
    invitation_id: UUID | None = None


class Receiver(Protocol):
    """What takes a batch in. Called inside the opening transaction, with the answers shuffled.

    `replaces` would name an earlier batch to be mixed with this one and written anew. It is None
    today: enough answers stay sealed that the last batch is never too small.
    """

    def __call__(
        self,
        *,
        box: "Box",
        batch_number: int,
        replaces: int | None,
        opened: Sequence[Opened],
    ) -> None: ...


receivers: Registry[Receiver] = Registry("receiver of answers")
