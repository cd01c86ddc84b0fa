"""The pages on which a meeting is planned, changed, and read of."""

import pytest
from tests.engines.gatherings.making import DAY, HOUR, PROGRAMME, a_gathering, a_public_one, fresh
from tests.engines.gatherings.pages.browsing import text_of, url
from tests.world import NOON, a_person, acting, joins

from groundswell.engines.gatherings import actions, queries
from groundswell.engines.gatherings.actions import AgendaLine
from groundswell.engines.gatherings.models import Gathering

pytestmark = pytest.mark.usefixtures("at_noon")
PLAN = {
    "title": "Review",
    "kind": "review",
    "on": "29 June 2026",
    "starts": "2 pm",
    "ends": "3:30 pm",
    "audience": "invited",
}


def test_the_list_shows_what_is_to_come_and_what_was(house, browser):
    a_gathering(house.organiser, people=[house.invited], title="Last one", starts_at=NOON - DAY)
    page = text_of(browser("invited").get(url("index")))
    assert "1 gathering is to come." in page and "Last one" in page and "Earlier" in page
    empty = text_of(browser("outsider").get(url("index")))
    assert "Nothing is planned." in empty and "Weekly meeting" not in empty


def test_a_long_past_comes_in_parts(house, browser, django_assert_max_num_queries):
    for number in range(25):
        a_gathering(house.organiser, title=f"Old {number}", starts_at=NOON - (number + 1) * DAY)
    client = browser("organiser")
    with django_assert_max_num_queries(14):
        page = text_of(client.get(url("index")))
    assert "1 to 20 of 25" in page
    assert "21 to 25 of 25" in text_of(client.get(url("index"), {"page": 2}))


def test_a_meeting_is_planned_by_the_clock_in_london(house, browser):
    client = browser("organiser")
    assert "Plan a meeting" in text_of(client.get(url("plan")))
    answer = client.post(url("plan"), {**PLAN, "organisation": str(house.trust.pk)})
    planned = Gathering.objects.get(title="Review")
    assert answer["Location"] == url("agenda", planned)
    assert planned.starts_at.isoformat() == "2026-06-29T13:00:00+00:00"
    assert planned.ends_at.isoformat() == "2026-06-29T14:30:00+00:00"
    assert (planned.organisation, planned.kind) == (house.trust, "review")


def test_a_meeting_over_several_days_has_a_last_day(house, browser):
    browser("organiser").post(url("plan"), {**PLAN, "last_on": "30 June 2026"})
    planned = Gathering.objects.get(title="Review")
    assert planned.ends_at.isoformat() == "2026-06-30T14:30:00+00:00"
    page = text_of(browser("organiser").get(url("gathering", planned)))
    assert "29 June 2026 at 2 pm to 30 June 2026 at 3:30 pm" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Fill in “Title”."),
        ({"starts": "soonish"}, "“soonish” is not a time we can read"),
        ({"starts": ""}, "Fill in “From”."),
        ({"on": "31 June 2026"}, "is not a day we can read"),
        ({"ends": "1 pm"}, "The end must come after the start."),
        ({"on": "29 March 2026", "starts": "1:30 am"}, "The clocks go forward that night"),
        ({"link": "meet.example.org"}, "Give the whole address"),
        ({"registration_open": "on"}, "tick that too"),
        ({"capacity": "0"}, "must be 1 or more"),
        ({"audience": "organisation"}, "Choose the organisation"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    house, browser, changes, sentence
):
    answer = browser("organiser").post(url("plan"), {**PLAN, "place": "Room 4", **changes})
    page = text_of(answer)
    assert answer.status_code == 422 and sentence in page and "Room 4" in page
    assert not Gathering.objects.filter(title="Review").exists()


def test_another_organisations_meeting_cannot_be_planned(house, browser):
    answer = browser("outsider").post(url("plan"), {**PLAN, "organisation": str(house.trust.pk)})
    assert answer.status_code == 422 and "Choose one of the answers shown" in text_of(answer)


def test_the_form_shows_what_stands_and_a_new_time_is_saved(house, browser):
    client = browser("leader")
    page = text_of(client.get(url("change", house.meeting)))
    assert 'value="2 pm"' in page and 'value="15 June 2026"' in page
    sent = {**PLAN, "title": "Weekly meeting", "kind": "meeting", "version": 1}
    assert client.post(url("change", house.meeting), sent).status_code == 302
    assert fresh(house.meeting).starts_at == NOON + 14 * DAY + HOUR
    late = client.post(url("change", house.meeting), sent)
    assert late.status_code == 422 and "Somebody else changed this" in text_of(late)


def test_a_meeting_is_cancelled_with_a_reason(house, browser):
    client = browser("organiser")
    assert client.get(url("cancel", house.meeting)).status_code == 200
    client.post(url("cancel", house.meeting), {"reason": "Norovirus."})
    page = text_of(client.get(url("gathering", house.meeting)))
    assert "Cancelled" in page and "Norovirus." in page and "Open the meeting" not in page
    assert "This meeting is cancelled." in page


def test_the_page_says_what_each_reader_may(house, browser):
    keeper = text_of(browser("leader").get(url("gathering", house.meeting)))
    assert "Change the agenda" in keeper and "Take back" in keeper
    invited = text_of(browser("invited").get(url("gathering", house.meeting)))
    assert "I’m coming" in invited and "can change this meeting." in invited
    assert "Take back" not in invited and "Change the agenda" not in invited
    member = text_of(browser("member").get(url("gathering", house.meeting)))
    assert "I’m coming" not in member and "Open the meeting" in member


def test_who_only_reads_of_it_sees_neither_people_nor_link(house, browser):
    shown = a_gathering(
        house.organiser,
        people=[house.invited],
        audience="partnership",
        link="https://meet.example.org/7",
        about="For all.\nCome early.",
    )
    mine = text_of(browser("invited").get(url("gathering", shown)))
    theirs = text_of(browser("outsider").get(url("gathering", shown)))
    assert "meet.example.org" in mine and "Who is invited" in mine
    assert "meet.example.org" not in theirs and "Mo Khan" not in theirs
    assert "Come early." in theirs
    assert browser("outsider").get(url("running", shown)).status_code == 404


def test_an_answer_takes_one_press(house, browser):
    client = browser("invited")
    client.post(url("reply", house.meeting), {"answer": "coming"})
    page = text_of(client.get(url("gathering", house.meeting)))
    assert "Thank you. Your answer is in." in page and "(your answer)" in page
    client.post(url("reply", house.meeting), {"answer": "banana"})
    assert "Choose one of the answers shown." in text_of(
        client.get(url("gathering", house.meeting))
    )


# --- the agenda ---------------------------------------------------------------------------------


def agenda_of(gathering):
    return [(i.title, i.minutes) for i in gathering.items.all()]


def sent_agenda(gathering, **changes):
    rows = {"version": fresh(gathering).version}
    for place, line in enumerate(queries.agenda_lines(gathering)):
        rows |= {f"title_{place}": line.title, f"minutes_{place}": line.minutes}
    return {**rows, **changes}


def test_items_are_changed_added_and_taken_off(house, browser):
    client = browser("leader")
    assert "45 minutes long" in text_of(client.get(url("agenda", house.meeting)))
    sent = sent_agenda(
        house.meeting, title_0="", minutes_1="25", title_3="Help", minutes_3="5",
        lead_3=str(house.invited.id),
    )  # fmt: skip
    assert client.post(url("agenda", house.meeting), sent)["Location"] == url(
        "gathering", house.meeting
    )
    assert agenda_of(house.meeting) == [("Data", 25), ("Plan", 20), ("Help", 5)]
    page = text_of(client.get(url("gathering", house.meeting)))
    assert "2:25 pm" in page and "The agenda reaches to 2:50 pm, 5 minutes longer" in page
    assert house.meeting.items.get(title="Help").lead == house.invited.person


def test_an_item_is_moved_and_what_was_typed_is_kept(house, browser):
    client = browser("leader")
    answer = client.post(
        url("agenda", house.meeting), sent_agenda(house.meeting, title_2="Our plan", up="2")
    )
    assert answer["Location"] == url("agenda", house.meeting)
    assert [t for t, _m in agenda_of(house.meeting)] == ["Check-in", "Our plan", "Data"]
    client.post(url("agenda", house.meeting), sent_agenda(house.meeting, down="2"))
    client.post(url("agenda", house.meeting), sent_agenda(house.meeting, down="0"))
    client.post(url("agenda", house.meeting), sent_agenda(house.meeting, up="x"))
    assert [t for t, _m in agenda_of(house.meeting)] == ["Our plan", "Check-in", "Data"]


def test_an_agenda_that_cannot_be_used_comes_back_as_typed(house, browser):
    client = browser("leader")
    for changes, sentence in (
        ({"minutes_0": ""}, "Say how many minutes it takes."),
        ({"minutes_0": "many"}, "is not a number"),
        ({"version": 7}, "Somebody else changed this"),
    ):
        answer = client.post(
            url("agenda", house.meeting),
            sent_agenda(house.meeting, **{"title_1": "Our data", **changes}),
        )
        assert answer.status_code == 422
        assert sentence in text_of(answer) and "Our data" in text_of(answer)
    assert agenda_of(house.meeting)[1] == ("Data", 15)


def test_people_of_the_work_are_ticked_and_others_found_by_name(house, browser):
    client = browser("leader")
    page = text_of(client.get(url("invite", house.meeting)))
    assert "Mina Roy" in page and "Mo Khan" not in page
    sent = {"people": [str(house.member.id)], "person": str(house.colleague.id)}
    client.post(url("invite", house.meeting), sent)
    names = set(house.meeting.invitations.values_list("person__name", flat=True))
    assert {"Mina Roy", "Amara Okafor"} <= names
    nobody = client.post(url("invite", house.meeting), {})
    assert nobody.status_code == 422 and "Choose at least one person." in text_of(nobody)
    stranger = client.post(url("invite", house.meeting), {"person": str(house.outsider.id)})
    assert stranger.status_code == 422


def test_a_meeting_of_no_work_is_invited_to_by_name(house, browser):
    own = a_gathering(house.invited)
    page = text_of(browser("invited").get(url("invite", own)))
    assert "Somebody by name" in page and "People of this piece of work" not in page


def test_an_invitation_is_taken_back_on_the_page(house, browser):
    invitation = house.meeting.invitations.get(person=house.invited.person)
    browser("leader").post(url("withdraw_invitation", house.meeting, invitation))
    assert browser("invited").get(url("gathering", house.meeting)).status_code == 404


def test_the_calendar_address_is_shown_once(house, browser):
    client = browser("invited")
    assert "You have no address yet." in text_of(client.get(url("own_feed")))
    made = text_of(client.post(url("own_feed")))
    assert "/gatherings/feed/" in made and "shown this once" in made
    again = text_of(client.get(url("own_feed")))
    assert "You made an address on 15 June 2026" in again and ".ics" not in again


def test_one_meeting_is_taken_away_as_a_file(house, browser):
    answer = browser("invited").get(url("take_away", house.meeting))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="Weekly meeting.ics"' in answer["Content-Disposition"]
    assert b"BEGIN:VTIMEZONE" in answer.content


def test_who_registered_stands_in_a_table_and_in_a_file(house, browser):
    gathering = a_public_one(house.organiser, capacity=1)
    client = browser("organiser")
    assert "Nobody has registered yet." in text_of(client.get(url("registrations", gathering)))
    for name in ("Ann", "Ben"):
        actions.register(gathering=gathering, name=name, email=f"{name}@x.example", at=NOON)
    page = text_of(client.get(url("registrations", gathering)))
    assert "ann@x.example" in page and "Waiting" in page
    assert "2 people have registered" in text_of(client.get(url("gathering", gathering)))
    file = client.get(url("registrations_file", gathering)).content.decode()
    assert '"Ben","ben@x.example"' in file


@pytest.fixture
def large(house):
    """Sixty people and twenty items."""
    people = [acting(joins(a_person(f"Person {n:02}"), house.trust)) for n in range(60)]
    return a_gathering(
        house.organiser,
        people=[house.invited, *people],
        programme_id=PROGRAMME,
        agenda=[AgendaLine("", f"Item {n}", 3, people[n].person) for n in range(20)],
    )


@pytest.mark.parametrize("name", ["gathering", "running", "minutes", "live"])
def test_a_large_meeting_takes_as_few_queries_as_a_small_one(
    house, large, browser, name, django_assert_max_num_queries
):
    client = browser("invited")
    client.get(url(name, large))
    with django_assert_max_num_queries(14):
        answer = client.get(url(name, large), {"seen": "attendance:old"})
    assert answer.status_code == 200
