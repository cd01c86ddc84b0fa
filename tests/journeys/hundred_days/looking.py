"""Looking back: from the board's chart to the words of one ask, and along the thread and back."""

from tests.journeys.hundred_days.doing import ASK, GOAL, MEASURE, TEST, WORDS
from tests.journeys.hundred_days.keeping import RESULT
from tests.journeys.hundred_days.people import HundredDays

ANSWER_DAYS = "Days from ask to answer"


def then_the_board_reads_the_words_of_an_ask_in_three_clicks(story: HundredDays) -> None:
    imran = story.comes("imran", f"/measures/organisations/{story.host.pk}/")
    imran.presses(ANSWER_DAYS).is_at(ANSWER_DAYS)  # the chart
    imran.presses("The asks behind these numbers").presses(ASK)
    imran.is_at(ASK).sees(WORDS, "Not controlled drugs")


def then_the_thread_is_walked_from_the_test_and_back(story: HundredDays) -> None:
    joyce = story.comes("joyce", "tests/").presses(f"Test 1: {TEST}")
    joyce.presses(GOAL).sees("Our goal for day 100, 25 November 2026")
    joyce.presses("Open this measure").is_at(MEASURE).sees("Day 0 of “Home for lunch”.")
    joyce.presses("Its thread").presses(RESULT).sees("The ward board")
    joyce.presses(f"Test 1: {TEST}").sees("8 in 10 bags are ready by 11.", RESULT)
