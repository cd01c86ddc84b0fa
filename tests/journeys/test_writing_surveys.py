"""A survey is written: from an instrument, with a question of one's own, in two languages; and seen
as those who are asked will see it. Without a script, as with one."""

import datetime as dt
import re
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect
from tests.engines.surveys.asking import a_scale, a_text, asks
from tests.engines.surveys.building.conftest import a_survey
from tests.engines.surveys.fielding.making import a_ward
from tests.journeys.cast import Visitors, a_cast, comes_in
from tests.world import acting

from groundswell.engines.surveys.exchange import xlsform_of
from groundswell.ground.web import words

LONG = "How well does " + "everybody on the ward and beyond it " * 4 + "hear what is said?"


def test_a_survey_is_written_in_two_languages_and_walked_through(visitor: Visitors):
    cast = a_cast()
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens("/surveys/").sees("No survey yet.").presses("Look at the instruments")
    joyce.is_at("Instruments").presses("Team pulse").sees("Locally written, not validated")
    joyce.presses("Begin a survey with it").is_at("Begin a survey").presses("Begin it")
    joyce.sees("Fill in “Title”.").types("Title", "Pulse of Ward 7").presses("Begin it")
    joyce.is_at("Questions").sees("Nothing stands in the way.", "5 questions on 2 pages")

    joyce.presses("Add a question to page 2").types("Question or statement", LONG)
    joyce.types("Your own answers, one a line (optional)", "Well").presses("Add it")
    joyce.sees("Give at least two answers, one a line.")
    joyce.types("Your own answers, one a line (optional)", "1 = Badly\n2 = Well")
    joyce.presses("Add it").is_at("Questions").sees(LONG)
    joyce.presses(LONG).presses("Ask it only sometimes")
    joyce.chooses("It depends on the answer to", "I know what is mine to do, and what is not.")
    joyce.presses("Go on").ticks("Not at all").presses("Save").is_at("Question 6")
    joyce.sees(re.compile("Asked only where “I know what is mine to do"))

    joyce.presses("Questions").presses("Add a language").chooses("Language", "Cymraeg")
    joyce.presses("Add it").is_at("Words in Cymraeg").sees("Suggested.").presses("Save the words")
    joyce.is_at("Questions").sees("Cymraeg").presses("Add a score").is_at("A new score")
    joyce.types("Name", "Calm").page.get_by_role("checkbox").first.check()
    joyce.presses("Save").is_at("Questions").sees("Calm")

    joyce.presses("See it as those asked will").is_at("Nobody can link your answers to you")
    joyce.presses("Start").is_at("How are we doing?")
    joyce.page.get_by_text("Mostly", exact=True).first.click()
    joyce.presses("Save and go on").is_at("Anything else?").presses("Save and go on")
    joyce.is_at("Look over your answers").sees("Mostly")
    joyce.presses("Cymraeg").sees("This is a preview.")


def test_a_survey_is_sent_out_from_its_page(visitor: Visitors):
    cast = a_cast()
    a_ward(10, "Ward 9", trust=cast.hospitals)
    draft = a_survey(acting(cast.joyce), cast.hospitals, asks([a_scale(), a_text()]))
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens(f"/surveys/{draft.pk}/").presses("Send it out, remind, close")
    joyce.is_at("Sending it out").sees("Nobody yet.")
    joyce.sees("You can’t send it out.", "Say on which day the survey closes.")
    expect(joyce.page.get_by_role("button", name="Send it out")).to_have_count(0)
    joyce.presses("Set days and promises").types("Last day", "yesterday").presses("Save")
    joyce.sees(re.compile("is not a day we can read"))
    joyce.types("Last day", words.day(timezone.now().date() + dt.timedelta(days=14)))
    joyce.types("What happens then? (optional)", "Each ward talks about it.").presses("Save")
    joyce.is_at("Sending it out").sees("Saved. Nothing is sent yet.")
    joyce.presses("Choose whom to ask").ticks("Everyone in the organisation").presses("Save")
    joyce.sees(re.compile("people would be asked today"))
    joyce.presses("Add a shared way in").ticks("Open link").types("Where is it?", "Canteen")
    joyce.types("For how many people?", "40").presses("Add it").sees("Canteen")
    joyce.page.get_by_role("link", name="Poster").click()
    joyce.is_at("Culture pulse").opens(f"/surveys/{draft.pk}/fielding/")
    joyce.presses("Send it out").opens(f"/surveys/{draft.pk}/fielding/")
    joyce.sees("The invitations have just gone out. Give people a day.")
    joyce.presses("What surveys have asked of people").sees("Ward 9")


def test_a_file_is_looked_into_and_taken_on_a_phone_without_a_script(
    visitor: Visitors, tmp_path: Path
):
    cast = a_cast()
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(xlsform_of(asks([a_scale(), a_text()]), "From afar"))
    bad.write_bytes(xlsform_of(asks(a_scale(label="")), "Bad"))
    joyce = comes_in(visitor, cast.joyce, width=360, scripts=False)

    joyce.opens("/surveys/").presses("Begin from a file")
    with joyce.expecting_trouble():
        joyce.attaches("File", bad).presses("Look into the file")
        joyce.sees("1 fault to put right; nothing was changed", "This question has no words.")
    joyce.attaches("File", good).presses("Look into the file").sees("2 questions on 1 page")
    joyce.presses("Take these questions").is_at("Questions").sees("I can speak up.")
    joyce.presses("From afar").sees("Being written").presses("Give it up").presses("Give it up")
    joyce.sees("It is given up. Nobody was asked.").opens("/surveys/").sees("No survey yet.")
