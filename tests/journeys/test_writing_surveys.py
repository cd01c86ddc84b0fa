"""A survey is written: from an instrument, with a question of one's own, in two languages; and seen
as those who are asked will see it. Without a script, as with one."""

import re
from pathlib import Path

from tests.engines.surveys.asking import a_scale, a_text, asks
from tests.journeys.cast import Visitors, a_cast, comes_in

from groundswell.engines.surveys.exchange import xlsform_of

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

    joyce.presses("See it as those asked will").is_at("How are we doing?")
    joyce.page.get_by_text("Mostly", exact=True).first.click()
    joyce.presses("Go on").is_at("Anything else?").presses("Go on").is_at("Look over your answers")
    joyce.presses("Cymraeg").sees("This is a preview.")


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
