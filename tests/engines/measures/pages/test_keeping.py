"""Notes, targets, sharing, settings and limits through the pages."""

import pytest
from tests.engines.measures.making import FIRST_WEEK, a_measure, waiting
from tests.engines.measures.pages.browsing import text_of, url
from tests.world import NOON

from groundswell.engines.measures import actions
from groundswell.engines.measures.models import (
    Annotation,
    Measure,
    Proposal,
    Target,
)

pytestmark = pytest.mark.usefixtures("at_noon")


def test_a_note_is_added_and_taken_back(house, browser):
    client = browser("member")
    where = url("annotate", house.measure.pk)
    assert "No notes yet." in text_of(client.get(where))
    client.post(where, {"on": "8 June 2026", "text": "A <b>heat</b> wave"})
    page = text_of(client.get(where))
    assert "A &lt;b&gt;heat&lt;/b&gt; wave" in page
    note = Annotation.objects.get()
    client.post(url("withdraw_note", house.measure.pk, note.pk))
    assert "No notes yet." in text_of(client.get(where))
    assert client.post(url("withdraw_note", house.measure.pk, note.pk)).status_code == 403
    assert client.post(where, {"on": "8 June 2027", "text": "x"}).status_code == 422


def test_another_measures_note_target_and_proposal_are_not_found(house, browser):
    other = a_measure(house.trust, title="Falls", by=house.analyst)
    note = actions.annotate(
        measure=house.measure, on=FIRST_WEEK, text="Snow", by=house.leader, at=NOON
    )
    target = actions.set_target(
        measure=house.measure, value=60, from_on=FIRST_WEEK, by=house.leader, at=NOON
    )
    client = browser("analyst")
    for name, pk in (
        ("withdraw_note", note.pk),
        ("withdraw_target", target.pk),
        ("decide", waiting(house.measure).pk),
    ):
        assert client.post(url(name, other.pk, pk)).status_code == 404


def test_a_target_is_set_listed_and_taken_back(house, browser):
    client = browser("leader")
    where = url("targets", house.measure.pk)
    assert "No target yet." in text_of(client.get(where))
    client.post(where, {"value": "60", "from_on": "1 September 2025"})
    assert "60%" in text_of(client.get(where))
    page = text_of(client.get(url("measure", house.measure.pk)))
    assert "Not yet in reach" in page
    client.post(url("withdraw_target", house.measure.pk, Target.objects.get().pk))
    assert "No target yet." in text_of(client.get(where))
    assert client.post(where, {"value": "600", "from_on": "1 May 2026"}).status_code == 422


def test_a_team_shares_its_chart(house, browser):
    client = browser("leader")
    where = url("share", house.measure.pk)
    assert "Only Home for lunch" in text_of(client.get(where))
    assert browser("analyst").get(where).status_code == 403
    client.post(where, {"audience": "organisation"})
    page = text_of(browser("colleague").get(url("measure", house.measure.pk)))
    assert "Everyone in Harrowmere Teaching Hospitals." in page
    client.post(where, {"audience": "partnership"})
    page = text_of(browser("outsider").get(url("measure", house.measure.pk)))
    assert "Everyone in the partnership." in page
    assert client.post(where, {"audience": "nobody"}).status_code == 422


def settings_of(measure, **changes):
    usual = {
        "data_owner": str(measure.data_owner_id or ""),
        "chart": "auto",
        "run_length": "7",
        "version": str(measure.version),
    }
    return {**usual, **changes}


def test_settings_change_the_chart_and_its_keeper(house, browser):
    client = browser("leader")
    where = url("settings", house.measure.pk)
    assert "Joyce Lim" in text_of(client.get(where))
    sent = settings_of(house.measure, chart="run", data_owner=str(house.member.id))
    assert client.post(where, sent).status_code == 302
    changed = Measure.objects.get(pk=house.measure.pk)
    assert (changed.chart, changed.data_owner) == ("run", house.member.person)
    assert "data owner" not in text_of(client.get(url("measure", house.measure.pk)))
    nobody = settings_of(changed, data_owner="")
    assert client.post(where, nobody).status_code == 302
    assert Measure.objects.get(pk=house.measure.pk).data_owner is None


def test_an_owner_who_has_left_stays_until_somebody_else_is_chosen(house, browser):
    Measure.objects.filter(pk=house.measure.pk).update(data_owner=house.outsider.person)
    measure = Measure.objects.get(pk=house.measure.pk)
    client, where = browser("leader"), url("settings", measure.pk)
    assert "Dele Martins" in text_of(client.get(where))
    assert client.post(where, settings_of(measure, run_length="8")).status_code == 302
    assert Measure.objects.get(pk=measure.pk).data_owner == house.outsider.person


def test_an_owner_is_found_by_name_and_what_was_typed_is_kept(house, browser):
    client, where = browser("leader"), url("settings", house.measure.pk)
    finding = settings_of(house.measure, chart="run", baseline_points="5")
    finding |= {"data_owner_asked": house.member.name, "data_owner_find": "yes"}
    answer = client.post(where, finding)
    page = text_of(answer)
    assert answer.status_code == 200
    assert f'value="{house.member.id}"' in page and "1 person found." in page
    assert 'value="5"' in page and '<option value="run" selected>' in page
    assert f'value="{house.outsider.id}"' not in page
    assert Measure.objects.get(pk=house.measure.pk).chart != "run"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"chart": "p"}, "needs to know out of how many"),
        ({"baseline_points": "5"}, "12 or more"),
        ({"version": "9"}, "Somebody else changed these settings"),
        ({"data_owner": "nobody-known"}, "Choose one of the people shown"),
    ],
)
def test_settings_that_cannot_be_are_kept_with_a_sentence(house, browser, changes, words):
    sent = settings_of(house.measure, run_length="8", **changes)
    answer = browser("leader").post(url("settings", house.measure.pk), sent)
    assert answer.status_code == 422 and words in text_of(answer)


def test_limits_are_recalculated_or_kept_through_the_page(house, browser):
    client = browser("leader")
    where = url("decide", house.measure.pk, waiting(house.measure).pk)
    without = client.post(where, {"reason": "", "answer": "accept"})
    assert without.status_code == 422
    assert "Say why, in a sentence that a board member would understand." in text_of(without)
    for _click in range(2):
        done = client.post(where, {"reason": "The lounge opened", "answer": "accept"}, follow=True)
        assert done.status_code == 200
    page = text_of(done)
    assert "The limits are recalculated." in page
    assert "Reason: “The lounge opened”" in page
    assert Proposal.objects.get().state == "accepted"


def test_limits_are_kept_through_the_page(house, browser):
    where = url("decide", house.measure.pk, waiting(house.measure).pk)
    page = text_of(
        browser("leader").post(where, {"reason": "Not yet", "answer": "decline"}, follow=True)
    )
    assert "The limits stay." in page and "“Not yet”" in page
    assert browser("leader").post(where, {"reason": "x", "answer": "maybe"}).status_code == 403


def test_limits_are_recalculated_from_a_chosen_day_and_taken_back_through_the_pages(house, browser):
    client, where = browser("leader"), url("limits", house.measure.pk)
    assert "The limits were never recalculated." in text_of(client.get(where))
    assert "Recalculate the limits" in text_of(client.get(url("measure", house.measure.pk)))
    faulty = client.post(where, {"from_on": "1 May 2027", "reason": "A new unit"})
    assert faulty.status_code == 422 and "A new unit" in text_of(faulty)
    sent = {"from_on": "13 November 2025", "reason": "A new unit"}
    page = text_of(client.post(where, sent, follow=True))
    assert "The limits are recalculated." in page and "Reason: “A new unit”" in page
    decided = Proposal.objects.get(state="accepted")
    back = url("undo_recalculation", house.measure.pk, decided.pk)
    assert back in text_of(client.get(where))
    assert "before 10 November 2025 hold again" in text_of(client.get(back))
    assert client.post(back, {"reason": ""}).status_code == 422
    page = text_of(client.post(back, {"reason": "It opened later"}, follow=True))
    assert "The former limits hold again." in page and "“It opened later”" in page
    assert client.get(back).status_code == 403
    assert browser("member").get(where).status_code == 403
