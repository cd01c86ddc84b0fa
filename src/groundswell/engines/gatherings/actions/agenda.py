"""The agenda: what is on it, in which order, and what is on now."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..agenda import AgendaLine
from ..models import AgendaItem, Gathering
from .checks import refuse_stale, usable_line
from .locking import details_of, locked

MOST_ITEMS = 60
LONGEST_ITEM = 480  # minutes; a working day


@transaction.atomic
def set_agenda(
    *,
    gathering: Gathering,
    lines: Sequence[AgendaLine],
    version: int,
    by: Actor,
    at: dt.datetime,
) -> Gathering:
    """Have these items, in this order. A line that names an item changes it; its notes stay.

    An item that no line names goes, unless it has notes or has been on.

    Raises
    ------
    Refused
        See `policies.set_agenda`.
    Unusable
        Where a line cannot be used, or an item with notes would be lost.
    Stale
        Where somebody else changed the gathering or its agenda in between.
    """
    gathering = locked(gathering)
    policies.set_agenda(by, gathering).or_refuse()
    refuse_stale(version, gathering.version)
    put_agenda(gathering, lines)
    gathering.version += 1
    gathering.save(update_fields=["version"])
    audit.record("gathering.agenda_set", **details_of(gathering, by=by, at=at))
    return gathering


@transaction.atomic
def begin_item(*, item: AgendaItem, by: Actor, at: dt.datetime) -> AgendaItem:
    """Go to this item: what is on ends now, and what comes after moves. Raises Refused.

    An item that is gone back to goes on; to go to the one that is on changes nothing.
    """
    gathering = locked(item.gathering)
    policies.begin_item(by, gathering, at).or_refuse()
    item = gathering.items.get(pk=item.pk)
    if item.began_at and not item.ended_at:
        return item
    _end_what_is_on(gathering, at)
    item.began_at, item.ended_at = at, None
    item.save(update_fields=["began_at", "ended_at"])
    audit.record("gathering.item_begun", **details_of(gathering, by=by, at=at), item=item.title)
    return item


@transaction.atomic
def end_item(*, item: AgendaItem, by: Actor, at: dt.datetime) -> AgendaItem:
    """What is on is over, and nothing else begins. Raises Refused."""
    gathering = locked(item.gathering)
    policies.end_item(by, gathering, at).or_refuse()
    if _end_what_is_on(gathering, at, pk=item.pk):
        audit.record("gathering.item_ended", **details_of(gathering, by=by, at=at), item=item.title)
    return gathering.items.get(pk=item.pk)


def _end_what_is_on(gathering: Gathering, at: dt.datetime, **which: UUID) -> int:
    on = gathering.items.filter(began_at__isnull=False, ended_at=None, **which)
    return on.update(ended_at=at)


def put_agenda(gathering: Gathering, lines: Sequence[AgendaLine]) -> None:
    """Write the items; those that go must leave nothing behind."""
    if len(lines) > MOST_ITEMS:
        raise Unusable(_("An agenda has at most 60 items."), field="agenda")
    standing = {item.pk: item for item in gathering.items.all()}
    items = [_item(gathering, place, line, standing) for place, line in enumerate(lines)]
    kept = {item.pk for item in items}
    for gone in (item for pk, item in standing.items() if pk not in kept):
        if gone.notes or gone.began_at:
            raise Unusable(
                _("“%(title)s” has been talked about, so it stays on the agenda.")
                % {"title": gone.title},
                field="agenda",
            )
        gone.delete()
    known = [item for item in items if item.pk in standing]
    AgendaItem.objects.bulk_update(known, ["position", "code", "title", "minutes", "lead"])
    AgendaItem.objects.bulk_create(item for item in items if item.pk not in standing)


def _item(
    gathering: Gathering, place: int, line: AgendaLine, standing: dict[UUID, AgendaItem]
) -> AgendaItem:
    item = standing.get(line.item_id) if line.item_id else None
    item = item or AgendaItem(gathering=gathering)
    item.position, item.code, item.lead = place, line.code, line.lead
    item.title = usable_line(
        line.title, field="agenda", missing=_("Give each item of the agenda a title.")
    )
    if not 1 <= line.minutes <= LONGEST_ITEM:
        raise Unusable(
            _("“%(title)s” takes from 1 to 480 minutes.") % {"title": item.title}, field="agenda"
        )
    item.minutes = line.minutes
    return item
