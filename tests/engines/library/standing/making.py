"""Pages that rest on each other and on works, and who answers for what came of them."""

from typing import Any
from uuid import UUID

from tests.engines.commitments.making import a_promise
from tests.engines.library.finding.making import a_page, a_shelf, a_work
from tests.world import NOON, TODAY, a_person, acting, an_organisation, holding, joins

from groundswell.engines.commitments.models import Commitment
from groundswell.engines.library import actions
from groundswell.engines.library.kinds import ITEM, WORK
from groundswell.engines.library.models import Entry, Item, Work
from groundswell.engines.library.queries import standing_version
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

__all__ = ["a_page", "a_shelf", "a_work"]


def a_reviewer(**where: Any) -> Actor:
    return holding(a_person("Ngozi Bello"), "reviewer", **where)


def a_member(name: str = "Mo Khan") -> Actor:
    return acting(joins(a_person(name), an_organisation(f"The trust of {name}")))


def page_on(title: str, *under: Entry, **told: Any) -> Entry:
    """A page that rests on those works and pages."""
    named = [("work" if e.work_id else "item", e.work or e.item) for e in under]
    return a_page(title, told.pop("says", ""), rests_on=named, **told)


def ref_of(entry: Entry) -> Ref:
    return Ref(WORK if entry.work_id else ITEM, entry.pk)


def thing_of(entry: Entry) -> Item | Work:
    thing = entry.work or entry.item
    assert thing is not None
    return type(thing)._default_manager.get(pk=thing.pk)


def retract(entry: Entry, by: Actor, **changes: Any) -> None:
    thing = thing_of(entry)
    usual = {
        "standing": "retracted",
        "reason": "The figures were made up.",
        "on": TODAY,
        "version": standing_version(thing),
        "at": NOON,
    }
    actions.set_standing(thing=thing, by=by, **{**usual, **changes})
    shake(entry)


def restore(entry: Entry, by: Actor) -> None:
    thing = thing_of(entry)
    actions.restore_standing(thing=thing, version=standing_version(thing), by=by, at=NOON)
    shake(entry)


def shake(entry: Entry) -> int:
    """What the task does; tests hold no transaction that is ever committed."""
    return actions.shake(ref=ref_of(entry), at=NOON)


def is_shaken(entry: Entry) -> bool:
    found = Entry.objects.select_related("item").get(pk=entry.pk)
    assert found.item is not None
    assert found.is_shaken == (found.item.shaken_on is not None)
    return found.is_shaken


def promise_on(entry: Entry, by: Actor, **changes: Any) -> Commitment:
    return a_promise(by, began_from=ref_of(entry), **changes)


def ids(*entries: Entry) -> set[UUID]:
    return {entry.pk for entry in entries}
