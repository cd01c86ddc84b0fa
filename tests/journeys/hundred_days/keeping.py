"""Day 50, day 100, and after: reviews, the answer, what is kept, the story, and whether it held."""

import datetime as dt
import re

from tests.journeys.hundred_days.doing import LATER, MEASURE, TEST, then_weeks_are_added
from tests.journeys.hundred_days.people import DAY_ZERO, TITLE, HundredDays, finds

RECOMMENDED = "Pay for a pharmacist on every ward on Saturdays."
CHANGE = "A pharmacist checks medicines at the bedside"
RESULT = "Half of those who are ready are at home by lunch"
STORY = "Home for lunch, and how a pharmacist came to the bedside"
SIX_MONTHS_ON, A_YEAR_ON = 100 + 184, 100 + 367  # days
PARTS = (
    ("Why we began", "People who were well waited until the evening for a bag of tablets."),
    ("What we tried", "A pharmacist checks the tablets beside the bed."),
    ("What came of it", "Half of those who are ready are at home by lunch."),
)


def when_the_member_records_the_test(story: HundredDays) -> None:
    """By keyboard alone."""
    story.it_is_day(30)
    keys = story.types_alone("dele", "tests/")
    keys.goes_to(f"Test 1: {TEST}").enter().is_at(TITLE)
    keys.goes_to("Say what you learned").enter().waits_for(re.compile("learn"))
    keys.goes_to("What happened").types("9 bags in 10 were ready by 11, on weekdays.")
    keys.goes_to("What we learned").types("It works when the pharmacist knows the list by 8.30.")
    keys.goes_to("Adopt: do it so from now on").page.keyboard.press("ArrowDown")  # adapt
    keys.goes_to("What comes next (optional)").types("Try Saturday.")
    keys.goes_to("How many people it reached (optional)").types("40")
    keys.goes_to("The test is done").enter().is_at(TITLE)
    dele = story.windows["dele"]
    dele.sees("Adapt", "It works when the pharmacist knows the list by 8.30.")


def when_day_50_is_reviewed(story: HundredDays) -> None:
    story.it_is_day(50)
    joyce = story.comes("joyce", "measures/")
    then_weeks_are_added(joyce, "17 August 2026", LATER)
    joyce.opens(story.page("goal/propose/"))
    joyce.types("Where things should stand on day 100", "50")
    joyce.types("Why should it change?", "Two of the three wards joined late.")
    joyce.presses("Ask the sponsor").sees("Another goal is proposed")
    ruth = story.comes("ruth", "goal/").presses("Answer")
    ruth.ticks("Yes, this is the goal from now on").presses("Answer").sees("Goals before")
    joyce.opens(story.page("reviews/day50/")).presses("Write the team’s words")
    joyce.types("Our story so far (optional)", "Bags come earlier.").presses("Save")
    joyce.presses("It was held").sees("Held. What was read today stays as it was read.")


def when_the_hundred_days_are_over(story: HundredDays) -> None:
    story.it_is_day(100)
    joyce = story.comes("joyce", "goal/").presses("Was it reached?")
    joyce.ticks("Yes").types("What you looked at, and what you saw", "52% in the last full week.")
    joyce.presses("This is our answer").sees("Reached. 52% in the last full week.")
    joyce.opens(story.page("results/")).presses("A percentage went up or down")
    joyce.types("What came of it, in a sentence", RESULT).types("Before", "32").types("After", "52")
    joyce.types("Of what", "%").types("Where the numbers come from (optional)", "The ward board")
    joyce.types("How they were worked out (optional)", "Left before 1 pm, of all who left")
    joyce.chooses("Which test led to it (optional)", TEST)
    joyce.chooses("Which measure shows it (optional)", f"{MEASURE}, {TITLE}").presses(
        "Write it down"
    )
    joyce.sees("With its source")


def when_it_is_decided_what_is_kept(story: HundredDays) -> None:
    joyce = story.comes("joyce", "keeping/").presses("Add a change")
    joyce.types("Which change is it?", CHANGE).ticks("Keep")
    finds(joyce, "Joyce Lim")
    joyce.types("What it costs a year, in pounds (optional)", "18000").presses("Add it")
    joyce.presses("Recommend something").types("What do you recommend?", RECOMMENDED)
    joyce.presses("Recommend it").sees(RECOMMENDED)
    ruth = story.comes("ruth", "keeping/")
    ruth.page.get_by_label("Recommendations").get_by_role("link", name="Answer").click()
    ruth.is_at("Answer the team").ticks("Agreed in part")
    ruth.types("In your words (optional)", "From April, on two wards.").presses("Answer")
    ruth.sees("From April, on two wards.")


def when_its_story_is_told(story: HundredDays) -> None:
    joyce = story.comes("joyce", "story/").presses("Write the story")
    joyce.types("Title", STORY)
    for part, text in PARTS:
        joyce.types(f"{part} (optional)", text)
    joyce.presses("Save").presses("Ask for approval").sees("Asked. The sponsor has been told.")
    address = "/challenges/stories/"
    story.stranger().opens(address).does_not_see(STORY)
    story.comes("ruth", "story/").presses("Approve it, for everybody to read")
    story.stranger().opens(address).presses(STORY).is_at(STORY)


def when_six_months_pass_and_the_gain_held(story: HundredDays) -> None:
    story.it_is(DAY_ZERO + dt.timedelta(days=SIX_MONTHS_ON))
    story.a_night_passes()
    joyce = story.comes("joyce", "/").sees("Did the gain of “Home for lunch” hold?")
    joyce.page.get_by_role("link", name=re.compile("Did the gain")).first.click()
    joyce.is_at("Did the gain hold? Six months on").presses("Answer")
    joyce.ticks("The gain held").types("How do you know, and what happened since?", "Still 52%.")
    joyce.presses("This is the answer").sees("The gain held", "Still 52%.")


def when_a_year_on_the_board_reads_that_some_was_lost(story: HundredDays) -> None:
    story.it_is(DAY_ZERO + dt.timedelta(days=A_YEAR_ON))
    story.a_night_passes()
    imran = story.comes("imran", "/challenges/").sees(re.compile("Nobody has answered since"))
    joyce = story.comes("joyce", "reviews/").presses("Answer : One year on").presses("Answer")
    joyce.ticks("Some of the gain held")
    joyce.types("How do you know, and what happened since?", "44% since the pharmacist left.")
    joyce.presses("This is the answer")
    imran.opens("/challenges/").sees("Some of the gain held").presses(TITLE).presses("Reviews")
    imran.sees("44% since the pharmacist left.")
