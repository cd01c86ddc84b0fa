"""A page of the library, from the first words an editor writes to the reader who builds on it."""

from tests.engines.library.finding.making import a_shelf, a_work
from tests.journeys.cast import Cast, Visitors, a_cast, comes_in
from tests.journeys.desk import Desk
from tests.journeys.files import taken_away
from tests.journeys.visitor import Visitor
from tests.world import holding

TITLE, CLAIM = "Speaking up", "Teams that may speak up learn sooner."
SOURCE = "Psychological safety in teams"
REVIEW = "For everybody: a reviewer reads it"
PASTED = "<script>alert(1)</script> <b>Two studies</b> say so."
MISSING = "Say how many teams were studied."
MENDED = "Two studies of 51 teams say so."


def given_a_shelf_a_work_and_who_looks_after_them() -> Cast:
    cast = a_cast()
    a_shelf(None)
    a_work(SOURCE, says="Teams that may speak up report more errors, and mend them.")
    holding(cast.sam, "editor")
    holding(cast.ngozi, "reviewer")
    return cast


def when_an_editor_writes_it_and_sends_it_in(editor: Desk) -> None:
    editor.comes_from_the_library().begins_a_page("Evidence in one page")
    editor.writes(title=TITLE, claim=CLAIM, why_so=PASTED)
    editor.page.locator("#id_strength").select_option(label="Moderate")
    editor.rests_it_on(SOURCE)
    editor.presses(f"Submit to {REVIEW}")


def when_a_reviewer_returns_it(reviewer: Desk) -> None:
    reviewer.somebody.opens("/")
    with reviewer.nothing_fails():  # by the bar, this time
        reviewer.page.get_by_role("link", name="Write and review").first.click()
    reviewer.opens_what_waits(TITLE).sees_readers_page(CLAIM)
    reviewer.presses("Request changes", MISSING)


def when_the_editor_mends_it(editor: Desk) -> None:
    with editor.nothing_fails():
        editor.page.goto(f"{editor.somebody.home}/cms/")
    editor.opens_what_waits(TITLE)
    editor.reads_what_was_said(MISSING)
    editor.writes(why_so=f"{PASTED} {MENDED}")
    editor.presses(f"Resubmit to {REVIEW}")


def when_the_reviewer_lets_it_out(reviewer: Desk) -> None:
    with reviewer.nothing_fails():
        reviewer.page.goto(f"{reviewer.somebody.home}/cms/")
    reviewer.opens_what_waits(TITLE).presses("Approve")


def then_a_reader_finds_it_and_what_it_rests_on(reader: Visitor) -> None:
    reader.opens("/library/").types("Search the library", "speak learn").presses("Search")
    reader.sees("1 thing found for “speak learn”").presses(TITLE)
    reader.sees(CLAIM, "Strength: Moderate", f"{PASTED} {MENDED}")  # what was pasted is text
    reader.page.get_by_role("link", name=SOURCE).first.click()
    reader.page.wait_for_load_state("load")
    reader.looks()
    reader.sees("Teams that may speak up report more errors").presses(TITLE)
    reader.sees(CLAIM)


def then_a_reader_takes_it_along(reader: Visitor) -> None:
    name, paper = taken_away(reader, f"PDF : {TITLE}")
    assert name == "speaking-up.pdf" and paper.startswith(b"%PDF")
    name, slides = taken_away(reader, f"Slides : {TITLE}")
    assert name == "speaking-up.pptx" and slides.startswith(b"PK")


def test_a_page_is_written_returned_mended_let_out_and_read(visitor: Visitors):
    cast = given_a_shelf_a_work_and_who_looks_after_them()
    editor, reviewer = (Desk(comes_in(visitor, who), who) for who in (cast.sam, cast.ngozi))
    reader = visitor(360)

    when_an_editor_writes_it_and_sends_it_in(editor)
    reader.opens("/library/").types("Search the library", "speak learn").presses("Search")
    reader.sees("Nothing found for “speak learn”.")
    when_a_reviewer_returns_it(reviewer)
    when_the_editor_mends_it(editor)
    when_the_reviewer_lets_it_out(reviewer)
    then_a_reader_finds_it_and_what_it_rests_on(reader)
    then_a_reader_takes_it_along(reader)
