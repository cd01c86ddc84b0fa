import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from tests.world import NOON, a_person, acting

from groundswell.ground.messages import actions, tasks
from groundswell.ground.messages.models import Message, OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shift_kind")]
UTC = dt.UTC
MONDAY = dt.datetime(2026, 6, 15, tzinfo=UTC)  # London is an hour ahead
SUMMER_EIGHT = MONDAY.replace(hour=7)


def told(person: Any, subject: str = "Ward 7", kind: str = "test.daily", at: Any = None) -> None:
    at = at or MONDAY - dt.timedelta(hours=10)
    actions.tell(person_ids=[person.pk], kind=kind, subject=subject, body="", at=at)


def test_a_digest_gathers_what_was_told_since_the_last_one() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    told(joyce, "Second")
    told(joyce, "First", at=MONDAY - dt.timedelta(hours=12))
    told(sam, "Only")
    assert actions.send_digests(at=SUMMER_EIGHT) == 2
    mail = OutgoingMail.objects.get(person=joyce)
    assert mail.subject.endswith(": 2 messages for you") and not mail.holds_code
    assert mail.body.index("First") < mail.body.index("Second")
    assert OutgoingMail.objects.get(person=sam).subject.endswith(": 1 message for you")
    assert set(Message.objects.values_list("mailed_at", flat=True)) == {SUMMER_EIGHT}


def test_a_person_gets_one_digest_a_day_however_often_it_runs() -> None:
    joyce = a_person()
    told(joyce)
    assert actions.send_digests(at=SUMMER_EIGHT) == 1
    told(joyce, "Late", at=SUMMER_EIGHT - dt.timedelta(minutes=1))
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(hours=1)) == 0
    assert Message.objects.filter(mailed_at=None).count() == 1
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (dt.date(2026, 6, 16), 7),
        (dt.date(2026, 1, 13), 8),
        (dt.date(2026, 3, 29), 7),  # the clocks went forward that night
        (dt.date(2026, 10, 25), 8),  # and back that one
    ],
)
def test_eight_is_eight_in_london_in_summer_and_in_winter(day: dt.date, hour: int) -> None:
    eight = dt.datetime.combine(day, dt.time(hour), tzinfo=UTC)
    told(a_person(), at=eight - dt.timedelta(hours=3))
    assert actions.send_digests(at=eight - dt.timedelta(seconds=1)) == 0
    assert actions.send_digests(at=eight) == 1


def test_what_was_told_after_eight_waits_for_tomorrow() -> None:
    told(a_person(), at=SUMMER_EIGHT)
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(hours=3)) == 0
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(days=1)) == 1


def test_a_digest_that_was_missed_at_eight_is_made_up_for() -> None:
    told(a_person())
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(hours=9)) == 1


def test_the_weekly_digest_comes_on_monday_and_is_made_up_for_once_in_the_week() -> None:
    told(a_person(), kind="test.weekly")
    assert actions.send_digests(at=SUMMER_EIGHT - dt.timedelta(seconds=1)) == 0
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(days=2)) == 1
    assert actions.send_digests(at=SUMMER_EIGHT + dt.timedelta(days=3)) == 0


def test_what_has_been_read_and_who_has_left_get_no_digest() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    told(joyce)
    told(sam)
    actions.mark_all_read(until=NOON, by=acting(joyce), at=MONDAY)
    type(sam).objects.filter(pk=sam.pk).update(is_active=False, ended_at=NOON)
    assert actions.send_digests(at=SUMMER_EIGHT) == 0


def test_a_long_digest_names_fifty_and_counts_the_rest() -> None:
    joyce = a_person()
    for n in range(52):
        told(joyce, f"Message number {n}.")
    actions.send_digests(at=SUMMER_EIGHT)
    body = OutgoingMail.objects.get().body
    assert body.count("Message number") == 50 and "And 2 more in your inbox:" in body


def test_a_new_choice_moves_what_is_waiting() -> None:
    joyce = a_person()
    told(joyce)
    actions.choose_channels(channels={"test.daily": "weekly"}, by=acting(joyce), at=MONDAY)
    assert Message.objects.get().channel == "weekly"
    actions.choose_channels(channels={"test.daily": "now"}, by=acting(joyce), at=MONDAY)
    assert Message.objects.get().channel == "weekly"
    actions.choose_channels(channels={"test.daily": "inbox"}, by=acting(joyce), at=MONDAY)
    assert actions.send_digests(at=SUMMER_EIGHT) == 0


def test_digests_for_many_take_few_queries(django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        told(a_person(f"Person {n}"))
    with django_assert_max_num_queries(8):
        assert actions.send_digests(at=SUMMER_EIGHT) == 30


def test_digests_are_made_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundswell.ground.messages.actions.digests._BATCH", 2)
    for n in range(5):
        told(a_person(f"Person {n}"))
    assert actions.send_digests(at=SUMMER_EIGHT) == 5


def test_the_command_does_everything_that_is_due(via_smtp: Any) -> None:
    joyce = a_person()
    told(joyce)
    [code] = actions.post_mail(addresses=["a@x.example"], subject="", body="AB12", at=MONDAY)
    with time_machine.travel(SUMMER_EIGHT, tick=False):
        call_command("keep_house")
        tasks.send_digests.enqueue()
    code.refresh_from_db()
    assert (code.state, code.body) == ("given_up", "")
    assert [to for to, _ in via_smtp.taken] == [joyce.email]
