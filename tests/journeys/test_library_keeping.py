"""The library is looked after: a pack comes in, a work is taken back, what rests on it says so."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect
from tests.engines.library.finding.making import a_page, a_shelf
from tests.engines.library.packs.making import SMALL, a_zip
from tests.journeys.cast import Cast, Visitors, a_cast, comes_in, the_founder
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor
from tests.world import a_person, an_organisation, holding, joins

from groundswell.engines.library.models import Entry, Shelf

RIS = """TY  - JOUR
AU  - Obi, A.
PY  - 2021
TI  - Boats and ferries in community care
ER  -
"""


def when_opening_a_shelf(ngozi: Visitor, cast: Cast) -> None:
    """The library is empty, and says so to who can change it."""
    ngozi.opens("/library/").sees("No shelf is open yet.").presses("Open a shelf").is_at("Shelves")
    ngozi.ticks(f"{cast.hospitals.name} (RZH)").presses("Open it")
    ngozi.is_at("Shelves").sees(f"The shelf “{cast.hospitals.name}” is open.", "Ada Obi")


def written(folder: Path, name: str, **changed: str) -> Path:
    files = {}
    for path, text in SMALL.items():
        for old, new in changed.items():
            text = text.replace(old, new)
        files[path] = text
    (folder / name).write_bytes(a_zip(files))
    return folder / name


def when_taking_in_two_versions(ngozi: Visitor, folder: Path) -> None:
    """The next version with the difference shown first."""
    ngozi.opens("/library/keeping/packs/").is_at("Packs")
    ngozi.attaches("The pack", written(folder, "one.zip")).presses("Read the pack")
    ngozi.is_at("What the file would do").sees("Beds and bridges").presses("Take it in")
    ngozi.sees("“A small pack” is taken in: 3 new, 0 changed.")
    newer = {"Bridges help.": "Bridges help a little.", "version: 1": "version: 2"}
    second = written(folder, "two.zip", **newer)
    ngozi.opens("/library/keeping/packs/").attaches("The pack", second).presses("Read the pack")
    ngozi.sees("Changed in the pack", "Bridges help.", "Bridges help a little.")
    ngozi.presses("Take it in").sees("“A small pack” is taken in: 0 new, 1 changed.")


def when_taking_in_references(ada: Visitor, folder: Path) -> None:
    (folder / "more.ris").write_text(RIS)
    ada.opens("/library/keeping/works/").is_at("References")
    ada.attaches("The references", folder / "more.ris").presses("Read the file")
    ada.sees("Boats and ferries in community care").presses("Take it in")
    ada.sees("1 work is taken in.")
    ada.opens("/library/keeping/").is_at("Looking after the library").sees("In and out")


def when_promising_from(kwame: Visitor, page: Entry) -> None:
    kwame.opens(page.url).presses("Promise something").is_at("Promise something")
    kwame.sees("Rests on", "Beds and bridges").types("What do you promise?", "Build a bridge")
    kwame.types("To whom, where it is several (optional)", "the board")
    kwame.types("By which day", "1 March 2030").presses("Promise it")
    kwame.is_at("Build a bridge").sees("Beds and bridges")


def when_retracting(ada: Visitor, work: Entry) -> None:
    ada.opens(work.url).presses("Say whether it still holds").is_at("Does it still hold?")
    ada.ticks("Retracted: it should not be built on").types("Why?", "The figures were made up.")
    ada.presses("Say so, and mark what rests on it").sees("Retracted", "The figures were made up.")


def then_the_owner_is_asked_and_says_that_it_holds(kwame: Visitor) -> None:
    kwame.opens("/").sees("Does “Build a bridge” still hold?")
    kwame.page.get_by_role("link", name="Look at it").first.click()
    kwame.is_at("Does it still hold?").sees("because: The figures were made up.")
    kwame.opens("/thread/doubts/").is_at("What is in doubt").presses("Build a bridge")
    kwame.is_at("Build a bridge").sees("In doubt.").presses("Looked at: it still holds")
    kwame.types("It still holds, because", "Two other studies say so.").presses("It still holds")
    kwame.is_at("Build a bridge").sees("it still holds, because: Two other studies say so.")


def test_a_pack_comes_in_and_a_work_that_is_retracted_shakes_what_rests_on_it(
    visitor: Visitors, worker: Callable[[], None], tmp_path: Path
) -> None:
    cast = a_cast()
    keeper = joins(a_person("Ada Obi"), cast.hospitals)
    holding(keeper, "reviewer", organisation=cast.hospitals)
    ada, kwame = comes_in(visitor, keeper), comes_in(visitor, cast.kwame, width=360)
    ngozi = comes_in(visitor, cast.ngozi)
    when_opening_a_shelf(ngozi, cast)
    when_taking_in_two_versions(ngozi, tmp_path)
    when_taking_in_references(ada, tmp_path)
    page = Entry.objects.get(title="Beds and bridges", kind="one-pager")
    work = Entry.objects.get(work__title="Beds and bridges")
    when_promising_from(kwame, page)
    when_retracting(ada, work)
    worker()
    ada.opens(page.url).sees("Something it rests on no longer holds", "In doubt.")
    then_the_owner_is_asked_and_says_that_it_holds(kwame)
    ada.opens(work.url).presses("Say whether it still holds").sees("It holds after all")
    ada.presses("Mark it as current again").sees("It holds again.")
    worker()
    ada.opens(page.url).does_not_see("In doubt.")


def test_a_shelf_is_opened_for_one_of_many_by_keyboard_and_without_scripts(
    visitor: Visitors,
) -> None:
    a_cast()
    for n in range(12):
        an_organisation(f"Practice {n:02}", ods_code=f"P{n:02}")
    priya = comes_in(visitor, the_founder(), width=360).opens("/library/keeping/shelves/")
    keys = Keyboard(priya)
    priya.sees("The first 8 are shown. Type more of the name to find others.")
    keys.goes_to("Part of a name, or the beginning of a code").types("tice 11").enter()
    expect(priya.page).to_have_url(re.compile("asked=tice"))
    priya.sees("1 organisation found.").looks()
    keys.goes_to("Open it").enter()
    priya.sees("There is a problem", "Choose for whom the shelf is.").looks()
    keys.goes_to("Everybody")
    priya.page.keyboard.press("ArrowDown")
    keys.goes_to("Open it").enter()
    priya.sees("The shelf “Practice 11” is open.").looks()

    plain = comes_in(visitor, the_founder(), scripts=False).opens("/library/keeping/shelves/")
    plain.types("Part of a name, or the beginning of a code", "p10").presses("Find")
    plain.ticks("Practice 10 (P10)").presses("Open it").sees("The shelf “Practice 10” is open.")
    assert Shelf.objects.count() == 2


def test_the_forms_of_keepers_say_what_is_missing(visitor: Visitors, tmp_path: Path) -> None:
    cast = a_cast()
    shelf = a_shelf(cast.hospitals)
    page = a_page("Beds", shelf=shelf)
    keeper = joins(a_person("Ada Obi"), cast.hospitals)
    holding(keeper, "reviewer", organisation=cast.hospitals)
    ada = comes_in(visitor, keeper)
    rubbish = tmp_path / "notes.txt"
    rubbish.write_text("Nothing of the kind.")
    for address, button, field in (
        ("/library/keeping/packs/", "Read the pack", "The pack"),
        ("/library/keeping/works/", "Read the file", "The references"),
    ):
        ada.opens(address).presses(button).sees("There is a problem")
        ada.attaches(field, rubbish).presses(button).is_at("What the file would do")
        ada.sees("This file has faults. Put them right, and send it again.")
    make = f"Make a pack of what stands here : {shelf.title}"
    ada.opens("/library/keeping/packs/").presses(make).presses("Make the pack")
    ada.sees("There is a problem")
    ada.opens(page.url).presses("Say whether it still holds")
    ada.presses("Say so, and mark what rests on it").sees("There is a problem")
