"""By keyboard alone, at 400 % zoom, and without scripts."""

import re

from tests.journeys.cast import Visitors, a_cast, comes_in
from tests.journeys.keyboard import Keyboard
from tests.journeys.mails import code_mailed_to
from tests.journeys.visitor import Visitor

JOYCE = "joyce.lim@harrowmere.example"
ZOOMED = {"width": 320, "height": 256}  # what 1280 x 1024 is at 400 %
HANGING_OVER = """() => {
  const marks = 'h1, h2, h3, p, a, button, td, th, dt, dd, label, input, textarea, select, svg';
  const over = (box) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
  return [...document.querySelector('main').querySelectorAll(marks)]
    .filter(e => e.checkVisibility() && !e.closest('.vh') && over(e.getBoundingClientRect()))
    .map(e => e.tagName + ': ' + e.textContent.trim().slice(0, 40)); }"""


def test_a_number_is_corrected_by_keyboard_alone(visitor: Visitors):
    cast = a_cast()
    measure = cast.measure(values=[31, 34, 30, 36])
    joyce = visitor()
    keys = Keyboard(joyce.opens("/"))
    keys.goes_to("Your e-mail address").types(JOYCE).enter().is_at("Type your code")
    keys.goes_to("Code").types(code_mailed_to(JOYCE)).enter().waits_for(re.compile("Joyce$"))

    keys.goes_to("Skip to main content", steps=3).enter()
    assert joyce.page.evaluate("document.activeElement.id") == "main"
    joyce.opens("/")
    keys.goes_to("Measures").enter().is_at("Measures")
    keys.goes_to("Left before 1 pm").enter().is_at("Left before 1 pm")
    keys.goes_to("Correct 1 September 2025").enter().is_at("Correct a number")
    keys.goes_to("Left before 1 pm").clears().types("29")
    keys.goes_to("Why does it change?").types("One was counted twice.")
    keys.goes_to("Correct it").enter().is_at("Left before 1 pm")
    joyce.sees("The number is corrected.", "from 31 of 50 to 29 of 50")
    assert measure.observations.get(on="2025-09-01").value == 29


def test_a_fault_takes_the_keyboard_to_the_field_that_has_it(visitor: Visitors):
    cast = a_cast()
    measure = cast.measure(values=[31])
    joyce = comes_in(visitor, cast.joyce).opens(f"/measures/{measure.pk}/numbers/2025-09-01/")
    keys = Keyboard(joyce)
    keys.goes_to("Correct it").enter()
    joyce.sees("There is a problem")
    assert "nhsuk-error-summary" in keys.class_of_focus()
    keys.tabs().enter()
    assert joyce.page.evaluate("document.activeElement.id") == "id_reason"


def test_the_bar_of_a_phone_opens_by_keyboard(visitor: Visitors):
    cast = a_cast()
    kwame = comes_in(visitor, cast.kwame, 360).opens("/")
    keys = Keyboard(kwame)
    keys.goes_to("Menu").enter()
    keys.goes_to("Files brought in").enter().is_at("Files brought in")


def then_nothing_is_lost(somebody: Visitor, *texts: str) -> None:
    """All of it can be reached by scrolling down; nothing hangs over the edge."""
    somebody.sees(*texts)
    assert somebody.page.evaluate(HANGING_OVER) == []


def test_a_measure_is_read_and_answered_at_four_times_the_size(visitor: Visitors):
    cast = a_cast()
    page = f"/measures/{cast.measure().pk}/"
    joyce = comes_in(visitor, cast.joyce)
    joyce.page.set_viewport_size(ZOOMED)

    joyce.opens(page)
    then_nothing_is_lost(
        joyce,
        "Should the limits be recalculated from 1 December 2025?",
        "Add this week’s number",
        "What exactly is counted",
        "Numbers, CSV",
        "Share this chart",
    )
    joyce.types("Why?", "The lounge opened.").presses("Keep the limits").sees("The limits stay.")
    joyce.presses("Add this week’s number").is_at("Add numbers")
    then_nothing_is_lost(joyce, "One number", "Many numbers")


def test_a_table_of_icons_is_read_at_four_times_the_size(visitor: Visitors):
    cast = a_cast()
    cast.measure()
    cast.measure(title="Falls", good="down", number="count", n=None, values=[5] * 14)
    ruth = comes_in(visitor, cast.ruth)
    ruth.page.set_viewport_size(ZOOMED)

    ruth.opens(f"/measures/organisations/{cast.hospitals.pk}/")
    then_nothing_is_lost(ruth, "Left before 1 pm", "Falls", "Variation", "Target", "Table, CSV")


def test_a_number_is_added_without_scripts(visitor: Visitors):
    cast = a_cast()
    page = f"/measures/{cast.measure(values=[31, 34]).pk}/"
    joyce = comes_in(visitor, cast.joyce, 360, scripts=False)

    joyce.opens(page).presses("Add this week’s number").is_at("Add numbers")
    joyce.types("Any day of the week", "15 September 2025").types("Left before 1 pm", "x")
    joyce.types("Out of how many", "50").presses("Add it").sees("There is a problem")
    joyce.types("Left before 1 pm", "33").presses("Add it").sees("Thank you. 1 number is in.")
