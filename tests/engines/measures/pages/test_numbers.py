"""Adding and correcting numbers through the pages."""

import datetime as dt

import pytest
from tests.engines.measures.making import FIRST_WEEK, a_measure
from tests.engines.measures.pages.browsing import text_of, url

from groundswell.engines.measures.models import (
    Correction,
    Observation,
)

pytestmark = pytest.mark.usefixtures("at_noon")


def test_one_number_is_added_through_the_page(house, browser):
    client = browser("leader")
    assert "8 June 2026" in text_of(client.get(url("add", house.measure.pk)))  # the one that is due
    answer = client.post(
        url("add", house.measure.pk), {"on": "16 March 2026", "value": "50"}, follow=True
    )
    assert "Thank you. 1 number is in." in text_of(answer)
    assert Observation.objects.get(measure=house.measure, on=dt.date(2026, 3, 16)).value == 50
    again = client.post(
        url("add", house.measure.pk), {"on": "16 March 2026", "value": "50"}, follow=True
    )
    assert "Nothing to add" in text_of(again)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"on": "31 June 2026", "value": "5"}, "is not a day we can read"),
        ({"on": "16 March 2026", "value": "many"}, "is not a number"),
        ({"on": "16 March 2026", "value": "101"}, "A percentage is at most 100."),
        ({"on": "", "value": ""}, "Fill in"),
        ({"on": "1 July 2026", "value": "5"}, "has not come yet"),
        ({"on": "16 March 2026\x00", "value": "5"}, "is not a day we can read"),
        ({"on": "16 March 2026", "value": "9" * 400}, "is not a number"),
    ],
)
def test_a_number_that_cannot_be_used_is_kept_with_a_sentence(house, browser, sent, words):
    answer = browser("leader").post(url("add", house.measure.pk), sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert words in page and "There is a problem" in page
    assert sent["value"][:5] in page


def test_many_numbers_are_shown_first_and_added_when_agreed(house, browser):
    client = browser("leader")
    pasted = "Week of\tShare\n16/03/2026\t50%\n23/03/2026\t51\n1/9/2025\t31\n"
    preview = text_of(client.post(url("paste", house.measure.pk), {"numbers": pasted}))
    assert "2 numbers would be added" in preview
    assert "The first line was taken for headings" in preview
    assert "1 number stands there already, the same." in preview
    assert not Observation.objects.filter(on=dt.date(2026, 3, 16)).exists()
    done = client.post(
        url("paste", house.measure.pk), {"numbers": pasted, "agreed": "yes"}, follow=True
    )
    assert "Thank you. 2 numbers are in." in text_of(done)
    assert Observation.objects.get(on=dt.date(2026, 3, 23)).source == "pasted"


def test_shares_and_averages_are_previewed_as_they_will_be_charted(house, browser):
    client = browser("analyst")
    shares = a_measure(house.trust, title="Seen", n=40, values=[10], by=house.analyst)
    page = text_of(client.post(url("paste", shares.pk), {"numbers": "8/6/2026\t21\t42"}))
    assert "50%" in page and "21 of 42" in page
    mean = a_measure(house.trust, title="Days", number="mean", n=40, values=[10], by=house.analyst)
    page = text_of(client.post(url("paste", mean.pk), {"numbers": "8/6/2026\t21\t42"}))
    assert "21 of 42" in page


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("16/03/2026\t50\n23/03/2026\tlots", "Line 2: “lots” is not a number."),
        ("16/03/2026\t50\nsoon\t5", "Line 2: “soon” is not a date."),
        ("16/03/2026\t50\t60\t70", "This line has 4 parts."),
        ("16/03/2026", "This line holds no number beside its day."),
        ("16/03/2026\t50\n2027-01-01\t50", "has not come yet"),
        ("16/03/2026\t50\n1/9/2025\t99", "has 31% already"),
        ("=cmd|'/c calc'!A1\t5", "is not a date"),
        ("<script>alert(1)</script>\t5", "is not a date"),
        ("16/03/2026\t1e400", "too large"),
        ("16/03/2026\t50\n" * 2_001, "at most 2,000"),
        ("", "Fill in"),
        (" \n \n", "There is no number to add yet."),
        ("Only headings", "There is no number to add yet."),
        ("16/03/2026\t", "holds no number"),
        ("\u202e16/03/2026\t\u0661\u0662", "is not a number"),
    ],
)
def test_a_hostile_or_faulty_paste_keeps_nothing_and_names_each_fault(
    house, browser, pasted, words
):
    n_before = Observation.objects.count()
    for agreed in ("", "yes"):
        answer = browser("leader").post(
            url("paste", house.measure.pk), {"numbers": pasted, "agreed": agreed}
        )
        page = text_of(answer)
        assert answer.status_code == 422
        assert words in page
        assert "<script>alert" not in page
    assert Observation.objects.count() == n_before


def test_a_number_is_corrected_and_the_slower_of_two_is_told(house, browser):
    first, second = browser("leader"), browser("analyst")
    where = url("correct", house.measure.pk, FIRST_WEEK)
    assert "Week of 1 September 2025 is 31% now. Typed by Joyce Lim" in text_of(first.get(where))
    first.post(where, {"value": "40", "reason": "Typed wrongly", "version": "1"})
    answer = second.post(where, {"value": "41", "reason": "Misread", "version": "1"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Joyce Lim changed this number on 15 June 2026 at 1 pm, from 31% to 40%" in page
    assert "Misread" in page  # what was typed is kept
    assert Correction.objects.count() == 1


def test_an_old_numbers_page_shows_out_of_how_many(house, browser):
    shares = a_measure(house.trust, title="Seen", n=40, values=[10], by=house.analyst)
    page = text_of(browser("analyst").get(url("correct", shares.pk, FIRST_WEEK)))
    assert "10 of 40" in page and "Out of how many" in page
    answer = browser("analyst").post(
        url("correct", shares.pk, FIRST_WEEK),
        {"value": "11", "n": "41", "reason": "Recount", "version": "1"},
    )
    assert answer.status_code == 302 and Correction.objects.get().new_n == 41


@pytest.mark.parametrize("day", ["2026-03-17", "yesterday", "2026-13-40"])
def test_a_number_that_is_not_there_is_not_found(house, browser, day):
    assert browser("leader").get(url("correct", house.measure.pk, day)).status_code == 404


def test_a_number_is_taken_back_and_the_slower_of_two_is_told(house, browser):
    first, second = browser("leader"), browser("analyst")
    correct, back = (url(n, house.measure.pk, FIRST_WEEK) for n in ("correct", "take_back"))
    assert back in text_of(first.get(correct))
    assert "Week of 1 September 2025 is 31% now." in text_of(first.get(back))
    assert first.post(back, {"reason": "", "version": "1"}).status_code == 422
    page = text_of(first.post(back, {"reason": "Not ours", "version": "1"}, follow=True))
    assert "The number is taken back." in page and "31% taken back" in page
    again = first.post(back, {"reason": "Not ours", "version": "1"}, follow=True)
    assert "The number is taken back." in text_of(again)
    for where in (correct, back):
        answer = second.post(where, {"value": "41", "reason": "Misread", "version": "1"})
        page = text_of(answer)
        assert answer.status_code == 422 and "Misread" in page
        assert "Joyce Lim took this number back" in page and "has no number now" in page
        assert second.get(where).status_code == 404
    assert browser("member").get(back).status_code == 404


def test_every_column_of_the_numbers_is_named_in_each_row_for_narrow_windows(house, browser):
    page = text_of(browser("leader").get(url("measure", house.measure.pk)))
    table = page[page.index('id="numbers"') :].split("</table>")[0]
    for heading in ("Share", "Mean", "Expected range", "Rules say"):
        assert table.count(f'data-h="{heading}"') == 10
    assert "lesser" not in table
