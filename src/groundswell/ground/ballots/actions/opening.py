"""A box is set up, with its keys; and changed, as long as nobody has begun."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .. import fingerprints, keys, policies, public
from ..kinds import FEWEST, MOST_PAYLOAD, Mode
from ..models import Box

_CHANGED = [
    "mode", "k", "length", "settings", "open_quota", "opens_daily", "unmask_role", "closes_on",
    "fingerprint",
]  # fmt: skip


@transaction.atomic
def open_box(
    *,
    kind: str,
    subject_id: UUID,
    organisation_id: UUID,
    mode: Mode | str,
    k: int,
    settings: dict[str, Any],
    length: int,
    closes_on: dt.date,
    open_quota: int = 0,
    opens_daily: bool = False,
    unmask_role: str = "",
    by: Doer,
    at: dt.datetime,
) -> Box:
    """A new box with keys of its own, which are on the disk before the box is in the database.

    Parameters
    ----------
    kind
        A code of `kinds.receivers`: the room that takes the opened answers in.
    subject_id
        What is asked, in that room; it has one box.
    k
        Fewer answers are never opened together.
    settings
        What the room promises besides, as plain JSON, such as a digest of the questions. It goes
        into the fingerprint.
    length
        The most bytes of an answer; every answer is padded to it.
    closes_on
        The last day on which answers are taken in.
    open_quota
        How many slips are given to whoever asks, without an invitation.
    opens_daily
        Whether answers are handed on while people still answer, where enough stay sealed. Without
        it everything is opened at the close, and each answer is hidden among all.
    unmask_role
        Where answers are confidential: the role that may link one to a person. An administrator,
        unless another role is named.

    Raises
    ------
    Refused
        If the actor does not belong to the organisation.
    Unusable
        If a setting cannot be kept, or the keys cannot.
    """
    policies.open_box(by, organisation_id).or_refuse()
    box = Box(
        kind=kind,
        subject_id=subject_id,
        organisation_id=organisation_id,
        mode=Mode(mode),
        k=k,
        length=length,
        settings=settings,
        open_quota=open_quota,
        opens_daily=opens_daily,
        unmask_role=_role(Mode(mode), unmask_role),
        opened_by_id=by.id,
        opened_on=day_of(at),
        closes_on=closes_on,
    )
    _check(box, day_of(at))
    box.signing_public, box.sealing_public = keys.make(box.pk)
    box.fingerprint = fingerprints.of(box)
    box.save(force_insert=True)
    audit.record("ballot.opened", about=box, by=by, at=at, organisation_id=organisation_id)
    return box


@transaction.atomic
def change_box(*, box: Box, by: Doer, at: dt.datetime, **changed: Any) -> Box:
    """Other settings, by the names that `open_box` gives them, before anybody has begun.

    Raises
    ------
    Refused
        If somebody has begun, or the actor does not belong to the organisation.
    Unusable
        If a setting cannot be kept.
    TypeError
        If there is no such setting.
    """
    box = held(Box.objects.all(), box.pk)
    policies.change_box(by, box).or_refuse()
    for name, value in changed.items():
        if name not in _CHANGED[:-1]:
            raise TypeError(f"A box has no setting {name!r} that could be changed.")
        setattr(box, name, value)
    box.mode = Mode(box.mode)
    box.unmask_role = _role(box.mode, box.unmask_role)
    _check(box, day_of(at))
    box.fingerprint = fingerprints.of(box)
    box.save(update_fields=_CHANGED)
    public.forget(box.pk)
    audit.record("ballot.changed", about=box, by=by, at=at, organisation_id=box.organisation_id)
    return box


def _role(mode: Mode, code: str) -> str:
    if mode != Mode.CONFIDENTIAL:
        return ""
    return RoleCode(code).value if code else RoleCode.ADMINISTRATOR.value


def _check(box: Box, today: dt.date) -> None:
    if box.k < FEWEST:
        sentence = _("At least %(n)s answers are opened together, never fewer.")
        raise Unusable(sentence % {"n": FEWEST}, field="k")
    if not 0 < box.length <= MOST_PAYLOAD:
        sentence = _("An answer can take up to %(n)s bytes. Ask less at a time.")
        raise Unusable(sentence % {"n": f"{MOST_PAYLOAD:,}"}, field="length")
    if box.closes_on < today:
        sentence = _("Give a last day from today on. Today is %(today)s.")
        raise Unusable(sentence % {"today": words.day(today)}, field="closes_on")
    if box.open_quota and box.mode != Mode.ANONYMOUS:
        sentence = _("An open link is for answers that nobody can link to people.")
        raise Unusable(sentence, field="open_quota")
