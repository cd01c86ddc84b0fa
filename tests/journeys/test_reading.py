"""Reading what others keep: a board, a partner, a member."""

import io
import json

import openpyxl
from django.utils import timezone
from tests.engines.measures.making import FIRST_WEEK, STEADY, a_definition, a_measure
from tests.journeys.cast import Cast, Visitors, a_cast, comes_in, signs_in_by_mail
from tests.journeys.files import lines_of, taken_away
from tests.journeys.visitor import Visitor
from tests.world import a_person, acting, joins

from groundswell.engines.measures import actions as measures
from groundswell.ground.messages import actions as messages
from groundswell.ground.people.models import Person

TITLE = "Left before 1 pm"


# --- the board ----------------------------------------------------------------------------------


def given_a_measure_in_two_places_and_two_others(cast: Cast) -> str:
    """The address of the hospitals' table; the first measure has shifted, the second is steady."""
    shared = a_definition(None, out_of="people ready to go home")
    first = cast.measure(definition=shared)
    measures.set_target(
        measure=first, value=90, from_on=FIRST_WEEK, by=acting(cast.joyce), at=timezone.now()
    )
    a_measure(cast.tarnside, definition=shared, values=STEADY, n=50, audience="partnership")
    cast.measure(title="Falls", good="down", number="count", n=None, values=STEADY)
    cast.measure(title="Beds closed", good="neither", number="count", n=None, values=STEADY[:5])
    return f"/measures/organisations/{cast.hospitals.pk}/"


def rows_of(somebody: Visitor) -> int:
    return somebody.page.locator("table.icontable tbody tr").count()


def test_a_board_member_reads_narrows_and_compares(visitor: Visitors):
    cast = a_cast()
    table = given_a_measure_in_two_places_and_two_others(cast)
    ruth = comes_in(visitor, cast.ruth)

    ruth.opens(table).is_at(cast.hospitals.name)
    assert rows_of(ruth) == 3
    ruth.presses("Too few numbers (1)").sees("Beds closed")
    assert rows_of(ruth) == 1
    ruth.presses("All (3)").types("Look for a measure or a place", "falls").presses("Look")
    assert rows_of(ruth) == 1
    ruth.types("Look for a measure or a place", "nothing like it").presses("Look")
    ruth.sees("No measure fits what you asked for.").presses("Show all")
    ruth.presses(TITLE).presses("Where else it is measured").is_at(TITLE)
    ruth.presses("See them side by side").sees(cast.tarnside.name)
    assert ruth.page.locator("ul.many svg").count() == 2
    ruth.sees("All on the same scale, 0% to 90%")  # up to the target, which lies highest


def test_a_board_member_takes_a_chart_and_its_numbers_away(visitor: Visitors):
    cast = a_cast()
    ruth = comes_in(visitor, cast.ruth).opens(f"/measures/{cast.measure().pk}/")

    name, svg = taken_away(ruth, "Chart, SVG")
    assert name.endswith(".svg") and b"<svg" in svg[:500] and TITLE.encode() in svg
    name, png = taken_away(ruth, "Chart, PNG")
    assert name.endswith(".png") and png.startswith(b"\x89PNG\r\n") and len(png) > 10_000
    name, text = taken_away(ruth, "Numbers, CSV")
    assert name.endswith(".csv") and len(lines_of(text)) == 1 + 34
    name, book = taken_away(ruth, "Numbers, Excel")
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    assert name.endswith(".xlsx") and sheet.max_row == 1 + 34


def test_a_board_member_takes_the_table_away(visitor: Visitors):
    cast = a_cast()
    ruth = comes_in(visitor, cast.ruth).opens(given_a_measure_in_two_places_and_two_others(cast))

    name, text = taken_away(ruth, "Table, CSV")
    titles = {cell for line in lines_of(text) for cell in line}
    assert name.endswith(".csv") and {TITLE, "Falls", "Beds closed"} <= titles
    name, book = taken_away(ruth, "Table, Excel")
    assert name.endswith(".xlsx") and book.startswith(b"PK")


# --- a partner ----------------------------------------------------------------------------------


def test_a_volunteer_of_a_charity_reads_what_is_shared_and_finds_no_private_chart(
    visitor: Visitors,
):
    cast = a_cast()
    shared = cast.measure(audience="partnership")
    private = cast.measure(title="Ours alone", audience="team")
    dele = visitor(360)
    signs_in_by_mail(dele, cast.dele.email)

    dele.opens(f"/measures/{shared.pk}/").is_at(TITLE).sees("Everyone in the partnership.")
    for path in (f"/measures/{private.pk}/", f"/measures/{cast.dele.pk}/"):  # no such measure
        dele.opens(path)
        assert dele.status == 404
        dele.does_not_see("Ours alone")
    assert what_is_said_at(dele, f"/measures/{private.pk}/") == what_is_said_at(
        dele, f"/measures/{cast.dele.pk}/"
    )


def what_is_said_at(somebody: Visitor, path: str) -> str:
    somebody.opens(path)
    return somebody.page.locator("main").inner_text()


# --- a member -----------------------------------------------------------------------------------


def given_a_message(person: Person) -> None:
    messages.tell(
        person_ids=[person.pk],
        kind="people.access",
        subject="You belong to Ward 7",
        body="From today.\n\nAsk Joyce Lim if that is wrong.",
        at=timezone.now(),
    )


def test_a_member_reads_home_and_the_message_that_waits(visitor: Visitors):
    cast = a_cast()
    given_a_message(cast.kwame)
    kwame = comes_in(visitor, cast.kwame)

    kwame.opens("/").sees("Kwame")
    kwame.opens("/inbox/").is_at("Inbox").presses("You belong to Ward 7")
    kwame.is_at("You belong to Ward 7").sees("Ask Joyce Lim if that is wrong.")
    kwame.opens("/inbox/").does_not_see("Mark all as read")


def test_a_member_chooses_what_is_mailed(visitor: Visitors):
    cast = a_cast()
    kwame = comes_in(visitor, cast.kwame)
    kwame.opens("/inbox/choices/").is_at("What reaches you by mail")
    row = kwame.page.locator("tr").filter(has_text="In the inbox only").first
    row.get_by_label("By mail, on Mondays at 8").check()
    kwame.presses("Keep these choices")
    assert kwame.status == 200
    kwame.opens("/inbox/choices/")
    assert row.get_by_label("By mail, on Mondays at 8").is_checked()


def test_a_member_finds_a_colleague_whose_name_has_accents(visitor: Visitors):
    cast = a_cast()
    joins(a_person("Zoë Müller", email="zoe@harrowmere.example"), cast.hospitals, cast.ward)
    kwame = comes_in(visitor, cast.kwame)

    kwame.opens("/").types("Search everything you may see", "zoe muller")
    kwame.page.keyboard.press("Enter")
    kwame.is_at("Search").presses("Zoë Müller").is_at("Zoë Müller")
    kwame.opens("/search/?q=nobodyofthisname").is_at("Search").does_not_see("Zoë Müller")


def test_a_member_takes_home_what_is_held_about_them(visitor: Visitors):
    cast = a_cast()
    given_a_message(cast.kwame)
    kwame = comes_in(visitor, cast.kwame).opens("/people/own-data/")
    kwame.is_at("What is held about you")

    name, content = taken_away(kwame, "Download as JSON")
    assert name.endswith(".json")
    assert "kwame.boateng@harrowmere.example" in json.dumps(json.loads(content))
    name, book = taken_away(kwame, "Download as a workbook")
    assert name.endswith(".xlsx") and len(openpyxl.load_workbook(io.BytesIO(book)).sheetnames) > 1


def test_a_member_writes_a_note_and_a_leader_shares_the_chart(visitor: Visitors):
    cast = a_cast()
    page = f"/measures/{cast.measure(audience='team').pk}/"
    kwame, joyce = comes_in(visitor, cast.kwame), comes_in(visitor, cast.joyce)

    kwame.opens(page).presses("Notes").is_at("Notes")
    kwame.types("When was it?", "1/12/2025").types("What happened?", "The lounge opened.")
    kwame.presses("Add the note").sees("Your note stands on the chart.", "The lounge opened.")
    joyce.opens(page).presses("Share this chart").is_at("Share this chart")
    joyce.ticks("Everyone in Harrowmere Teaching Hospitals").presses("Save")
    joyce.sees("Everyone in Harrowmere Teaching Hospitals.")
