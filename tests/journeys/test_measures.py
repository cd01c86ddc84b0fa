"""Keeping a measure: adding, correcting, two at once, answering a shift."""

from tests.journeys.cast import Cast, Visitors, a_cast, comes_in
from tests.journeys.visitor import Visitor

REASON = "Two discharges were counted twice."
WHY = "The discharge lounge opened on 1 December, and it stays open."
WHY_NOT = "The ward was half empty while the roof was mended."


def a_measures_page(cast: Cast, **changes: object) -> str:
    return f"/measures/{cast.measure(**changes).pk}/"


def when_correcting(somebody: Visitor, number: str, reason: str) -> None:
    somebody.types("Left before 1 pm", number).types("Why does it change?", reason)
    somebody.presses("Correct it")


def test_a_data_owner_adds_a_number_and_a_fault_keeps_what_was_typed(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast, values=[31, 34, 30, 36])
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens(page).presses("Add this week’s number").is_at("Add numbers")
    joyce.types("Any day of the week", "29/9/2025").types("Left before 1 pm", "sixty")
    joyce.types("Out of how many", "50").presses("Add it").is_at("Add numbers")
    assert joyce.status == 422
    joyce.sees("There is a problem")
    then_field_holds(joyce, "Left before 1 pm", "sixty")
    then_field_holds(joyce, "Any day of the week", "29/9/2025")

    joyce.types("Left before 1 pm", "60").presses("Add it").is_at("Add numbers")
    joyce.sees("There is a problem")  # 60 of 50
    joyce.types("Left before 1 pm", "33").presses("Add it").is_at("Left before 1 pm")
    joyce.sees("Thank you. 1 number is in.")


def then_field_holds(somebody: Visitor, label: str, text: str) -> None:
    assert somebody.page.get_by_label(label, exact=True).input_value() == text


def test_many_numbers_are_pasted_looked_at_and_added(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast, values=[31])
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens(f"{page}add/")
    joyce.types("Numbers", "Week\tLeft\tOut of\n8 Sep 2025\t34\t50\n15 Sep 2025\tlots\t50")
    joyce.presses("See what it does").sees("Nothing was added", "Line 3")
    joyce.types("Numbers", "Week\tLeft\tOut of\n8 Sep 2025\t34\t50\n15 Sep 2025\t30\t50")
    joyce.presses("See what it does").is_at("Check the numbers")
    joyce.presses("Add 2 numbers").is_at("Left before 1 pm").sees("Thank you. 2 numbers are in.")


def test_a_corrected_number_keeps_what_it_was_and_why_it_changed(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast, values=[31, 34, 30, 36])
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens(page).presses("Correct 1 September 2025").is_at("Correct a number")
    when_correcting(joyce, "29", "")
    joyce.is_at("Correct a number").sees("There is a problem")
    when_correcting(joyce, "29", REASON)
    joyce.is_at("Left before 1 pm").sees("The number is corrected.")
    joyce.sees("Numbers that were corrected", "from 31 of 50 to 29 of 50", REASON)


def test_of_two_who_correct_at_once_the_second_is_told_and_loses_nothing(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast, values=[31, 34, 30, 36])
    joyce, sam = comes_in(visitor, cast.joyce), comes_in(visitor, cast.sam)
    for somebody in (joyce, sam):
        somebody.opens(f"{page}numbers/2025-09-01/").is_at("Correct a number")

    when_correcting(joyce, "29", REASON)
    joyce.is_at("Left before 1 pm")
    when_correcting(sam, "28", "The second count says so.")

    sam.is_at("Correct a number").sees("There is a problem")
    sam.sees("Joyce Lim changed this number")
    then_field_holds(sam, "Left before 1 pm", "28")
    then_field_holds(sam, "Why does it change?", "The second count says so.")
    joyce.opens(page).sees("from 31 of 50 to 29 of 50").does_not_see("to 28 of 50")


def test_a_leader_recalculates_and_the_reason_stands_under_the_chart(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast)
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens(page).sees("Should the limits be recalculated from 1 December 2025?")
    joyce.presses("Recalculate from 1 December 2025").sees("There is a problem")
    assert joyce.status == 422
    joyce.types("Why?", WHY).presses("Recalculate from 1 December 2025")
    joyce.sees("The limits are recalculated.", WHY).does_not_see("Should the limits be")


def test_a_leader_keeps_the_limits_and_the_reason_stands_under_the_chart(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast)
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens(page).types("Why?", WHY_NOT).presses("Keep the limits")
    joyce.sees("The limits stay.", "Limits that were kept", WHY_NOT)
    joyce.does_not_see("Should the limits be recalculated")


def test_who_only_reads_is_told_who_answers(visitor: Visitors):
    cast = a_cast()
    page = a_measures_page(cast)
    ruth = comes_in(visitor, cast.ruth, 360)

    ruth.opens(page).sees("You can’t answer this.", "Joyce Lim answers this one.")
    ruth.sees("You can’t add numbers.")
