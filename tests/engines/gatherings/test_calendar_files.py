"""Calendars as other programs read them: the standard's rules, and both changes of the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from tests.engines.gatherings.making import DAY, HOUR, a_gathering, details
from tests.world import NOON, a_founder, acting

from groundswell.engines.gatherings import actions, queries
from groundswell.engines.gatherings.ical import Entry, calendar_of
from groundswell.ground.people import actions as people

UTC = dt.UTC


def entry(starts_at, **changes):
    usual = {
        "uid": "1@groundswell",
        "sequence": 0,
        "title": "Weekly meeting",
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "changed_at": NOON,
        "url": "http://127.0.0.1:8000/gatherings/1/",
    }
    return Entry(**{**usual, **changes})


def events_of(content):
    return Calendar.from_ical(content).walk("VEVENT")


@pytest.mark.parametrize(
    ("starts_at", "on_the_wall", "offset"),
    [
        (dt.datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "20260329T003000", 0),
        (dt.datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "20260329T020000", 1),
        (dt.datetime(2026, 6, 15, 13, 0, tzinfo=UTC), "20260615T140000", 1),
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "20261025T013000", 1),
        (dt.datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "20261025T020000", 0),
    ],
)
def test_summer_time_is_right_on_both_changes(starts_at, on_the_wall, offset):
    text = calendar_of("Mine", [entry(starts_at)]).decode()
    assert f"DTSTART;TZID=Europe/London:{on_the_wall}" in text
    [event] = events_of(text)
    assert event.decoded("dtstart").astimezone(UTC) == starts_at
    assert event.decoded("dtstart").utcoffset() == offset * HOUR


def test_the_hour_that_comes_twice_is_told_in_utc_the_second_time():
    second = dt.datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    text = calendar_of("Mine", [entry(second)]).decode()
    assert "DTSTART:20261025T013000Z" in text
    assert events_of(text)[0].decoded("dtstart") == second


def test_the_time_zone_that_stands_in_the_file_says_the_same_as_the_law():
    calendar = Calendar.from_ical(calendar_of("Mine", [entry(NOON)]))
    [zone] = calendar.walk("VTIMEZONE")
    ours, law = zone.to_tz(lookup_tzid=False), ZoneInfo("Europe/London")
    for year in (2025, 2026, 2027):
        for month, day in ((3, 27), (4, 2), (7, 1), (10, 23), (11, 2), (12, 25)):
            noon = dt.datetime(year, month, day, 12)
            assert noon.replace(tzinfo=ours).utcoffset() == noon.replace(tzinfo=law).utcoffset()


def test_lines_are_folded_and_ended_as_the_standard_asks():
    long = "Übergabe, Zoë’s plan; " * 40
    content = calendar_of("Mine", [entry(NOON, about=long, title="A, B; C\\D")])
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and b"\n" not in b"".join(lines)
    [event] = events_of(content)
    assert long.strip() in event["description"] and event["summary"] == "A, B; C\\D"


def feed_of(actor, at=NOON):
    secret = actions.new_feed(by=actor, at=at)
    return queries.calendar(secret, at)


def titles(content):
    return sorted(str(event["summary"]) for event in events_of(content))


def test_a_feed_holds_what_the_person_takes_part_in_and_nothing_else(house):
    a_gathering(house.organiser, title="For all", audience="partnership")
    assert titles(feed_of(house.invited)) == ["Weekly meeting"]
    assert titles(feed_of(house.member)) == ["Weekly meeting"]
    assert titles(feed_of(house.organiser)) == ["For all", "Weekly meeting"]
    assert titles(feed_of(house.outsider)) == []


def test_a_feed_shows_a_person_whose_roles_ended_what_they_may_see_today(house):
    secret = actions.new_feed(by=house.member, at=NOON)
    people.end_programme_role(
        person=house.member.person,
        code="team_member",
        programme_id=house.meeting.programme_id,
        programme="Home for lunch",
        by=house.leader,
        at=NOON,
    )
    assert titles(queries.calendar(secret, NOON)) == []
    invited = a_gathering(house.organiser, people=[acting(house.member.person)], title="Still")
    assert titles(queries.calendar(secret, NOON)) == [invited.title]


def test_an_entry_keeps_its_uid_and_counts_its_changes(house):
    [before] = events_of(feed_of(house.invited))
    actions.change_gathering(
        gathering=house.meeting,
        details=details(starts_at=NOON + DAY),
        version=1,
        by=house.organiser,
        at=NOON,
    )
    [after] = events_of(feed_of(house.invited))
    assert before["uid"] == after["uid"] == f"{house.meeting.pk}@groundswell"
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("last-modified") == NOON


def test_a_cancelled_meeting_stays_in_the_feed_and_says_so(house):
    actions.cancel_gathering(
        gathering=house.meeting, reason="Norovirus.", by=house.organiser, at=NOON
    )
    [event] = events_of(feed_of(house.invited))
    assert event["status"] == "CANCELLED" and event["sequence"] == 1
    assert "Norovirus." in event["description"]


def test_who_cannot_come_keeps_the_time_free(house):
    actions.reply(gathering=house.meeting, answer="cannot", by=house.invited, at=NOON)
    assert events_of(feed_of(house.invited))[0]["transp"] == "TRANSPARENT"
    assert events_of(feed_of(house.organiser))[0]["transp"] == "OPAQUE"


def test_a_feed_forgets_what_is_long_over(house):
    secret = actions.new_feed(by=house.invited, at=NOON)
    assert titles(queries.calendar(secret, NOON + 89 * DAY)) == ["Weekly meeting"]
    assert titles(queries.calendar(secret, NOON + 91 * DAY)) == []


def test_a_new_address_ends_the_one_before_and_an_ended_account_every_one(house, client, at_noon):
    first = actions.new_feed(by=house.invited, at=NOON)
    second = actions.new_feed(by=house.invited, at=NOON)
    assert client.get(f"/gatherings/feed/{first}.ics").status_code == 404
    answer = client.get(f"/gatherings/feed/{second}.ics")
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    people.end_person(person=house.invited.person, by=a_founder(), at=NOON)
    assert client.get(f"/gatherings/feed/{second}.ics").status_code == 404


def test_one_meeting_is_taken_away_without_its_link_by_who_only_reads_of_it(house):
    open_to_all = a_gathering(
        house.organiser, audience="partnership", link="https://meet.example.org/7"
    )
    mine = queries.gathering_calendar(house.organiser, open_to_all).decode()
    theirs = queries.gathering_calendar(house.outsider, open_to_all).decode()
    assert "meet.example.org" in mine and "meet.example.org" not in theirs


def test_a_feed_takes_few_queries_however_much_it_holds(house, django_assert_max_num_queries):
    for number in range(20):
        a_gathering(house.organiser, people=[house.invited], title=f"Meeting {number}")
    secret = actions.new_feed(by=house.invited, at=NOON)
    with django_assert_max_num_queries(6):
        assert len(titles(queries.calendar(secret, NOON))) == 21
