"""Three days before, on the day, then weekly; each told once."""

import datetime as dt

import pytest
from tests.engines.commitments.making import (
    FRIDAY,
    a_promise,
    days,
    delegate,
    keep,
    leaves,
    move,
    told,
)
from tests.world import TODAY

from groundswell.engines.commitments import actions
from groundswell.ground.kernel.registries import each_day
from groundswell.ground.messages.models import Message


def remind(n):
    return actions.remind_owners(at=days(n))


def test_a_promise_is_spoken_of_before_its_day_on_it_and_weekly_after(crew):
    a_promise(crew.sponsor)  # due in four days
    sent = [n for n in range(-1, 35) if n >= 0 and remind(n)]
    assert sent == [1, 4, 11, 18, 25, 32]
    assert told(crew.sponsor)[:3] == [
        "Due in 3 days: Visit Ward 8", "Due today: Visit Ward 8", "7 days overdue: Visit Ward 8",
    ]  # fmt: skip


def test_a_chore_that_runs_twice_reminds_once(crew):
    a_promise(crew.sponsor)
    assert [remind(1), remind(1), remind(2)] == [1, 0, 0]


def test_after_days_without_chores_only_the_newest_reminder_goes_out(crew):
    a_promise(crew.sponsor)
    assert [remind(13), remind(17), remind(18)] == [1, 0, 1]
    assert told(crew.sponsor)[0] == "9 days overdue: Visit Ward 8"


def test_the_day_itself_may_be_missed_by_a_day(crew):
    a_promise(crew.sponsor)
    assert remind(5) == 1 and told(crew.sponsor) == ["1 day overdue: Visit Ward 8"]


@pytest.mark.parametrize(("n", "words"), [(2, "Due in 2 days"), (3, "Due tomorrow")])
def test_a_reminder_says_how_near_the_day_is(crew, n, words):
    a_promise(crew.sponsor)
    remind(n)
    assert told(crew.sponsor) == [f"{words}: Visit Ward 8"]


def test_a_moved_day_has_reminders_of_its_own(crew):
    made = a_promise(crew.sponsor)
    remind(1)
    move(made, crew.sponsor, due_on=FRIDAY + dt.timedelta(days=7), at=days(1))
    assert [n for n in range(1, 12) if remind(n)] == [8, 11]


def test_what_is_closed_or_whose_owner_has_left_is_not_spoken_of(crew):
    keep(a_promise(crew.sponsor), crew.sponsor)
    a_promise(crew.coach)
    leaves(crew.coach)
    assert remind(4) == 0


def test_a_new_owner_is_reminded_though_the_former_one_was(crew):
    made = crew.promise()
    remind(1)
    delegate(made, crew.other, crew.member, at=days(1))
    assert remind(1) == 1
    assert told(crew.other)[0] == "Due in 3 days: Visit Ward 8"


def test_the_reminder_leads_to_the_promise_and_is_a_chore_of_each_day(crew):
    made = a_promise(crew.sponsor, due_on=TODAY)
    each_day["commitments.remind"](days(0))
    message = Message.objects.get(kind="commitments.reminder")
    assert message.url == f"/commitments/{made.pk}/"
    assert "You promised this to the board for 15 June 2026" in message.body
