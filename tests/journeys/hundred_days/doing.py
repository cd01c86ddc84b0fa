"""The hundred days: the goal, a test, an ask and its answer, the weekly meeting, day 50."""

import datetime as dt
import re

from tests.journeys.hundred_days.people import TITLE, HundredDays
from tests.journeys.visitor import Visitor

MEASURE = "Home before 1 pm"
GOAL = "Six in ten people who are ready to go home leave before 1 pm"
ASK = "Ward pharmacist signs off medicines to take home"
WORDS = "We wait two hours a day for a doctor to sign what the pharmacist has checked."
TEST = "Pharmacist at the bedside"
RUTH = "Ruth Adeyemi Harrowmere Teaching Hospitals, ruth.adeyemi@harrowmere.example"
BEFORE = (30, 34, 31, 33, 29, 35, 32, 31, 33, 30)  # in a hundred, the weeks before day 0
LATER = (33, 36, 38, 41, 45, 48, 52)
NEW_TARGET = "55"


def when_the_team_counts(story: HundredDays) -> None:
    story.it_is_day(1)
    joyce = story.comes("joyce", "measures/new/")
    joyce.types("What is it called?", MEASURE)
    joyce.ticks("Outcome measure")
    joyce.chooses("Kind of number", "A percentage")
    joyce.types("Out of what? (optional)", "people who went home")
    joyce.ticks("Higher is better")
    joyce.ticks("Weekly").types("What exactly is counted?", "People who left before 1 pm.")
    joyce.chooses("Who looks after the numbers?", "Joyce Lim").presses("Begin to count")
    joyce.sees("The measure is there.")
    then_weeks_are_added(joyce, "8 June 2026", BEFORE)


def then_weeks_are_added(somebody: Visitor, first: str, shares: tuple[int, ...]) -> None:
    """Pasted from a spreadsheet, a line for each week from the Monday `first` on."""
    monday = dt.datetime.strptime(first, "%d %B %Y").date()
    weeks = ((monday + dt.timedelta(weeks=n), share) for n, share in enumerate(shares))
    lines = "\n".join(f"{on:%d/%m/%Y}\t{share}\t100" for on, share in weeks)
    somebody.presses(MEASURE).presses("Add this week’s number").types("Numbers", lines)
    somebody.presses("See what it does").presses(f"Add {len(shares)} numbers")
    somebody.sees(f"{len(shares)} numbers are in.")


def when_the_team_sets_its_goal(story: HundredDays) -> None:
    joyce = story.comes("joyce", "goal/set/")
    joyce.types("Our goal, in one sentence", GOAL)
    joyce.chooses("The measure that shows it (optional)", f"{MEASURE}, {TITLE}")
    joyce.ticks("Measured before day 0").types("Where things stood (optional)", "32")
    joyce.types("Where things should stand on day 100", "60")
    joyce.types("What will be looked at on day 100?", "Did 60% leave before 1 pm last week?")
    joyce.presses("This is our goal").sees("The goal is set.", GOAL)


def when_an_idea_becomes_a_test(story: HundredDays) -> None:
    dele = story.comes("dele", "ideas/new/")
    dele.types("What might be tried, in a line", "Ask the pharmacist up").presses("Add it")
    dele.sees("Ask the pharmacist up").presses("Make it a test : Ask the pharmacist up")
    dele.types("What is the test called?", TEST)
    dele.types("We think that", "If medicines are checked at the bedside, bags are ready earlier.")
    dele.types("The smallest way to find out", "One bay, one week.")
    dele.types("We expect to see", "8 in 10 bags are ready by 11.")
    dele.chooses("Who owns it?", "Dele Martins").ticks(f"{MEASURE}, {TITLE}").presses("Plan it")
    dele.presses("Start it today").sees("It is running.")


def when_the_team_plans_and_meets(story: HundredDays) -> None:
    amara = story.comes("amara", "plan/new/")
    amara.types("What will be done?", "Ring three people who went home last week")
    amara.chooses("Who owns it?", "Dele Martins").types("By which day", "28/8/2026")
    amara.presses("Add it").sees("It is on the plan.")
    amara.opens(story.page("meetings/new/")).types("Day of the first meeting", "25/8/2026")
    amara.types("From", "2 pm").presses("Plan it").sees("Planned.")
    amara.opens(story.page("log/"))
    amara.types("What you saw, what you tried, what to ask next", "Joyce carries too much alone.")
    amara.presses("Note it").sees("You alone read it.")


def when_the_leader_asks_by_keyboard(story: HundredDays) -> None:
    story.it_is_day(3)
    keys = story.types_alone("joyce", "asks/new/")
    keys.goes_to("Leave to try something").page.keyboard.press("Space")
    keys.goes_to("Your ask, in a line").types(ASK)
    keys.goes_to("What you want to do, and what stands in the way").types(WORDS)
    keys.goes_to("Part of a name or e-mail address").types("Ruth Ade")
    keys.page.get_by_role("radio", name="Ruth Adeyemi").wait_for()
    keys.goes_to(RUTH).page.keyboard.press("Space")
    keys.goes_to("Which test waits for the answer? (optional)").types(TEST[:8])
    keys.goes_to("Ask").enter().is_at(ASK)
    story.windows["joyce"].sees("Asked. The answer comes here, and you are told.")


def when_the_sponsor_answers_by_keyboard(story: HundredDays) -> None:
    story.it_is_day(9)
    keys = story.types_alone("ruth", "/")
    keys.goes_to(f"Answer: {TITLE} waits for your answer").enter().is_at("Answer")
    keys.goes_to("Granted").page.keyboard.press("ArrowDown")  # within limits
    keys.goes_to("In your words (optional)").types("Yes. Tell me on Friday how it goes.")
    keys.goes_to("The limits, if there are any (optional)").types("Not controlled drugs")
    keys.goes_to("Answer").enter().is_at(ASK)
    story.windows["ruth"].sees("Thank you. The team has your answer.")
    story.comes("joyce", "asks/").sees("Granted within limits")


def when_the_weekly_meeting_is_run(story: HundredDays) -> None:
    story.it_is_day(8, hour=14)
    joyce = story.comes("joyce", "meetings/")
    joyce.page.get_by_role("link", name=re.compile("25 August")).first.click()
    joyce.is_at(TITLE).sees("How near we are, with data", "Obstacles, and help that we need")
    joyce.types("What was decided?", "We ask Ruth again on Friday.").presses("Write it down")
    joyce.presses("Close and send the minutes").sees("We ask Ruth again on Friday.")
