"""The library is looked after: a pack comes in, a work is taken back, what rests on it says so."""

from collections.abc import Callable
from pathlib import Path

from tests.engines.library.packs.making import SMALL, a_zip
from tests.journeys.cast import Cast, Visitors, a_cast, comes_in
from tests.journeys.visitor import Visitor
from tests.world import a_person, holding, joins

from groundswell.engines.library.models import Entry

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
