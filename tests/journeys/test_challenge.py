"""A whole 100-day challenge by seven people, from the design to the check a year on.

One story, told in three parts: tests/journeys/hundred_days. The clock is moved by the test.
"""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from tests.journeys.cast import Visitors
from tests.journeys.hundred_days import design, doing, keeping, looking
from tests.journeys.hundred_days.people import the_people


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It runs on from wherever it is moved to: the browser waits by it."""
    with time_machine.travel(dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC), tick=True) as traveller:
        yield traveller


def test_seven_people_carry_a_challenge_from_the_note_to_the_year_after(
    visitor: Visitors, clock: time_machine.Traveller
):
    story = the_people(visitor, clock)
    design.when_the_system_lead_designs_it(story)
    design.when_the_leaders_stand_behind_it(story)
    design.when_the_coach_gathers_the_team(story)
    design.when_a_line_manager_answers_by_the_link(story)
    design.when_the_member_without_an_nhs_login_comes_in(story)
    design.when_it_is_launched(story)
    doing.when_the_team_counts(story)
    doing.when_the_team_sets_its_goal(story)
    doing.when_an_idea_becomes_a_test(story)
    doing.when_the_team_plans_and_meets(story)
    doing.when_the_leader_asks_by_keyboard(story)
    doing.when_the_weekly_meeting_is_run(story)
    doing.when_the_sponsor_answers_by_keyboard(story)
    keeping.when_the_member_records_the_test(story)
    keeping.when_day_50_is_reviewed(story)
    keeping.when_the_hundred_days_are_over(story)
    keeping.when_it_is_decided_what_is_kept(story)
    keeping.when_its_story_is_told(story)
    looking.then_the_board_reads_the_words_of_an_ask_in_three_clicks(story)
    looking.then_the_thread_is_walked_from_the_test_and_back(story)
    keeping.when_six_months_pass_and_the_gain_held(story)
    keeping.when_a_year_on_the_board_reads_that_some_was_lost(story)
