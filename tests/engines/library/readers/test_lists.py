"""Saving, lists, and the list that is shared."""

import datetime as dt
from uuid import uuid4

import pytest
from django.http import Http404
from tests.engines.library.readers.making import Readers, a_page, a_work, as_, withdrawn
from tests.world import NOON, a_founder

from groundswell.engines.library import actions, kinds, queries
from groundswell.engines.library.actions import saving
from groundswell.engines.library.actions.locking import Overtaken
from groundswell.engines.library.models import ReaderList, Saved
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions as people

LATER = NOON + dt.timedelta(days=31)


def a_list(us: Readers, title: str = "For the board", about: str = "") -> ReaderList:
    return actions.make_list(title=title, about=about, by=as_(us.joyce), at=NOON)


def titles(us: Readers, kept: ReaderList) -> list[str]:
    return [row.link.title for row in queries.list_page(as_(us.joyce), kept).rows]


def test_one_press_saves_and_a_second_changes_nothing(us: Readers):
    for _press in range(2):
        kept = actions.save_thing(entry=us.entry, by=as_(us.joyce), at=NOON)
    assert (kept.title, kept.is_default) == ("Saved", True)
    assert titles(us, kept) == ["Safety huddles"]
    assert ReaderList.objects.filter(owner=us.joyce).count() == 1


def test_a_work_is_saved_as_a_page_is(us: Readers):
    kept = actions.save_thing(entry=a_work("Beds and bridges"), by=as_(us.joyce), at=NOON)
    assert "Beds and bridges" in titles(us, kept)[0]


def test_what_one_may_not_read_one_cannot_save(us: Readers):
    with pytest.raises(Refused, match="nothing there"):
        actions.save_thing(entry=us.inner, by=as_(us.imran), at=NOON)
    with pytest.raises(Refused, match="nothing there"):
        actions.put_on_lists(entry=us.inner, lists=[], by=as_(us.imran), at=NOON)


def test_nobody_saves_to_the_list_of_another(us: Readers):
    kept = a_list(us)
    with pytest.raises(Refused, match="by the reader who keeps it"):
        actions.save_thing(entry=us.entry, kept=kept, by=as_(us.imran), at=NOON)
    with pytest.raises(Refused):
        actions.put_on_lists(entry=us.entry, lists=[kept], by=as_(us.imran), at=NOON)
    with pytest.raises(Http404):
        queries.list_for(as_(us.imran), kept.pk)


def test_ticked_lists_hold_it_and_no_others_do(us: Readers):
    joyce = as_(us.joyce)
    first = actions.save_thing(entry=us.entry, by=joyce, at=NOON)
    other = a_list(us)
    actions.put_on_lists(entry=us.entry, lists=[other], new_title="New one", by=joyce, at=NOON)
    assert titles(us, first) == []
    assert titles(us, other) == ["Safety huddles"]
    new = ReaderList.objects.get(title="New one")
    assert sorted(queries.lists_with(joyce, us.entry)) == sorted([str(other.pk), str(new.pk)])


def test_too_many_lists_and_too_long_lists_are_told(us: Readers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("groundswell.engines.library.actions.lists.MOST_LISTS", 1)
    monkeypatch.setattr(saving, "MOST_ON_A_LIST", 1)
    kept = a_list(us)
    with pytest.raises(Unusable, match="Delete one first") as told:
        actions.put_on_lists(entry=us.entry, lists=[kept], new_title="x", by=as_(us.joyce), at=NOON)
    assert told.value.field == "new_title"
    actions.save_thing(entry=us.entry, kept=kept, by=as_(us.joyce), at=NOON)
    with pytest.raises(Unusable, match="holds 1 things"):
        actions.save_thing(entry=us.inner, kept=kept, by=as_(us.joyce), at=NOON)


@pytest.mark.parametrize("title", ["", "  \n ", "x" * 121, "a\u202eb"])
def test_a_list_has_a_name_that_can_be_shown(us: Readers, title: str):
    with pytest.raises(Unusable) as told:
        a_list(us, title)
    assert told.value.field == "title"


def test_a_list_changed_in_two_windows_loses_nothing(us: Readers):
    kept, joyce = a_list(us), as_(us.joyce)
    actions.change_list(kept=kept, title="Mine", about="", version=1, by=joyce, at=NOON)
    actions.change_list(kept=kept, title="Mine", about="", version=1, by=joyce, at=NOON)
    with pytest.raises(Overtaken, match="“Mine”") as told:
        actions.change_list(kept=kept, title="Other", about="", version=1, by=joyce, at=NOON)
    assert (told.value.version, told.value.theirs) == (2, "Mine")
    kept.refresh_from_db()
    assert kept.title == "Mine"


def test_things_move_past_what_cannot_be_seen(us: Readers):
    kept, joyce = a_list(us), as_(us.joyce)
    pages = [us.entry, a_page("Second"), a_page("Third")]
    for entry in pages:
        actions.save_thing(entry=entry, kept=kept, by=joyce, at=NOON)
    withdrawn(pages[1])

    def move(entry, way):
        actions.move_saved(kept=kept, thing_id=entry.pk, way=way, by=joyce, at=NOON)
        return titles(us, kept)

    assert move(pages[2], saving.UP) == ["Third", "Safety huddles"]
    assert move(pages[2], saving.UP) == ["Third", "Safety huddles"]
    assert move(pages[2], saving.DOWN) == ["Safety huddles", "Third"]
    assert move(pages[2], saving.DOWN) == ["Safety huddles", "Third"]
    assert move(us.inner, saving.DOWN) == ["Safety huddles", "Third"]


def test_what_is_taken_off_is_off_and_twice_is_no_error(us: Readers):
    kept, joyce = a_list(us), as_(us.joyce)
    actions.save_thing(entry=us.entry, kept=kept, by=joyce, at=NOON)
    for _press in range(2):
        actions.take_off_list(kept=kept, thing_id=us.entry.pk, by=joyce, at=NOON)
    assert titles(us, kept) == []
    page = queries.list_page(joyce, kept, us.entry.pk)
    assert page.off and page.off.title == "Safety huddles"
    assert queries.list_page(joyce, kept, uuid4()).off is None


def test_the_owner_is_told_what_was_withdrawn_and_clears_it(us: Readers):
    kept, joyce = a_list(us), as_(us.joyce)
    second = a_page("Second")
    for entry in (us.entry, second):
        actions.save_thing(entry=entry, kept=kept, by=joyce, at=NOON)
    assert queries.list_page(joyce, kept).gone == ""
    withdrawn(second)
    assert queries.list_page(joyce, kept).gone.startswith("1 thing that you saved")
    readable = queries.readable_of(joyce, kept)
    actions.clear_withdrawn(kept=kept, readable=readable, by=joyce, at=NOON)
    assert queries.list_page(joyce, kept).gone == ""
    assert titles(us, kept) == ["Safety huddles"]


def test_a_deleted_list_comes_back_until_it_is_forgotten(us: Readers):
    joyce = as_(us.joyce)
    kept = actions.save_thing(entry=us.entry, by=joyce, at=NOON)
    key = actions.share_list(kept=kept, by=joyce, at=NOON).share_key
    actions.delete_list(kept=kept, by=joyce, at=NOON)
    with pytest.raises(Http404):
        queries.list_for(joyce, kept.pk)
    with pytest.raises(Http404):
        queries.shared_list(key)
    with pytest.raises(Refused, match="Bring it back first"):
        kept.refresh_from_db()
        actions.save_thing(entry=us.entry, kept=kept, by=joyce, at=NOON)
    new = actions.save_thing(entry=us.entry, by=joyce, at=NOON)
    assert new.pk != kept.pk
    with pytest.raises(Refused):
        actions.bring_back_list(kept=kept, by=as_(us.imran), at=NOON)
    back = actions.bring_back_list(kept=kept, by=joyce, at=NOON)
    assert (back.is_default, back.share_key) == (False, None)
    assert titles(us, back) == ["Safety huddles"]

    actions.delete_list(kept=back, by=joyce, at=NOON)
    assert actions.forget_deleted(at=NOON + dt.timedelta(days=29)) == 0
    assert actions.forget_deleted(at=LATER) == 1
    assert not ReaderList.objects.filter(pk=kept.pk).exists()


def test_a_deleted_default_list_is_the_default_again_where_there_is_no_other(us: Readers):
    joyce = as_(us.joyce)
    kept = actions.save_thing(entry=us.entry, by=joyce, at=NOON)
    actions.delete_list(kept=kept, by=joyce, at=NOON)
    assert actions.bring_back_list(kept=kept, by=joyce, at=NOON).is_default


# --- sharing ------------------------------------------------------------------------------------


def shared_things(us: Readers) -> ReaderList:
    kept = a_list(us, about="To read before Monday.")
    for entry in (us.inner, us.entry, a_page("For us here", audience="signed_in")):
        actions.save_thing(entry=entry, kept=kept, by=as_(us.joyce), at=NOON)
    return actions.share_list(kept=kept, by=as_(us.joyce), at=NOON)


def said_to(actor, kept: ReaderList) -> str:
    return repr(queries.shared_page(actor, kept))


def test_each_reader_of_a_shared_list_sees_what_they_may_read(us: Readers):
    kept = shared_things(us)
    read = {
        name: [link.title for link in queries.shared_page(actor, kept).links]
        for name, actor in (
            ("joyce", as_(us.joyce)),
            ("imran", as_(us.imran)),
            ("nobody", None),
        )
    }
    assert read == {
        "joyce": ["Ours alone", "Safety huddles", "For us here"],
        "imran": ["Safety huddles", "For us here"],
        "nobody": ["Safety huddles"],
    }


def test_nothing_of_a_shared_list_tells_that_there_is_more(us: Readers):
    kept = shared_things(us)
    before = {actor and actor.id: said_to(actor, kept) for actor in (None, as_(us.imran))}
    Saved.objects.filter(thing_id=us.inner.pk).delete()
    assert {actor and actor.id: said_to(actor, kept) for actor in (None, as_(us.imran))} == before
    assert "Joyce" not in said_to(None, kept)


def test_the_test_above_bites(us: Readers, monkeypatch: pytest.MonkeyPatch):
    from groundswell.engines.library.models import Entry
    from groundswell.engines.library.queries import lists

    kept = shared_things(us)
    monkeypatch.setattr(lists, "entries_for", lambda actor: Entry.objects.all())
    assert "Ours alone" in said_to(None, kept)


def test_sharing_is_taken_back_and_given_anew_by_another_key(us: Readers):
    kept, joyce = shared_things(us), as_(us.joyce)
    first = kept.share_key
    assert actions.share_list(kept=kept, by=joyce, at=NOON).share_key == first
    for _press in range(2):
        actions.stop_sharing_list(kept=kept, by=joyce, at=NOON)
    with pytest.raises(Http404):
        queries.shared_list(first)
    second = actions.share_list(kept=kept, by=joyce, at=NOON).share_key
    assert second not in {None, first}
    trail = AuditEvent.objects.filter(name__startswith="library.list_")
    assert [e.name for e in trail.order_by("pk")] == [
        "library.list_shared",
        "library.list_taken_back",
        "library.list_shared",
    ]
    assert "board" not in repr(list(trail.values()))


def test_the_list_of_somebody_who_has_left_is_shared_no_longer(us: Readers):
    kept = shared_things(us)
    people.end_person(person=us.joyce, by=a_founder(), at=NOON)
    with pytest.raises(Http404):
        queries.shared_list(kept.share_key)


def test_names_of_shelves_never_take_the_place_of_these_pages():
    from django.urls import get_resolver

    from groundswell.engines.library.actions.shelves import RESERVED

    ours = next(p for p in get_resolver().url_patterns if str(p.pattern) == "library/")
    first = {str(p.pattern).split("/")[0] for p in ours.url_patterns}
    names = {one for one in first if one and not one.startswith("<") and "." not in one}
    assert names <= RESERVED
    assert kinds.KEPT_DELETED_DAYS == 30
