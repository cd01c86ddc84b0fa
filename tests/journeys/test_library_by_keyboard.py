"""A reader without a mouse, at a phone's width: from a slip in a search word to the file she keeps.

Wherever she comes axe looks as well, and wherever the focus goes it can be seen.
"""

import re
from pathlib import Path

from playwright.sync_api import expect
from tests.engines.library.finding.making import a_page, a_work
from tests.journeys.cast import Visitors, a_cast, comes_in
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor

from groundswell.engines.library.models import Note

PHONE = 360
TITLE, SOURCE = "Safety huddles on wards", "Huddles and harm on 17 wards"
CLAIM = "Huddles help wards to see risk early."
# What paper would lose: text beyond its edge, or cut off by the box that it stands in.
CUT_OFF = """() => [...document.querySelector('main').querySelectorAll('*')]
  .filter(e => e.checkVisibility() && !e.closest('.vh'))
  .filter(e => { const s = getComputedStyle(e), clips = s.overflow !== 'visible'
    return e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
      || clips && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) })
  .map(e => e.outerHTML.slice(0, 120))"""
PAPER = {"width": 718, "height": 1047}  # what stands on A4 between margins of a centimetre


def given_evidence_that_rests_on_a_work() -> None:
    work = a_work(SOURCE, says="Seventeen wards met each day for a year.").work
    a_page(
        TITLE,
        "Ten minutes a day.",
        claim=CLAIM,
        rests_on=[("work", work)],
        limits=[("text", "One country.")],
        tags=["safety"],
    )
    a_page("Huddles by telephone", claim="It is too early to say.", strength="emerging")


def finds_it_in_spite_of_a_slip(keys: Keyboard) -> None:
    keys.goes_to("Menu").enter().goes_to("Library").enter().is_at("Library")
    keys.goes_to("Search the library").types("hudles").enter()
    keys.is_at("Search the library").somebody.sees("Nothing for “hudles”; this is for “huddles”.")
    keys.goes_to("Narrow it down").enter()
    keys.goes_to("Moderate").enter()
    expect(keys.page.get_by_text("Take this choice away")).to_have_count(1)
    keys.somebody.looks()
    keys.somebody.does_not_see("Huddles by telephone")
    keys.goes_to(TITLE).enter().waits_for(re.compile(TITLE))
    keys.goes_back().is_at("Search the library")
    then_goes_on_from(keys, TITLE)
    keys.enter().waits_for(re.compile(TITLE))


def follows_the_claim_to_its_source_and_comes_back(keys: Keyboard) -> None:
    keys.somebody.sees(CLAIM)
    source = keys.goes_to_one_that_holds(SOURCE)
    keys.enter().waits_for(re.compile(SOURCE))
    keys.somebody.sees("Seventeen wards met each day for a year.")
    keys.goes_back().waits_for(re.compile(TITLE))
    then_goes_on_from(keys, source)


def then_goes_on_from(keys: Keyboard, name: str) -> None:
    """Back at a page, the focus is where one had left it, and can be seen."""
    assert keys.focus() == {"name": name, "seen": True, "inView": True}


def saves_it_and_writes_a_note(keys: Keyboard) -> None:
    keys.goes_to("Save").enter()
    keys.somebody.sees("It is on your list “Saved”.")
    keys.goes_to("Write a note for yourself").enter()
    keys.goes_to("Your note").types("Ask Kwame.")
    keys.goes_to("Save the note").enter()
    keys.somebody.sees("Your note is saved. Only you can read it.").looks()
    assert Note.objects.get().words == "Ask Kwame."


def takes_it_along(keys: Keyboard, name: str) -> tuple[str, bytes]:
    keys.goes_to(f"{name}: {TITLE}")
    with keys.page.expect_download() as waiting:
        keys.enter()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def then_nothing_is_cut_off_on_paper(reader: Visitor) -> None:
    reader.page.emulate_media(media="print")
    for size in (PAPER, {"width": PHONE, "height": 740}):
        reader.page.set_viewport_size(size)
        assert reader.page.evaluate(CUT_OFF) == []
        for words in (TITLE, CLAIM, "Ten minutes a day.", "One country.", SOURCE):
            expect(reader.page.get_by_text(words).filter(visible=True).first).to_be_visible()
        for selector in (".beside", ".btn", ".post-button", ".top", ".skip"):
            assert not any(found.is_visible() for found in reader.page.locator(selector).all())
    assert reader.page.pdf(format="A4").startswith(b"%PDF")
    reader.page.emulate_media(media="screen")


def test_a_reader_finds_follows_keeps_and_takes_along_by_keyboard_alone(visitor: Visitors):
    cast = a_cast()
    given_evidence_that_rests_on_a_work()
    joyce = comes_in(visitor, cast.joyce, PHONE).opens("/")
    keys = Keyboard(joyce)
    finds_it_in_spite_of_a_slip(keys)
    follows_the_claim_to_its_source_and_comes_back(keys)
    saves_it_and_writes_a_note(keys)
    then_nothing_is_cut_off_on_paper(joyce)
    name, paper = takes_it_along(keys, "PDF")
    assert name == "safety-huddles-on-wards.pdf" and paper.startswith(b"%PDF")
    name, slides = takes_it_along(keys, "Slides")
    assert name == "safety-huddles-on-wards.pptx" and slides.startswith(b"PK")
