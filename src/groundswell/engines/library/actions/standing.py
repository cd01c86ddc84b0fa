"""Whether a page or a work still holds: said by a reviewer, with a reason; and taken back again.

What rests on it, near and far, is marked in one task: `shake` may run twice and marks once.
"""

import datetime as dt
from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.thread import actions as thread
from groundswell.engines.thread import queries as threads
from groundswell.engines.thread.kinds import Cause
from groundswell.ground.kernel import audit, search
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import SYSTEM, Doer
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import ITEM, LONGEST_REASON, WORK, Audience, Standing
from ..models import Entry, Item, Shelf, Work
from ..reading.resting import fallen_under, resting_on
from ..reading.versions import standing_version
from .publishing import findable
from .works import write_work_entries

Thing = TypeVar("Thing", Item, Work)
_AT_ONCE = 500
_SAID = ("standing", "standing_reason", "standing_on", "superseded_by")


@transaction.atomic
def set_standing(
    *,
    thing: Thing,
    standing: str,
    reason: str,
    on: dt.date,
    instead: Thing | None = None,
    version: str,
    by: Actor,
    at: dt.datetime,
) -> Thing:
    """Say that it is superseded, by another of its kind, or retracted; what rests on it is marked.

    `version` is what `standing_version` gave when the thing was read. Raises Refused, Unusable;
    Stale where somebody else has said something of it since.
    """
    found = _locked(thing, version, by)
    if standing not in {Standing.SUPERSEDED, Standing.RETRACTED}:
        raise Unusable(_("Choose superseded or retracted."), field="standing")
    said = " ".join(reason.split())
    if not said:
        raise Unusable(_("Say why. Everybody who builds on it reads this."), field="reason")
    if len(said) > LONGEST_REASON:
        raise Unusable(_("Say it in fewer words: 1,000 characters at most."), field="reason")
    if on > day_of(at):
        raise Unusable(_("This day is still to come."), field="on")
    _check_replacement(found, standing, instead)
    found.standing, found.standing_reason, found.standing_on = standing, said, on
    found.superseded_by = instead
    _say(found)
    label = str(Standing(standing).label).lower()
    audit.record(
        "library.standing_set", about=found, by=by, at=at, organisation_id=_place_of(found),
        title=found.title, standing=label,
    )  # fmt: skip
    return found


@transaction.atomic
def restore_standing(*, thing: Thing, version: str, by: Actor, at: dt.datetime) -> Thing:
    """It holds again; marks that have no other reason go. Raises Refused, Unusable, Stale."""
    found = _locked(thing, version, by)
    if found.standing == Standing.CURRENT:
        raise Unusable(_("It is current: there is nothing to take back."))
    found.standing, found.standing_reason, found.standing_on = Standing.CURRENT, "", None
    found.superseded_by = None
    _say(found)
    audit.record(
        "library.standing_restored", about=found, by=by, at=at, organisation_id=_place_of(found),
        title=found.title,
    )  # fmt: skip
    return found


@transaction.atomic
def shake(*, ref: Ref, by: Doer = SYSTEM, at: dt.datetime) -> int:
    """Mark all that rests on a thing as it stands now, or take the marks back; gives the new ones.

    A few queries for each step away from it, however much stands there.
    """
    policies.shake(by).or_refuse()
    thing = _thing(ref)
    if thing is None or thing.standing == Standing.CURRENT or thing.standing_on is None:
        cause = Cause(ref, day_of(at), "")
        return thread.set_doubts(cause=cause, things=(), by=by, at=at)
    cause = Cause(ref, thing.standing_on, thing.standing_reason, _told(thing, thing.standing_on))
    return thread.set_doubts(cause=cause, things=resting_on(ref), by=by, at=at)


@transaction.atomic
def recheck(*, uid: UUID, by: Doer = SYSTEM, at: dt.datetime) -> None:
    """A page was published anew and may rest on other things than before: mark what follows."""
    policies.shake(by).or_refuse()
    item = Item.objects.filter(uid=uid).first()
    if item is not None:
        for ref in sorted(fallen_under(item) | threads.causes_of(Ref(ITEM, uid))):
            shake(ref=ref, by=by, at=at)


@transaction.atomic
def mark_shaken(*, ids: Collection[UUID], by: Doer = SYSTEM) -> None:
    """Bring the marks of these pages to what the thread knows; one day a statement."""
    policies.shake(by).or_refuse()
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        since = {r.id: on for r, on in threads.doubtful([Ref(ITEM, pk) for pk in some]).items()}
        _mark([pk for pk in some if pk not in since], None)
        for on in sorted(set(since.values())):
            _mark([pk for pk, day in since.items() if day == on], on)


def _mark(ids: list[UUID], on: dt.date | None) -> None:
    Item.objects.filter(uid__in=ids).update(shaken_on=on)
    Entry.objects.filter(pk__in=ids).update(is_shaken=on is not None)


def _locked(thing: Thing, version: str, by: Actor) -> Thing:
    found: Thing = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    policies.set_standing(by, _shelf_of(found)).or_refuse()
    if standing_version(found) != version:
        raise Stale(_("Somebody else has said something of it meanwhile. Read what it says now."))
    return found


def _check_replacement(found: Item | Work, standing: str, instead: Item | Work | None) -> None:
    if instead is None:
        if standing == Standing.SUPERSEDED:
            raise Unusable(_("Say what replaces it."), field="instead")
    elif instead.pk == found.pk:
        raise Unusable(_("It cannot replace itself."), field="instead")
    elif instead.standing != Standing.CURRENT:
        raise Unusable(
            _("What replaces it holds no longer either. Name what replaces that."), field="instead"
        )


def _say(thing: Item | Work) -> None:
    """Write it to the row alone, so that a draft is not touched; lists and search follow."""
    said = {name: getattr(thing, name) for name in _SAID}
    type(thing)._default_manager.filter(pk=thing.pk).update(**said)
    if isinstance(thing, Work):
        write_work_entries([thing], on=day_of(thing.created_at))
    else:
        entries = Entry.objects.filter(item=thing)
        entries.update(standing=thing.standing)
        search.put([findable(entry) for entry in entries])
    enqueue("library.shake", ref=str(_ref_of(thing)))


def _ref_of(thing: Item | Work) -> Ref:
    return Ref(WORK if isinstance(thing, Work) else ITEM, thing.uid)


def _thing(ref: Ref) -> Item | Work | None:
    if ref.kind == WORK:
        return Work.objects.filter(uid=ref.id).first()
    return Item.objects.filter(uid=ref.id).first()


def _shelf_of(thing: Item | Work) -> Shelf | None:
    return None if isinstance(thing, Work) else Shelf.objects.get(pk=thing.get_parent().pk)


def _place_of(thing: Item | Work) -> UUID | None:
    shelf = _shelf_of(thing)
    return shelf.organisation_id if shelf else None


def _told(thing: Item | Work, on: dt.date) -> str:
    """The sentence for everybody whose work rests on it; none where not all may read of it."""
    if isinstance(thing, Item) and thing.audience == Audience.ORGANISATION:
        return ""
    said = {
        "title": thing.title,
        "standing": str(Standing(thing.standing).label).lower(),
        "day": words.day(on),
        "reason": thing.standing_reason,
    }
    return (
        _(
            "“%(title)s” is %(standing)s since %(day)s, because: %(reason)s Look at what of yours"
            " rests on it, and say whether it still holds."
        )
        % said
    )
