"""Another owner: who had it, who has it, and why. The new one may hand it back."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..models import Commitment, Handing
from .findable import index_commitment
from .locking import locked, reason_from
from .telling import tell_former_owner, tell_owner

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person


@transaction.atomic
def delegate_commitment(
    *, commitment: Commitment, to: "Person", reason: str, by: Actor, at: dt.datetime
) -> Commitment:
    """Hand the promise on. The new owner is told, and whose it was, where another handed it on.

    Raises
    ------
    Refused
        See `policies.delegate_commitment`.
    Unusable
        Where the new owner has it already or has left, or no reason is given.
    """
    commitment = locked(commitment)
    if _is_again(commitment, to, by):
        return commitment
    policies.delegate_commitment(by, commitment).or_refuse()
    reason = _why(reason)
    if to.pk == commitment.owner_id:
        raise Unusable(_("%(name)s owns this already.") % {"name": to.name}, field="to")
    if not to.is_active:
        raise Unusable(
            _("%(name)s has left. Choose another owner.") % {"name": to.name}, field="to"
        )
    handing = _hand(commitment, to, reason, is_back=False, by=by, at=at)
    place = commitment.organisation_id
    audit.record("commitment.delegated", about=commitment, by=by, at=at, organisation_id=place)
    _tell_new_owner(commitment, handing, by, at)
    tell_former_owner(
        commitment,
        handing.owner_before_id,
        _("Handed on to %(name)s: %(title)s") % {"name": to.name, "title": commitment.title},
        _("%(by)s handed on what was yours: “%(reason)s”.") % {"by": by.name, "reason": reason},
        by=by,
        at=at,
    )
    return commitment


@transaction.atomic
def hand_back_commitment(
    *, commitment: Commitment, reason: str, by: Actor, at: dt.datetime
) -> Commitment:
    """Give it back to whose it was before; they are told, and so is who handed it on.

    Raises
    ------
    Refused
        See `policies.hand_back_commitment`.
    Unusable
        Where no reason is given.
    """
    commitment = locked(commitment)
    last = last_handing(commitment)
    policies.hand_back_commitment(by, commitment, last).or_refuse()
    assert last is not None  # the policy has refused
    handing = _hand(commitment, last.owner_before, _why(reason), is_back=True, by=by, at=at)
    place = commitment.organisation_id
    audit.record("commitment.handed_back", about=commitment, by=by, at=at, organisation_id=place)
    told = {"by": by.name, "title": commitment.title, "reason": handing.reason}
    subject = _("Handed back: %(title)s") % told
    body = _("%(by)s handed this back: “%(reason)s”.") % told
    tell_owner(commitment, subject, body, by=by, at=at)
    if last.by_id != commitment.owner_id:
        tell_former_owner(commitment, last.by_id, subject, body, by=by, at=at)
    return commitment


def last_handing(commitment: Commitment) -> Handing | None:
    rows = Handing.objects.filter(commitment=commitment)
    return rows.select_related("owner_before").order_by("pk").last()


def _why(reason: str) -> str:
    return reason_from(reason, missing=_("Say why somebody else takes this on."))


def _is_again(commitment: Commitment, to: "Person", by: Actor) -> bool:
    """The second click of a double click: the same person has just handed it to the same one."""
    last = last_handing(commitment) if commitment.owner_id == to.pk else None
    return last is not None and (last.owner_id, last.by_id) == (to.pk, by.id)


def _hand(
    commitment: Commitment,
    to: "Person",
    reason: str,
    *,
    is_back: bool,
    by: Actor,
    at: dt.datetime,
) -> Handing:
    handing = Handing.objects.create(
        commitment=commitment,
        owner_before_id=commitment.owner_id,
        owner=to,
        is_back=is_back,
        reason=reason,
        by_id=by.id,
        at=at,
    )
    commitment.owner = to
    commitment.save(update_fields=["owner"])
    index_commitment(commitment)
    return handing


def _tell_new_owner(commitment: Commitment, handing: Handing, by: Actor, at: dt.datetime) -> None:
    told = {
        "by": by.name,
        "to": commitment.to_whom,
        "title": commitment.title,
        "day": words.day(commitment.due_on),
        "reason": handing.reason,
    }
    tell_owner(
        commitment,
        _("Handed on to you, due %(day)s: %(title)s") % told,
        _(
            "%(by)s handed this on to you: “%(reason)s”. It is promised to %(to)s for %(day)s."
            " If you cannot take it on, hand it back and say why."
        )
        % told,
        by=by,
        at=at,
    )
