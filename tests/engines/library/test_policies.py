"""Who may read, write, let out and come in, by role and place."""

import pytest
from django.test import Client
from tests.engines.library.finding.making import a_shelf, a_work
from tests.world import (
    NOON,
    TODAY,
    a_founder,
    a_person,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.engines.library import actions, policies
from groundswell.engines.library.models import Entry, Work
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.models import SearchEntry
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    return an_organisation()


def a_holder(code: str, place: Organisation | None = None) -> Actor:
    return holding(a_person(f"A {code}"), code, organisation=place)


def test_who_reads_what_depends_on_for_whom_it_is(place: Organisation):
    member = acting(joins(a_person("Joyce Lim"), place))
    stranger = acting(a_person("Dele Martins"))
    reviewer = a_holder("reviewer")
    for audience, readers in (
        ("public", [None, stranger, member, reviewer]),
        ("signed_in", [stranger, member, reviewer]),
        ("organisation", [member, reviewer]),
    ):
        asked = (None, stranger, member, reviewer)
        may = [actor for actor in asked if policies.read_item(actor, audience, place.pk)]
        assert may == readers, audience


def test_editors_write_and_reviewers_let_out_on_their_own_shelf(place: Organisation):
    shelf, common = a_shelf(place), a_shelf(None)
    editor, reviewer = a_holder("editor", place), a_holder("reviewer", place)
    assert policies.edits(editor, shelf) and policies.edits(reviewer, shelf)
    assert policies.reviews(reviewer, shelf) and not policies.reviews(editor, shelf)
    assert not any(policies.edits(one, common) for one in (editor, reviewer))
    everywhere = a_holder("reviewer")
    assert policies.reviews(everywhere, shelf) and policies.reviews(everywhere, common)


def test_a_reviewer_says_whether_a_thing_still_holds(place: Organisation):
    shelf, reviewer = a_shelf(place), a_holder("reviewer", place)
    assert policies.set_standing(reviewer, shelf)
    assert policies.set_standing(reviewer, None)
    for actor in (a_holder("editor", place), a_holder("reviewer", an_organisation("Kettle On"))):
        assert "reviewer" in str(policies.set_standing(actor, shelf).reason)


def test_rights_in_the_editor_are_those_of_the_day(place: Organisation):
    shelf = a_shelf(place)
    for code, wanted in (
        ("editor", {"Library: editors everywhere"}),
        ("reviewer", {"Library: reviewers everywhere"}),
    ):
        actor = a_holder(code)
        actions.admit_editor(by=actor, at=NOON)
        assert {group.name for group in actor.person.groups.all()} == wanted
    here = a_holder("reviewer", place)
    actions.admit_editor(by=here, at=NOON)
    assert [group.pk for group in here.person.groups.all()] == [shelf.reviewers_id]


def test_who_has_a_role_and_no_shelf_is_told_so(place: Organisation):
    editor = a_holder("editor", place)
    with pytest.raises(Refused, match="No shelf is open yet"):
        actions.admit_editor(by=editor, at=NOON)
    client = Client()
    client.force_login(editor.person)
    answer = client.get("/cms/")
    assert answer.status_code == 403
    assert "No shelf is open yet where you write." in answer.content.decode()


def test_only_an_administrator_opens_a_shelf(place: Organisation):
    with pytest.raises(Refused, match="An administrator opens"):
        actions.open_shelf(organisation=None, by=a_holder("administrator", place), at=NOON)
    shelf = a_shelf(place)
    assert actions.open_shelf(organisation=place, by=a_founder(), at=NOON) == shelf


def test_a_work_that_no_longer_holds_says_so_where_it_is_found():
    work = Work.objects.get(entry=a_work("Beds and bridges"))
    work.standing, work.standing_reason, work.standing_on = "retracted", "It was wrong.", TODAY
    work.save()
    actions.write_work_entries([work], on=TODAY)
    entry = Entry.objects.get()
    assert entry.standing == "retracted"
    assert entry.words.filter(word="bed").exists()
    work.title = "Stairs"
    actions.write_work_entries([work], on=TODAY)
    assert not entry.words.filter(word="bed").exists()
    assert entry.words.filter(word="stair").exists()
    assert SearchEntry.objects.get(pk=work.uid).detail == "Literature · Retracted"


def test_a_work_that_nobody_finds_yet_is_shown_by_its_address():
    entry = a_work("Beds and bridges")
    work, url = entry.work, entry.url
    entry.delete()
    client = Client()
    assert "Beds and bridges" in client.get(url).content.decode()
    client.force_login(a_person("Sam Ortiz"))
    assert work is not None and work.title in client.get(url).content.decode()


def test_the_editor_stands_in_the_bar_of_those_who_may_use_it(place: Organisation):
    a_shelf(place)
    for person, is_shown in (
        (a_holder("editor", place).person, True),
        (joins(a_person("Sam Ortiz"), place), False),
    ):
        client = Client()
        client.force_login(person)
        assert ('href="/cms/"' in client.get("/library/").content.decode()) is is_shown
        assert ('href="/cms/"' in client.get("/inbox/").content.decode()) is is_shown
