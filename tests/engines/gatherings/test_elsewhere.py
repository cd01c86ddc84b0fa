"""What gatherings put on the home page, on the thread, in the trail and in a person's own data."""

import pytest
from django.db import IntegrityError, transaction
from tests.engines.gatherings.making import DAY, HOUR, MINUTE, TWO_PM, a_gathering, item_of
from tests.world import NOON

from groundswell.engines.gatherings import actions, clockwork, privacy, queries, thread
from groundswell.engines.gatherings.kinds import gathering_kinds, label_of
from groundswell.engines.gatherings.models import Feed, Gathering, Registration
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import (
    audit_sentences,
    each_day,
    home_cards,
    news,
    personal_data,
    rooms,
    search_kinds,
    thread_kinds,
)


def cards(actor, at=NOON):
    return {card.title: card for card in queries.cards_for(actor, at)}


def test_what_is_on_today_stands_on_the_home_page(house):
    card = cards(house.member)["“Weekly meeting” today at 2 pm"]
    assert card.url == f"/gatherings/{house.meeting.pk}/running/" and card.why == "Ward 7"
    early = cards(house.member, NOON - 3 * HOUR)["“Weekly meeting” today at 2 pm"]
    assert early.url == f"/gatherings/{house.meeting.pk}/"
    assert cards(house.member, NOON - DAY) == {} == cards(house.outsider)


def test_without_a_place_the_card_says_who_organises_it(house):
    a_gathering(house.organiser, people=[house.outsider], title="Call", place="")
    assert cards(house.outsider)["“Call” today at 2 pm"].why == "Organised by Joyce Lim."


def test_an_invitation_waits_for_its_answer(house):
    asked = "Can you come to “Weekly meeting”?"
    assert cards(house.invited)[asked].why.startswith("Joyce Lim invites you for Monday 15 June")
    actions.reply(gathering=house.meeting, answer="cannot", by=house.invited, at=NOON)
    assert cards(house.invited) == {}


def test_a_meeting_that_is_over_asks_its_organiser_to_close_it(house):
    close = "Close “Weekly meeting”"
    assert close in cards(house.organiser, TWO_PM + HOUR)
    assert close not in cards(house.leader, TWO_PM + HOUR)
    assert close not in cards(house.organiser, TWO_PM + 15 * DAY)


def test_minutes_and_new_meetings_are_news_to_others(house):
    actions.close_gathering(gathering=house.meeting, by=house.organiser, at=TWO_PM + HOUR)
    a_gathering(house.organiser, people=[house.invited], title="Next", at=TWO_PM)

    def lines(actor):
        return [line.text for line in queries.news_for(actor, NOON, TWO_PM + DAY)]

    assert lines(house.invited) == [
        "The minutes of “Weekly meeting” are out.",
        "Joyce Lim planned “Next” for Monday 15 June 2026, 2 pm to 2:45 pm.",
    ]
    assert lines(house.organiser) == [] == lines(house.outsider)


def test_the_home_page_shows_what_is_on(house, browser, at_noon):
    assert "today at 2 pm" in browser("invited").get("/").content.decode()


def test_a_decision_hangs_on_the_thread_for_those_who_took_part(house):
    decision = actions.record_decision(
        gathering=house.meeting, text="We keep the trolley.", by=house.member, at=TWO_PM
    )
    [item] = thread.resolve(house.invited, [decision.pk]).values()
    assert (item.title, item.owner) == ("We keep the trolley.", "Mina Roy")
    assert item.detail == "Decided at “Weekly meeting”" and item.on == TWO_PM.date()
    assert item.url.endswith(f"/minutes/#decision-{decision.pk}")
    assert thread.resolve(house.colleague, [decision.pk]) == {}


def test_a_decision_should_have_a_measure(house):
    kind = thread_kinds["decision"]
    [expected] = kind.expects
    assert (kind.column, expected.link, expected.column) == ("decision", "measured_by", "measure")


def test_the_room_is_registered_where_others_look(house):
    assert rooms["gatherings"].name == "gatherings:index"
    for registry in (home_cards, news, personal_data):
        assert "gatherings" in registry
    assert "gathering" in search_kinds
    assert {"gatherings.remind", "gatherings.forget"} <= set(each_day)


def test_the_chores_of_the_day_remind_and_forget(house):
    gathering = a_gathering(
        house.organiser, starts_at=NOON + DAY, is_public=True, registration_open=True
    )
    actions.register(gathering=gathering, name="Ann", email="ann@x.example", at=NOON)
    clockwork.remind(NOON)
    clockwork.forget(NOON + 100 * DAY)
    assert not Registration.objects.exists()


def test_a_wings_own_kind_is_named_until_the_wing_goes(house):
    assert label_of("workshop") == "Workshop" and label_of("gone") == "Meeting"
    assert all(kind.label for kind in gathering_kinds.values())


def test_every_event_reads_as_a_sentence(house):
    actions.take_notes(
        item=item_of(house.meeting), notes="47", version=0, by=house.invited, at=TWO_PM
    )
    actions.cancel_gathering(
        gathering=house.meeting, reason="Snow.", by=house.organiser, at=TWO_PM + MINUTE
    )
    told = [audit.sentence(e) for e in AuditEvent.objects.filter(name__startswith="gathering.")]
    assert "Mo Khan wrote notes on “Data” in “Weekly meeting”" in told
    assert "Joyce Lim cancelled “Weekly meeting” of 15 June 2026 at 2 pm" in told
    assert not any("–" in sentence for sentence in told)
    assert {"gathering.planned", "gathering.invited"} <= set(audit_sentences)


@pytest.fixture
def busy(house):
    actions.new_feed(by=house.invited, at=NOON)
    item = item_of(house.meeting)
    actions.take_notes(item=item, notes="47", version=0, by=house.invited, at=TWO_PM)
    line = queries.agenda_lines(house.meeting)[0]
    led = actions.AgendaLine(line.code, line.title, 5, house.invited.person, line.item_id)
    actions.set_agenda(
        gathering=house.meeting,
        lines=[led, *queries.agenda_lines(house.meeting)[1:]],
        version=1,
        by=house.organiser,
        at=NOON,
    )
    actions.record_decision(gathering=house.meeting, text="Yes.", by=house.invited, at=TWO_PM)
    return house


def test_a_person_sees_everything_that_is_held_about_them(busy):
    held = {name: len(rows) for name, rows in privacy.export(busy.invited.id).items()}
    assert held == {
        "Meetings you organised": 0,
        "Meetings you closed or cancelled": 0,
        "Invitations to you": 1,
        "Notes you saved last": 1,
        "Agenda items you lead": 1,
        "Decisions you wrote down": 1,
        "Your calendar’s address": 1,
    }


def test_who_is_erased_is_expected_nowhere_and_the_minutes_stay(busy):
    privacy.erase(busy.invited.id, NOON)
    assert not busy.meeting.invitations.filter(person=busy.invited.person).exists()
    assert not Feed.objects.exists() and not busy.meeting.items.exclude(lead=None)
    assert item_of(busy.meeting).notes == "47" and busy.meeting.decisions.count() == 1


@pytest.mark.parametrize("link", ["javascript:run(1)", " https://x.example", "data:text/html,x"])
def test_the_database_itself_keeps_no_link_that_would_run(house, link):
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=house.meeting.pk).update(link=link)
    for good in ("", "HTTPS://meet.example.org/7"):
        Gathering.objects.filter(pk=house.meeting.pk).update(link=good)
