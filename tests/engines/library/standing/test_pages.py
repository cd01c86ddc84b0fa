"""What pages show: what began from them, whether they hold, and what waits for their keepers."""

import datetime as dt
from typing import Any

import pytest
from tests.engines.library.readers.making import a_question
from tests.engines.library.standing.making import (
    a_member,
    a_page,
    a_reviewer,
    a_shelf,
    a_work,
    page_on,
    promise_on,
    ref_of,
    restore,
    retract,
    shake,
)
from tests.wings.challenges.doing import under_way
from tests.wings.challenges.making import a_system_lead
from tests.world import NOON, TODAY, a_person, an_organisation, holding

from groundswell.engines.commitments.models import Commitment
from groundswell.engines.library import queries
from groundswell.engines.library.models import Entry, Item
from groundswell.engines.thread import queries as threads
from groundswell.engines.thread.models import Link
from groundswell.wings.challenges import thread as challenges
from groundswell.wings.challenges.models import Challenge, Test

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def text(answer: Any) -> str:
    return answer.content.decode()


def test_a_promise_begins_from_a_page_and_the_page_shows_it(signed_in: Any) -> None:
    page, mo = a_page("First"), a_member()
    browser = signed_in(mo.person)
    address = f"/commitments/new/?from={ref_of(page)}"
    assert address in text(browser.get(page.url))
    assert "First" in text(browser.get(address))
    given = {"title": "Build a bridge", "made_to_words": "the board", "due_on": "30 June 2026",
             "audience": "involved"}  # fmt: skip
    browser.post(address, given)
    promise = Commitment.objects.get()
    link = Link.objects.get()
    assert (link.source_id, link.type, link.target_id) == (promise.pk, "rests_on", page.pk)
    assert "Build a bridge" in text(browser.get(page.url))
    stranger = signed_in(a_member("Dele Martins").person)
    assert "Build a bridge" not in text(stranger.get(page.url))


def test_a_challenge_and_a_test_begin_from_a_page(signed_in: Any) -> None:
    work = a_work("Bridges")
    cast = under_way()
    lead = signed_in(cast.people["ngozi"])
    start = f"/challenges/new/?from={ref_of(work)}"
    assert start in text(lead.get(work.url))
    lead.post(start, {"organisation": str(cast.host.pk), "title": "Bridges here", "wave": "",
                      "pack": "empty"})  # fmt: skip
    begun = Challenge.objects.get(title="Bridges here")
    assert Link.objects.filter(source_id=begun.pk, target_id=work.pk, type="rests_on").exists()
    sam = signed_in(cast.people["sam"])
    begin = f"/challenges/tests/new/?from={ref_of(work)}"
    assert begin in text(sam.get(work.url))
    plan = f"/challenges/{cast.challenge.pk}/tests/new/?from={ref_of(work)}"
    assert sam.get(begin)["Location"].endswith(plan.partition("/challenges")[2])
    nobody = signed_in(a_member().person)
    assert "You are in no team" in text(nobody.get(begin))
    assert not Test.objects.exists()


def test_a_retracted_work_says_so_plainly_and_nothing_begins_from_it(signed_in: Any) -> None:
    reviewer, work, newer, mo = a_reviewer(), a_work("Bridges"), a_work("Boats"), a_member()
    page = page_on("First", work)
    promise = promise_on(page, mo)
    reader = signed_in(reviewer.person)
    form = f"/library/keeping/standing/library_work/{work.pk}/"
    assert form in text(reader.get(work.url))
    shown = text(reader.get(form))
    version = shown.partition('name="version" value="')[2].partition('"')[0]
    said = {"standing": "superseded", "reason": "Boats are better.", "on": "1 June 2026",
            "version": version}  # fmt: skip
    assert "Say what replaces it" in text(reader.post(form, said))
    assert "No work of the library" in text(reader.post(form, {**said, "instead": page.url}))
    reader.post(form, {**said, "instead": f"https://groundswell.example{newer.url}"})
    shake(work)
    told = text(reader.get(work.url))
    for words in ("Superseded", "1 June 2026", "Boats are better.", newer.url):
        assert words in told
    assert f"from={ref_of(work)}" not in told
    assert "In doubt." in text(reader.get(page.url))
    owner = signed_in(mo.person)
    its_page = text(owner.get(f"/commitments/{promise.pk}/"))
    assert "Superseded on 1 June 2026, because: Boats are better." in its_page
    assert "Looked at: it still holds" in its_page
    its_thread = text(owner.get(f"/thread/commitment/{promise.pk}/"))
    assert "In doubt" in its_thread
    assert "Its thread" in text(owner.get("/thread/doubts/"))
    settle = f"/thread/commitment/{promise.pk}/holds/"
    assert "Boats are better." in text(owner.get(settle))
    assert owner.post(settle, {"words": ""}).status_code == 422
    owner.post(settle, {"words": "Others say so."})
    assert owner.get(settle).status_code == 404
    assert "Others say so." in text(owner.get(f"/commitments/{promise.pk}/"))
    again = text(reader.get(form))
    version = again.rpartition('name="version" value="')[2].partition('"')[0]
    reader.post(f"{form}restore/", {"version": "old"})
    assert Entry.objects.get(pk=work.pk).standing == "superseded"
    reader.post(f"{form}restore/", {"version": version})
    assert Entry.objects.get(pk=work.pk).standing == "current"


def test_nobody_but_a_reviewer_finds_the_form(signed_in: Any) -> None:
    work, page = a_work("Bridges"), a_page("First")
    browser = signed_in(a_member().person)
    for kind, pk in (("library_work", work.pk), ("library_item", page.pk), ("pigeon", page.pk)):
        assert browser.get(f"/library/keeping/standing/{kind}/{pk}/").status_code == 404


def test_due_pages_are_one_card_for_their_editors_and_none_for_others() -> None:
    editor = holding(a_person("Ada Obi"), "editor")
    here = an_organisation()
    other = holding(a_person("Dele Martins"), "editor", organisation=here)
    a_page("First", review_by=TODAY)
    [card] = queries.keeping_cards(editor, NOON)
    assert card.title == "Look again at “First”"
    a_page("Second", review_by=TODAY - dt.timedelta(days=3))
    a_page("Later", review_by=TODAY + dt.timedelta(days=3))
    [card] = queries.keeping_cards(editor, NOON)
    assert card.title == "2 pages of the library are due to be looked at"
    assert queries.keeping_cards(other, NOON) == []
    assert queries.keeping_cards(a_member(), NOON) == []


def test_the_page_of_keepers_lists_what_waits(signed_in: Any) -> None:
    reviewer, work = a_reviewer(), a_work("Bridges")
    page_on("First", work, review_by=TODAY)
    retract(work, reviewer)
    assert "Nothing waits." in text(signed_in(reviewer.person).get("/library/keeping/"))
    a_question(a_member().person, Entry.objects.get(title="First"))
    shown = text(signed_in(reviewer.person).get("/library/keeping/"))
    assert "1 question of a reader waits since 15 June 2026" in shown
    assert "Rests on something that no longer holds" in shown
    assert "Due 15 June 2026" in shown


def test_a_challenge_that_rests_on_it_asks_its_leader() -> None:
    reviewer, work, cast = a_reviewer(), a_work("Bridges"), under_way()
    Link.objects.create(
        source_kind="challenge", source_id=cast.challenge.pk, type="rests_on",
        target_kind="library_work", target_id=work.pk, on=TODAY, made_at=NOON,
    )  # fmt: skip
    retract(work, reviewer)
    [card] = threads.doubt_cards(cast.joyce, NOON)
    assert card.title == "Does “Home for lunch” still hold?"
    assert threads.doubt_cards(cast.sam, NOON) == []
    assert challenges.mine(cast.joyce, {cast.challenge.pk}) == {cast.challenge.pk}
    restore(work, reviewer)
    assert threads.doubt_cards(cast.joyce, NOON) == []


def test_a_page_asks_as_little_whatever_hangs_on_it(
    signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    page, mo = a_page("First"), a_member()
    browser = signed_in(mo.person)
    browser.get(page.url)
    for n in range(12):
        promise_on(page, mo, title=f"Bridge {n}")
    with django_assert_max_num_queries(22):
        browser.get(page.url)


def test_systems_leads_start_challenges_from_a_page_and_others_do_not() -> None:
    lead = a_system_lead(an_organisation())
    page = a_page("First", shelf=a_shelf())
    labels = [label for label, _url in threads.starts_from(lead, ref_of(page))]
    assert labels == ["Promise something", "Start a challenge"]
    assert Item.objects.get(pk=page.item_id).live
