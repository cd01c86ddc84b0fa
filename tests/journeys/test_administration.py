"""An administrator brings in a staff list, first with faults, and reads what was done."""

from pathlib import Path

from tests.journeys.cast import Visitors, a_cast, comes_in, the_founder
from tests.journeys.files import STAFF_HEADINGS, written
from tests.journeys.visitor import Visitor

from groundswell.ground.people.models import Organisation, Person

GOOD = [
    ("1001", "Joyce Lim", "joyce.lim@harrowmere.example", "Ward manager", "7", "Ward 7"),
    ("1002", "Asha Rao", "asha.rao@harrowmere.example", "Staff nurse", "5", "Ward 8"),
    ("1003", "Tomasz Nowak", "tomasz.nowak@harrowmere.example", "Porter", "2", "Porters"),
]
FAULTY = [
    GOOD[0],
    ("1002", "Asha Rao", "asha.rao at harrowmere", "Staff nurse", "5", "Ward 8"),
    ("1003", "Tomasz Nowak", "tomasz.nowak@harrowmere.example", "Porter", "twelve", "Porters"),
]


def when_bringing_a_staff_list(ngozi: Visitor, place: Organisation, file: Path) -> None:
    ngozi.opens(f"/people/organisations/{place.pk}/").presses("Bring in a staff list")
    ngozi.attaches("The file", file).presses("Read the file")
    ngozi.is_at("Which column holds what?").presses("Go on")
    ngozi.is_at("How is the file meant?").presses("Check the file")
    ngozi.is_at("What the file would do")


def then_nobody_was_added() -> None:
    assert not Person.objects.filter(email__startswith="tomasz").exists()


def test_an_administrator_puts_a_faulty_staff_list_right_and_brings_it_in(
    visitor: Visitors, tmp_path: Path
):
    cast = a_cast()
    ngozi = comes_in(visitor, cast.ngozi)
    faulty = written(tmp_path, "faulty.csv", STAFF_HEADINGS, FAULTY)
    when_bringing_a_staff_list(ngozi, cast.hospitals, faulty)
    ngozi.sees("You can’t bring this in.", "“twelve” is not a pay band that we know.")
    ngozi.sees("“asha.rao at harrowmere” is not an e-mail address.", "Email address", "Band")
    ngozi.sees("Write one address, such as name@example.org.")
    assert rows_with_faults(ngozi) == ["3", "4"]
    then_nobody_was_added()

    good = written(tmp_path, "good.csv", STAFF_HEADINGS, GOOD)
    when_bringing_a_staff_list(ngozi, cast.hospitals, good)
    ngozi.sees("People to add: 2", "Teams to make: 2")
    then_nobody_was_added()
    bring = ngozi.page.get_by_role("button", name="Bring in")
    ngozi.presses(bring.inner_text()).sees("is in:").presses("See it")
    ngozi.is_at(cast.hospitals.name).sees("Tomasz Nowak", "Porters")

    ngozi.presses("What was done").sees("Ngozi Bello brought in the file good.csv as Staff list")


def rows_with_faults(somebody: Visitor) -> list[str]:
    table = somebody.page.locator("table").filter(has_text="What would be right")
    return table.locator("tbody th").all_inner_texts()


def test_an_administrator_narrows_the_trail_to_a_person(visitor: Visitors):
    cast = a_cast()
    ngozi = comes_in(visitor, cast.ngozi)
    ngozi.opens(f"/people/organisations/{cast.hospitals.pk}/trail/")
    ngozi.sees("Priya Nair added the team Ward 7")
    ngozi.types("Name holds (optional)", "Kwame").presses("Show")
    ngozi.sees("Priya Nair added Kwame Boateng to Harrowmere Teaching Hospitals")
    ngozi.does_not_see("Priya Nair added the team Ward 7")


def test_an_administrator_adds_a_person_and_gives_a_role(visitor: Visitors):
    cast = a_cast()
    ngozi = comes_in(visitor, cast.ngozi)
    ngozi.opens(f"/people/organisations/{cast.hospitals.pk}/").presses("Add a person")
    ngozi.types("Name", "Asha Rao").types("E-mail address", "asha").presses(button_of(ngozi))
    ngozi.sees("There is a problem")
    assert ngozi.page.get_by_label("Name", exact=True).input_value() == "Asha Rao"
    ngozi.types("E-mail address", "asha.rao@harrowmere.example").presses(button_of(ngozi))
    ngozi.sees("Asha Rao")
    person = Person.objects.get(email="asha.rao@harrowmere.example")

    ngozi.opens(f"/people/persons/{person.pk}/").presses("Grant a role")
    ngozi.chooses("Role", "Board member (the whole system or one organisation)")
    ngozi.chooses("Where", cast.hospitals.name)
    ngozi.presses(button_of(ngozi)).is_at("Asha Rao").sees("Board member")


def button_of(somebody: Visitor) -> str:
    """What the button of the page's form is called."""
    return somebody.page.locator("main form.panel button").last.inner_text()


def test_the_founder_adds_a_partner_and_closes_it_again(visitor: Visitors):
    a_cast()
    priya = comes_in(visitor, the_founder(), 360)
    priya.opens("/people/organisations/").presses("Add an organisation")
    priya.types("Name", "Harrow Hospice").chooses("Kind", "Charity or community group").presses(
        button_of(priya)
    )
    priya.sees("Harrow Hospice")
    priya.opens("/people/organisations/").presses("Harrow Hospice").presses("Close")
    priya.presses(button_of(priya)).is_at("Harrow Hospice")
