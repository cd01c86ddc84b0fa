"""A file of numbers on its way in, by an analyst; and the same without scripts."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.cast import Visitors, a_cast, comes_in
from tests.journeys.files import HEADINGS, emergency_attendances, written
from tests.journeys.visitor import Visitor

TITLE = "Waits over four hours in A&E"


def when_bringing_a_file(somebody: Visitor, start: str, file: Path) -> None:
    somebody.opens(start).attaches("The file", file).presses("Read the file")
    somebody.is_at("Which column holds what?")


def then_columns_were_guessed(somebody: Visitor, guesses: dict[str, str]) -> None:
    for label, column in guesses.items():
        chosen = somebody.page.get_by_label(label, exact=True).locator("option:checked")
        assert chosen.text_content() == column, label


def when_describing_the_measure(somebody: Visitor) -> None:
    title = somebody.page.get_by_label("Title of the new measure", exact=True)
    assert not title.is_visible()  # nobody has asked for a new measure yet
    somebody.chooses("Which measure do the numbers belong to?", "A new measure, described below")
    somebody.types("Title of the new measure", TITLE)
    somebody.chooses("Kind of number", "A percentage")
    somebody.types("Out of what? (optional)", "attendances")
    somebody.chooses("Which way is better?", "Lower is better")
    somebody.chooses("How often?", "Monthly")
    somebody.types("What exactly is counted?", "Waits from arrival of over four hours.")
    somebody.ticks("Add up rows of the same place and date")
    somebody.chooses("Who sees charts that are new?", "Everyone in the partnership")


def when_bringing_in_the_national_file(sam: Visitor, folder: Path) -> None:
    """From the room of imports to the last page."""
    file = written(folder, "emergency.csv", HEADINGS, emergency_attendances(("RZH", "RZT")))
    when_bringing_a_file(sam, "/imports/start/observations/", file)
    then_columns_were_guessed(
        sam,
        {
            "Date": "period",
            "Number": "breaches",
            "Out of how many (optional)": "attendances",
            "ODS code of the organisation (optional)": "org_code",
        },
    )
    sam.presses("Go on").is_at("How is the file meant?")
    when_describing_the_measure(sam)
    sam.presses("Check the file")


def when_the_work_is_done(somebody: Visitor, worker: Callable[[], None]) -> None:
    """The page of the work says that it waits, and by itself that it is over."""
    somebody.sees("Waiting for its turn")
    worker()
    somebody.sees("See the result").presses("See the result")


def test_an_analyst_brings_in_the_national_file_and_reads_it(
    visitor: Visitors, worker: Callable[[], None], tmp_path: Path
):
    cast = a_cast()
    sam = comes_in(visitor, cast.sam)
    when_bringing_in_the_national_file(sam, tmp_path)
    when_the_work_is_done(sam, worker)
    sam.is_at("What the file would do")
    sam.sees(f"The measure “{TITLE}” would be defined.", "Numbers to add: 52")
    sam.presses("Bring in 54 changes")
    when_the_work_is_done(sam, worker)
    sam.sees("52 numbers are in, 0 corrected, in 2 measures.")

    sam.presses("See it").is_at(TITLE)
    assert sam.page.locator("table.icontable tbody tr").count() == 2
    sam.opens(f"/measures/organisations/{cast.hospitals.pk}/").is_at(cast.hospitals.name)
    sam.presses(TITLE).is_at(TITLE).sees("What exactly is counted")
    assert sam.page.locator("svg[role=img]").first.is_visible()


def test_a_file_with_faults_says_where_and_changes_nothing(visitor: Visitors, tmp_path: Path):
    sam = comes_in(visitor, a_cast().sam)
    rows = emergency_attendances(("RZH",), 3)
    rows[1] = ("2024-01-01", "RZH", "3", "4,000", "many")
    rows[2] = ("2024-02-01", "R9X", "1", "9000", "2700")
    file = written(tmp_path, "faulty.csv", HEADINGS, rows)
    when_bringing_a_file(sam, "/imports/start/observations/", file)
    sam.presses("Go on").is_at("How is the file meant?")
    sam.presses("Check the file")
    sam.is_at("What the file would do").sees("You can’t bring this in.")
    sam.sees("“many” is not a number.", "No organisation has the code “R9X”.")
    sam.does_not_see("Bring in 3 changes")


def test_a_file_that_is_no_table_is_told_beside_the_field(visitor: Visitors, tmp_path: Path):
    sam = comes_in(visitor, a_cast().sam)
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    sam.opens("/imports/start/observations/").attaches("The file", picture)
    sam.presses("Read the file").sees("There is a problem")
    assert sam.status == 422


def test_a_file_comes_in_on_a_phone_without_scripts(
    visitor: Visitors, worker: Callable[[], None], tmp_path: Path
):
    sam = comes_in(visitor, a_cast().sam, 360, scripts=False)
    when_bringing_in_the_national_file(sam, tmp_path)
    when_the_work_is_done(sam, worker)
    sam.presses("Bring in 54 changes")
    when_the_work_is_done(sam, worker)
    sam.sees("52 numbers are in, 0 corrected, in 2 measures.").presses("See it").is_at(TITLE)
