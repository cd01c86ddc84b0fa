"""Links made and taken away, in the transaction of the work that they belong to."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import LinkType
from ..models import Link
from ..sight import Sight


@transaction.atomic
def link(
    *,
    source: Ref,
    type: str,  # noqa: A002  (what a link is, in everybody's words)
    target: Ref,
    on: dt.date | None = None,
    by: Actor | Doer,
    at: dt.datetime,
) -> Link:
    """Say that the source rests on, answers, led to … the target; once, however often it is said.

    `on` is the day since which it holds, today where it is not given. Raises Refused; Unusable for
    a thing that is linked to itself; ValueError for a type that no link has.
    """
    policies.link(by, source, target, _seen(by, source, target)).or_refuse()
    if source == target:
        raise Unusable(_("A thing can’t be linked to itself."))
    made = Link(
        source_kind=source.kind,
        source_id=source.id,
        type=LinkType(type),
        target_kind=target.kind,
        target_id=target.id,
        on=on or day_of(at),
        made_by_id=by.id,
        made_at=at,
    )
    # Two people may say the same at the same time: the index lets one of them in, and waits.
    Link.objects.bulk_create([made], ignore_conflicts=True)
    kept = Link.objects.get(
        source_kind=source.kind,
        source_id=source.id,
        type=made.type,
        target_kind=target.kind,
        target_id=target.id,
        removed_at=None,
    )
    if kept.pk == made.pk:
        audit.record("link.made", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def unlink(*, link: Link, reason: str, by: Actor | Doer, at: dt.datetime) -> Link:
    """Take a link away; it stays in the record with the reason.

    Raises Refused, also where it is taken away already; Unusable without a reason.
    """
    link = Link.objects.select_for_update().get(pk=link.pk)
    policies.unlink(by, link, _seen(by, link.source, link.target)).or_refuse()
    if not reason.strip():
        raise Unusable(_("Say why the link is taken away."), field="reason")
    link.removed_at, link.removed_by_id, link.removal_reason = at, by.id, reason.strip()
    link.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    audit.record("link.removed", about=link, by=by, at=at)
    return link


def _seen(by: Actor | Doer, *ends: Ref) -> Collection[Ref]:
    return Sight(by).of(ends) if isinstance(by, Actor) else ()
