"""A page goes to another shelf by each way of the editor, and never to readers it is not for."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from tests.engines.library.editing.desks import Desk, a_keeper
from tests.engines.library.finding.making import a_page, a_shelf
from tests.world import an_organisation
from wagtail.models import Page

from groundswell.engines.library.models import Entry, Item, OnePager, Shelf
from groundswell.ground.kernel.decisions import Refused

pytestmark = pytest.mark.django_db
NOBODY = "This shelf is everybody’s and belongs to no organisation: nobody could read it."
OTHERS = "and those of another would find it. Choose another audience first"
STAYS = "A shelf stays as it is, once."
WAYS = ["moved", "moved with others", "copied", "copied and let out"]


@pytest.fixture
def other(shelf: Shelf) -> Shelf:
    return a_shelf(an_organisation("Tarnside Mental Health Trust"))


@pytest.fixture
def common(shelf: Shelf) -> Shelf:
    return a_shelf(None)


@pytest.fixture
def priya(shelf: Shelf) -> Desk:
    return a_keeper("Priya Shah", "reviewer")


def takes(desk: Desk, way: str, page: Page, to: Shelf) -> str:
    """What the editor reads after the last press."""
    if way == "moved":
        answer = desk.client.post(f"/cms/pages/{page.pk}/move/{to.pk}/confirm/", follow=True)
    elif way == "moved with others":
        beside = Item.objects.get(entry=a_page("Beside it", shelf=page.get_parent().specific))
        address = f"/cms/bulk/wagtailcore/page/move/?next=/cms/&id={page.pk}&id={beside.pk}"
        told = {"chooser": to.pk, "move_applies_to_children": ""}
        answer = desk.client.post(address, told, follow=True)
    else:
        told = {"new_title": page.title, "new_slug": "a-copy", "new_parent_page": to.pk}
        told |= {"publish_copies": "on"} if way == "copied and let out" else {}
        answer = desk.client.post(f"/cms/pages/{page.pk}/copy/", told, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def stand_on(shelf: Shelf) -> list[str]:
    children = Shelf.objects.get(pk=shelf.pk).get_children()
    return list(children.values_list("title", flat=True).order_by("title"))


def an_item(shelf: Shelf, audience: str = "organisation") -> OnePager:
    return OnePager.objects.get(entry=a_page("Beds", shelf=shelf, audience=audience))


@pytest.mark.parametrize("way", WAYS)
def test_what_is_for_one_organisation_goes_to_no_other_shelf(
    way: str, shelf: Shelf, other: Shelf, common: Shelf, priya: Desk
):
    item = an_item(shelf)
    before = Entry.objects.get(item=item).url
    for to, reason in ((common, NOBODY), (other, OTHERS)):
        told = takes(priya, way, item, to)
        assert "“Beds” stays where it is." in told
        assert reason in told
        assert stand_on(to) == []
        Item.objects.filter(title="Beside it").delete()
    assert stand_on(shelf) == ["Beds"]
    assert Entry.objects.get(item=item).url == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("audience", ["public", "signed_in"])
def test_what_is_for_more_people_goes_to_any_shelf(
    way: str, audience: str, shelf: Shelf, other: Shelf, priya: Desk
):
    told = takes(priya, way, an_item(shelf, audience), other)
    assert "stays where it is" not in told
    assert stand_on(other)[0] == "Beds"


def test_a_copy_on_the_same_shelf_is_for_the_same_people(shelf: Shelf, priya: Desk):
    takes(priya, "copied and let out", an_item(shelf), shelf)
    assert stand_on(shelf) == ["Beds", "Beds"]
    assert set(Entry.objects.values_list("organisation_id", "audience")) == {
        (shelf.organisation_id, "organisation")
    }


def test_it_goes_once_another_audience_is_chosen(shelf: Shelf, other: Shelf, priya: Desk):
    item = an_item(shelf)
    priya.publishes(item, slug="beds", audience="signed_in")
    takes(priya, "moved", item, other)
    assert Entry.objects.get().organisation_id == other.organisation_id


# --- what waits to go out -----------------------------------------------------------------------


def test_what_is_drafted_for_one_organisation_stays_too(shelf: Shelf, common: Shelf, priya: Desk):
    item = an_item(shelf, "public")
    priya.saves(item, audience="organisation")
    assert NOBODY in takes(priya, "moved", item, common)
    priya.saves(item, audience="public")
    takes(priya, "moved", item, common)
    assert stand_on(common) == ["Beds"]


def drafted_otherwise(item: OnePager) -> None:
    """Wagtail locks the form meanwhile; a program may write on."""
    item.refresh_from_db()
    item.audience = "public"
    item.save_revision()


def test_what_goes_out_on_a_day_stays_though_it_is_drafted_otherwise(
    shelf: Shelf, common: Shelf, priya: Desk
):
    item = an_item(shelf, "public")
    later = (timezone.now() + dt.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    priya.publishes(item, audience="organisation", go_live_at=later)
    drafted_otherwise(item)
    assert NOBODY in takes(priya, "copied", item, common)
    assert stand_on(common) == []


def test_what_a_reviewer_reads_stays_though_it_is_drafted_otherwise(
    shelf: Shelf, other: Shelf, priya: Desk
):
    item = an_item(shelf, "public")
    priya.saves(item, audience="organisation")
    state = shelf.get_workflow().start(item, priya.person)
    drafted_otherwise(item)
    assert state.current_task_state.revision_id != item.latest_revision_id
    assert OTHERS in takes(priya, "moved", item, other)


def test_a_draft_is_for_whom_it_says_now(shelf: Shelf, common: Shelf, priya: Desk):
    item = priya.begins(shelf)
    OnePager.objects.filter(pk=item.pk).update(audience="organisation")  # as it was first kept
    assert "stays where it is" not in takes(priya, "moved", item, common)
    bare = OnePager(title="Bare", claim="x", strength="thin", why_so="x", live=False)
    bare.audience = "organisation"
    shelf.add_child(instance=bare)
    assert NOBODY in takes(priya, "moved", bare, common)


# --- the rest of the ways -----------------------------------------------------------------------


def test_no_program_moves_it_past_the_editor(shelf: Shelf, other: Shelf):
    item = an_item(shelf)
    with pytest.raises(Refused, match=OTHERS):
        item.move(other, pos="last-child")
    assert stand_on(shelf) == ["Beds"]
    second = OnePager.objects.get(entry=a_page("Chairs", shelf=shelf, audience="organisation"))
    second.move(item, pos="left")  # in another order
    assert [page.title for page in Shelf.objects.get(pk=shelf.pk).get_children()] == [
        "Chairs",
        "Beds",
    ]


def test_a_shelf_is_neither_moved_nor_copied(shelf: Shelf, common: Shelf, priya: Desk):
    page = Page.objects.get(pk=shelf.pk)
    root = page.get_parent()
    for address in (f"{shelf.pk}/copy/", f"{shelf.pk}/move/{root.pk}/confirm/"):
        for pressed in (priya.client.get, priya.client.post):
            assert STAYS in pressed(f"/cms/pages/{address}", follow=True).content.decode()
    told = {"new_title": "x", "new_slug": "x", "new_parent_page": root.pk, "copy_subpages": "on"}
    priya.client.post(f"/cms/pages/{shelf.pk}/copy/", told)
    assert Shelf.objects.count() == 2
    assert {one.get_parent().pk for one in Shelf.objects.all()} == {root.pk}


def test_no_page_stands_at_two_addresses(shelf: Shelf, other: Shelf, priya: Desk):
    item = an_item(shelf, "public")
    told: dict[str, Any] = {"new_title": "Beds", "new_slug": "twice", "new_parent_page": other.pk}
    address = f"/cms/pages/{item.pk}/copy/"
    assert 'name="alias"' not in priya.client.get(address).content.decode()
    priya.client.post(address, {**told, "alias": "on"})
    [copy] = Shelf.objects.get(pk=other.pk).get_children()
    assert copy.alias_of is None


def test_what_goes_wrong_with_a_copy_leaves_what_was_typed(
    shelf: Shelf, common: Shelf, priya: Desk
):
    told = {"new_title": "Our beds", "new_slug": "our-beds", "new_parent_page": common.pk}
    page = priya.client.post(f"/cms/pages/{an_item(shelf).pk}/copy/", told).content.decode()
    assert NOBODY in page
    assert 'value="Our beds"' in page
    empty = {**told, "new_parent_page": shelf.pk, "new_slug": ""}
    assert priya.client.post(f"/cms/pages/{Item.objects.get().pk}/copy/", empty).status_code == 200


def test_other_work_with_many_pages_goes_on(shelf: Shelf, priya: Desk):
    item = an_item(shelf)
    priya.client.post(f"/cms/bulk/wagtailcore/page/unpublish/?id={item.pk}", {})
    assert not Entry.objects.exists()
