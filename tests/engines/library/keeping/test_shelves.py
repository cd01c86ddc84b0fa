"""Shelves are opened on a page by who administers, and the list says who keeps each."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.engines.library.finding.making import a_page, a_shelf
from tests.world import (
    NOON,
    a_founder,
    a_person,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.engines.library import actions, queries
from groundswell.engines.library.forms import OpenShelfForm
from groundswell.engines.library.models import Shelf
from groundswell.engines.library.queries import ShelvesPage
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
PAGE = "/library/keeping/shelves/"


@pytest.fixture
def here() -> Organisation:
    return an_organisation()


@pytest.fixture
def elsewhere() -> Organisation:
    return an_organisation("Tarnside Mental Health Trust")


@pytest.fixture
def ruth(here: Organisation) -> Actor:
    """Administers one organisation, and neither edits nor reviews."""
    return holding(joins(a_person("Ruth Adeyemi"), here), "administrator", organisation=here)


def the_page(actor: Actor, number: str = "") -> ShelvesPage:
    places = queries.places_without_shelf(actor)
    return queries.shelves_page(actor, OpenShelfForm(places=places.offered), places, number)


def names(actor: Actor, asked: str = "", chosen: str = "") -> list[str]:
    return [name for _value, name in queries.places_without_shelf(actor, asked, chosen).offered]


def test_who_administers_all_of_it_opens_everybodys_shelf_and_each_organisations(
    here: Organisation, elsewhere: Organisation, signed_in: SignedIn
):
    ada = a_founder()
    browser = signed_in(ada.person)
    assert names(ada) == ["Everybody", here.name, elsewhere.name]
    for place in ("all", str(here.pk)):
        assert browser.post(PAGE, {"place": place}).headers["Location"] == PAGE
    page = browser.get(PAGE).content.decode()
    assert f"The shelf “{here.name}” is open. Say who keeps it." in page
    assert [row.title for row in the_page(ada).rows] == ["For everybody", here.name]
    assert names(ada) == [elsewhere.name]
    again = browser.post(PAGE, {"place": str(here.pk)})
    assert again.status_code == 422
    assert Shelf.objects.count() == 2


def test_who_administers_one_organisation_opens_its_shelf_alone(
    ruth: Actor, here: Organisation, elsewhere: Organisation, signed_in: SignedIn
):
    a_shelf(elsewhere)
    browser = signed_in(ruth.person)
    assert names(ruth) == [here.name]
    page = browser.get(PAGE).content.decode()
    assert "No shelf of yours is open yet." in page
    assert elsewhere.name not in page
    for other in ("all", str(elsewhere.pk)):
        assert browser.post(PAGE, {"place": other}).status_code == 422
    assert browser.post(PAGE, {"place": str(here.pk)}).status_code == 302
    assert [row.title for row in the_page(ruth).rows] == [here.name]
    page = browser.get(PAGE).content.decode()
    assert "Everybody you could open a shelf for has one." in page
    assert 'name="place"' not in page


def test_who_administers_nothing_finds_no_such_page(here: Organisation, signed_in: SignedIn):
    editor = holding(joins(a_person("Amara Okafor"), here), "editor", organisation=here)
    reviewer = holding(a_person("Ngozi Bello"), "reviewer")
    member = acting(joins(a_person("Kwame Boateng"), here))
    for actor in (editor, reviewer, member):
        assert signed_in(actor.person).get(PAGE).status_code == 403
        assert signed_in(actor.person).post(PAGE, {"place": "all"}).status_code == 403
        with pytest.raises(Refused, match="An administrator looks after the shelves"):
            the_page(actor)
        assert names(actor) == []
    assert not Shelf.objects.exists()
    assert "Shelves" not in signed_in(reviewer.person).get("/library/keeping/").content.decode()


def test_an_administrator_who_keeps_no_shelf_comes_by_the_page_of_what_waits(
    ruth: Actor, here: Organisation, signed_in: SignedIn
):
    browser = signed_in(ruth.person)
    assert 'href="/library/keeping/"' in browser.get("/library/").content.decode()
    keeping = browser.get("/library/keeping/").content.decode()
    assert f'href="{PAGE}"' in keeping
    assert "No draft waits." not in keeping  # of whoever keeps none, nothing is asked
    editor = holding(ruth.person, "editor", organisation=here)
    assert "No draft waits." in signed_in(editor.person).get("/library/keeping/").content.decode()


def test_the_list_says_what_is_out_and_who_keeps_it_today(
    ruth: Actor, here: Organisation, elsewhere: Organisation
):
    own, _common, other = a_shelf(here), a_shelf(), a_shelf(elsewhere)
    a_page("Beds", shelf=own, audience="organisation")
    a_page("Chairs", shelf=own).item.specific.unpublish()  # type: ignore[union-attr]
    a_page("Stairs")
    amara = holding(a_person("Amara Okafor"), "editor", organisation=here).person
    holding(a_person("Ngozi Bello"), "reviewer", organisation=here)
    holding(a_person("Dele Martins"), "editor", organisation=elsewhere)
    priya = holding(a_person("Priya Shah"), "reviewer").person
    gone = holding(a_person("Bo Carr"), "editor", organisation=here).person
    gone.roles.update(ended_at=timezone.now())
    common, at_home, away = the_page(a_founder()).rows
    assert (common.n_out, at_home.n_out, away.n_out) == ("1", "1", "0")
    assert at_home.editors == ((amara.name, f"/people/persons/{amara.pk}/"),)
    assert [name for name, _url in at_home.reviewers] == ["Ngozi Bello"]
    assert [name for name, _url in away.editors] == ["Dele Martins"]
    assert common.reviewers == ((priya.name, f"/people/persons/{priya.pk}/"),)
    assert at_home.roles_url == f"/people/organisations/{here.pk}/"
    assert common.roles_url == "/people/organisations/"
    [seen] = the_page(ruth).rows  # of her own, and nobody's name from elsewhere
    assert (seen.title, away.title) == (own.title, other.title)


def test_the_list_asks_as_often_however_many_there_are(django_assert_num_queries: Any):
    ada = a_founder()
    for n in range(3):
        a_shelf(an_organisation(f"Trust {n}"))
    a_shelf()
    places = queries.places_without_shelf(ada)
    form = OpenShelfForm(places=places.offered)
    with django_assert_num_queries(4):
        page = queries.shelves_page(ada, form, places, "")
    assert (len(page.rows), page.is_all_open) == (4, True)


def test_a_closed_organisation_gets_no_shelf(here: Organisation):
    Organisation.objects.filter(pk=here.pk).update(closed_on=NOON.date())
    assert names(a_founder()) == ["Everybody"]


# --- the national list --------------------------------------------------------------------------


@pytest.fixture
def nation(here: Organisation) -> list[Organisation]:
    """5,000 more than those of the partnership."""
    return Organisation.objects.bulk_create(
        Organisation(name=f"Practice {n:04}", kind="trust", ods_code=f"P{n:04}")
        for n in range(5_000)
    )


def test_of_thousands_of_organisations_the_page_holds_a_few_and_a_box_to_find_the_others(
    here: Organisation,
    nation: list[Organisation],
    signed_in: SignedIn,
    django_assert_max_num_queries: Any,
):
    ada = a_founder()
    browser = signed_in(ada.person)
    page = browser.get(PAGE).content
    assert len(page) < 20_000
    assert page.count(b'name="place"') == 9  # everybody, and eight
    assert b'name="asked"' in page
    for asked, told, n in (
        ("practice 01", "The first 8 are shown. Type more of the name to find others.", 9),
        ("p4999", "1 organisation found.", 2),
        ("Harrow", "1 organisation found.", 2),
        ("none such", "No organisation without a shelf has “none such” in its name or code.", 1),
    ):
        found = browser.get(PAGE, {"asked": asked}).content.decode()
        assert told in found
        assert (found.count('name="place"'), len(found) < 20_000) == (n, True)
    with django_assert_max_num_queries(4):
        assert names(ada, "p4999") == ["Everybody", "Practice 4999 (P4999)"]


def test_what_was_found_is_opened_and_then_offered_no_more(
    nation: list[Organisation], signed_in: SignedIn
):
    ada, last = a_founder(), nation[-1]
    browser = signed_in(ada.person)
    nothing = browser.post(f"{PAGE}?asked=p4999", {})
    assert nothing.status_code == 422
    assert "Choose for whom the shelf is." in nothing.content.decode()
    assert "Practice 4999" in nothing.content.decode()  # what was found is kept
    assert browser.post(f"{PAGE}?asked=p4999", {"place": str(last.pk)}).status_code == 302
    assert Shelf.objects.get().organisation_id == last.pk
    assert names(ada, "p4999") == ["Everybody"]
    assert browser.post(f"{PAGE}?asked=p4999", {"place": str(last.pk)}).status_code == 422
    assert browser.post(PAGE, {"place": "' OR 1=1"}).status_code == 422
    assert Shelf.objects.count() == 1


def test_what_was_chosen_stays_whatever_is_looked_for(nation: list[Organisation]):
    chosen = str(nation[-1].pk)
    assert names(a_founder(), "practice 0001", chosen) == [
        "Everybody", "Practice 4999 (P4999)", "Practice 0001 (P0001)",
    ]  # fmt: skip


def test_a_search_finds_nobody_elses_organisation(
    ruth: Actor, here: Organisation, nation: list[Organisation], signed_in: SignedIn
):
    """A role in the whole system shows her all organisations; she administers one."""
    both = holding(ruth.person, "reviewer")
    for actor in (ruth, both):
        assert names(actor, "practice") == [here.name]  # few: there is nothing to look for
        assert names(actor, chosen=str(nation[0].pk)) == [here.name]
        answer = signed_in(actor.person).post(f"{PAGE}?asked=p0000", {"place": str(nation[0].pk)})
        assert answer.status_code == 422
        assert "Practice 0000" not in answer.content.decode()
    assert not Shelf.objects.exists()


# --- where nothing is yet -----------------------------------------------------------------------


def test_the_first_page_says_to_an_administrator_what_comes_first(
    ruth: Actor, here: Organisation, signed_in: SignedIn
):
    browser = signed_in(ruth.person)
    page = browser.get("/library/").content.decode()
    assert "No shelf is open yet." in page
    assert f'href="{PAGE}"' in page
    packs = browser.get("/library/keeping/packs/").content.decode()
    assert f'href="{PAGE}"' in packs
    actions.open_shelf(organisation=here, by=ruth, at=NOON)
    page = browser.get("/library/").content.decode()
    assert "Nothing is published yet." in page
    assert 'href="/library/keeping/packs/"' in page


def test_the_first_page_says_to_all_others_that_there_is_nothing(
    here: Organisation, signed_in: SignedIn
):
    member = joins(a_person("Kwame Boateng"), here)
    for browser in (Client(), signed_in(member)):
        page = browser.get("/library/").content.decode()
        assert "Nothing is published yet." in page
        assert "/library/keeping/" not in page
    a_page("Beds")
    assert "is published yet" not in Client().get("/library/").content.decode()
