"""What other rooms may know of a box."""

import datetime as dt
import time
from collections import deque
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused

from . import receipts, rows, slips
from .fingerprints import spelt as fingerprint_words
from .kinds import Path
from .models import Box, Invitation
from .public import PublicBox, public_box

__all__ = [
    "Begun",
    "Invited",
    "PublicBox",
    "begun_by_group",
    "box_of",
    "fingerprint_words",
    "invitation",
    "invitation_by",
    "n_answered",
    "public_box",
    "receipt_hash_of",
    "to_remind",
]
MOST_LOOK_UPS, LOOK_UP_SECONDS = 120, 60.0  # of receipts, by everybody together, in each process
_looked_up: deque[float] = deque(maxlen=MOST_LOOK_UPS)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as the page of its own link may know it."""

    id: UUID
    box_id: UUID
    group: str
    has_begun: bool
    began_in_a_browser: bool  # with a slip of the browser's own, which only that browser has
    is_withdrawn: bool
    storage_key: str  # under which the browser keeps its slip; tells nobody anything


@dataclass(frozen=True, slots=True)
class Begun:
    """How many of a group were invited, and had begun by yesterday. To be shown only through
    `releases`."""

    group: str
    n_invited: int
    n_begun: int


def box_of(kind: str, subject_id: UUID) -> Box | None:
    """The box of what is asked, where there is one."""
    return Box.objects.filter(kind=kind, subject_id=subject_id).first()


def invitation(pk: UUID) -> Invitation | None:
    """For a room that makes a link while its mail is sent."""
    return Invitation.objects.filter(pk=pk).first()


def invitation_by(token: str) -> Invited | None:
    """The invitation of a link, in one query; None where there is no such link."""
    if len(token) > slips.LONGEST_TOKEN:
        return None
    link = rows.link_by(slips.token_hash(token))
    return _invited(link.invitation) if link else None


def to_remind(box: Box, at: dt.datetime) -> QuerySet[Invitation]:
    """Invitations without a slip up to yesterday: a list that moves once a day.

    Whoever began today is still in it; no link can be made for them any more, and so no mail goes
    out.
    """
    waiting = Q(slip_on=None) | Q(slip_on__gte=day_of(at))
    return box.invitations.filter(waiting, withdrawn_on=None).order_by("pk")


def begun_by_group(box: Box, at: dt.datetime) -> list[Begun]:
    """By group, in the order of their names: a count that moves once a day."""
    earlier = Count("pk", filter=Q(slip_on__lt=day_of(at)))
    rows = (
        box.invitations
        .filter(withdrawn_on=None)
        .values("group")
        .annotate(n=Count("pk"), n_begun=earlier)
        .order_by("group")
    )
    return [Begun(r["group"], r["n"], r["n_begun"]) for r in rows]


def n_answered(box: Box) -> int:
    """How many answers have been opened; what lies sealed is counted nowhere."""
    return box.batches.aggregate(n=Sum("n"))["n"] or 0


def receipt_hash_of(typed: str) -> str:
    """What is stored of the receipt whose four words somebody typed.

    Raises
    ------
    Unusable
        If it can be no receipt, naming the word that is wrong.
    Refused
        If so many receipts are being looked up that somebody may be trying all.
    """
    words, now = receipts.read(typed), time.monotonic()
    if len(_looked_up) == MOST_LOOK_UPS and now - _looked_up[0] < LOOK_UP_SECONDS:
        raise Refused(_("Many receipts are being looked up just now. Please wait a minute."))
    _looked_up.append(now)
    return receipts.hash_of(words)


def _invited(row: rows.Standing) -> Invited:
    return Invited(
        id=row.pk,
        box_id=row.box_id,
        group=row.group,
        has_begun=row.path != Path.NONE,
        began_in_a_browser=row.path == Path.BLIND,
        is_withdrawn=row.withdrawn_on is not None,
        storage_key=slips.encoded(slips.spent_hash(b"storage" + row.pk.bytes)[:12]),
    )
