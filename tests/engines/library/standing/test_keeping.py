"""What waits for those who keep a shelf: of theirs, and of nobody else's."""

import pytest
from tests.engines.library.finding.making import a_page
from tests.engines.library.readers.making import Readers, as_, readers
from tests.world import NOON, a_person, an_organisation, holding

from groundswell.engines.library import queries
from groundswell.engines.library.models import Entry, Item
from groundswell.ground.people.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def us() -> Readers:
    """On each of two shelves a page is due, one is shaken, and one waits as a draft."""
    us = readers()
    for shelf, where in ((us.common, "common"), (us.own, "own")):
        due, shaken, drafted = (
            a_page(f"{what} {where}", shelf=shelf) for what in ("Due", "Shaken", "Drafted")
        )
        Entry.objects.filter(pk=due.pk).update(review_by=NOON.date())
        Entry.objects.filter(pk=shaken.pk).update(is_shaken=True)
        Item.objects.filter(pk=drafted.item_id).update(
            live=False, first_published_at=None, began_from=f"challenge:{due.pk}"
        )
        Entry.objects.filter(pk=drafted.pk).delete()
    return us


def waits_for(actor: Actor) -> list[str]:
    page = queries.keeping_page(actor, NOON)
    return [one.title for one in (*page.due, *page.shaken, *page.drafts)]


def test_who_keeps_every_shelf_sees_all_that_waits(us: Readers):
    assert waits_for(as_(us.system_reviewer)) == [
        "Due common", "Due own", "Shaken common", "Shaken own", "Drafted common", "Drafted own",
    ]  # fmt: skip


def test_who_keeps_one_shelf_sees_what_waits_there(us: Readers):
    assert waits_for(as_(us.editor)) == ["Due own", "Shaken own", "Drafted own"]


def test_a_keeper_of_another_shelf_sees_nothing_of_it(us: Readers):
    trust = an_organisation("Tarnside Partnership")
    assert waits_for(holding(a_person("Sam Bello"), "editor", organisation=trust)) == []
