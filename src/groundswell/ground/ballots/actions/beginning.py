"""An invitation becomes a slip: made by the server, or signed unseen. Never in one transaction with
an answer, and never written down in the trail: that would be a time finer than a day."""

import datetime as dt
import secrets
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

from .. import blind, keys, policies, public, rows, sealing, slips
from ..apart import apart
from ..kinds import Path, Slip
from ..models import Box, Link
from ..rows import WayIn

if TYPE_CHECKING:
    from ..public import PublicBox


def issue_slip(*, token: str, at: dt.datetime) -> Slip:
    """The slip of the link's invitation: the same right however often it is asked for, by any of
    its links. The signature in it is made anew; its nonce, which is what is spent, never changes.

    Raises
    ------
    Http404
        If there is no such link.
    Refused
        If the browser made its own slip before, or the box is closed, or the invitation withdrawn.
    """
    link = link_of(token)
    box = public.public_box(link.invitation.box_id)
    policies.issue_slip(box, link.invitation, day_of(at)).or_refuse()
    if link.sealed_seed is None:
        with apart():
            seed = _begin_plain(link, box, token, at)
    else:
        seed = seed_in(link, link.sealed_seed, token)
    return slips.signed(slips.nonce_from(seed), keys.signing(box.id))


def sign_blinded(*, token: str, blinded: bytes, at: dt.datetime) -> bytes:
    """The signature of one hidden value an invitation; of the same value as often as it is sent.

    Raises
    ------
    Http404
        If there is no such link.
    Refused
        If another value was signed before, the server made the slip, the box is closed, or the
        invitation withdrawn.
    Unusable
        If it is no value that could be signed.
    """
    link = link_of(token)
    box = public.public_box(link.invitation.box_id)
    value_hash, today = slips.spent_hash(blinded), day_of(at)
    policies.sign_blinded(box, link.invitation, value_hash, today).or_refuse()
    try:
        signature = blind.sign_unseen(keys.signing(box.id), blinded)
    except blind.NotSigned:
        raise Unusable(_("What the browser sent could not be signed. Please try again.")) from None
    if link.invitation.path != Path.BLIND:
        with apart():
            _begin_blind(link, box, value_hash, today)
    return signature


def issue_open_slip(*, box: "Box | PublicBox", at: dt.datetime) -> Slip:
    """A slip for whoever asks, up to the quota.

    Raises
    ------
    Refused
        If the box gives none, is closed, or has given as many as it may.
    """
    known = public.public_box(box.pk)
    policies.issue_open_slip(known, day_of(at)).or_refuse()
    with apart():
        _lock_settings(known, day_of(at))
        free = Box.objects.filter(pk=known.id, n_open_slips__lt=F("open_quota"))
        if not free.update(n_open_slips=F("n_open_slips") + 1):
            raise Refused(_("As many people as were meant to have used this link."))
    return slips.signed(secrets.token_bytes(slips.NONCE), keys.signing(known.id))


def link_of(token: str) -> WayIn:
    """The link with its invitation. Raises Http404 where there is none."""
    is_short = len(token) <= slips.LONGEST_TOKEN
    link = rows.link_by(slips.token_hash(token)) if is_short else None
    if link is None:
        raise Http404
    return link


def seed_in(link: WayIn, sealed: bytes | memoryview, token: str) -> bytes:
    """The seed that was sealed to the link. The token is the key to it, and is nowhere else."""
    seed = sealing.unseal(bytes(sealed), slips.link_key(token), _about(link.invitation_id))
    if seed is None:
        raise Unusable(_("This link was damaged in our records. Please ask for a new one."))
    return seed


def _begin_plain(link: WayIn, box: "PublicBox", token: str, at: dt.datetime) -> bytes:
    """Make the seed, and seal it to every link that there is; or the seed of whoever was first."""
    invitation = rows.hold_invitation(link.invitation_id)
    policies.issue_slip(box, invitation, day_of(at)).or_refuse()
    if invitation.path == Path.NONE:
        seed = _sealed_seed(invitation.pk)
        rows.mark(invitation.pk, Path.PLAIN, day_of(at), None)
        _lock_settings(box, day_of(at))
        return seed
    kept = Link.objects.values_list("sealed_seed", flat=True).get(pk=link.pk)
    if kept is None:
        raise Refused(_("You began with an earlier link. Please use that one; it still works."))
    return seed_in(link, kept, token)


def _sealed_seed(invitation_id: UUID) -> bytes:
    """A new seed. Once the slip is out it is forgotten: only the links' tokens open it again."""
    seed, info = secrets.token_bytes(slips.SEED), _about(invitation_id)
    for link_id, key in rows.keys_of(invitation_id).items():
        rows.keep_seed(link_id, sealing.seal(seed, key, info))
    return seed


def _begin_blind(link: WayIn, box: "PublicBox", value_hash: bytes, today: dt.date) -> None:
    invitation = rows.hold_invitation(link.invitation_id)
    policies.sign_blinded(box, invitation, value_hash, today).or_refuse()
    if invitation.path == Path.NONE:
        rows.mark(invitation.pk, Path.BLIND, today, value_hash)
        _lock_settings(box, today)


def _lock_settings(box: "PublicBox", today: dt.date) -> None:
    """With the first slip: from then on nobody changes what the person was promised.

    Whoever changed something between this page's reading and now is found out here, so that no
    slip is given under settings that were never shown.
    """
    if box.is_locked:
        return
    row = Box.objects.select_for_update(no_key=True).get(pk=box.id)
    if row.fingerprint != box.fingerprint:
        public.forget(box.id)
        raise Refused(_("The settings have just been changed. Please load the page again."))
    if row.locked_on is None:
        row.locked_on = today
        row.save(update_fields=["locked_on"])
    public.forget(box.id)


def _about(invitation_id: UUID) -> bytes:
    return b"groundswell seed" + invitation_id.bytes
