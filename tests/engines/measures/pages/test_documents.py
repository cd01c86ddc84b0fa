"""A measure as a document: what its page says, to those who may see it, in every form."""

from typing import Any

import pytest
from django.http import Http404
from tests.engines.measures.making import a_measure, waiting
from tests.engines.measures.pages.browsing import text_of, url
from tests.world import NOON

from groundswell.engines.measures import actions
from groundswell.engines.measures.documents import build
from groundswell.ground.documents.description import Bullets, Figures, Picture, Table, in_order
from groundswell.ground.documents.drawing import FORMATS, drawn

pytestmark = pytest.mark.usefixtures("at_noon")


def the(kind: type, document: Any) -> Any:
    return next(block for block in document.blocks if isinstance(block, kind))


def test_document_says_what_the_page_says(house):
    document = build(house.member, house.measure.pk)
    assert document.title == "Left before 1 pm"
    assert document.lead.startswith("More people leave before 1 pm: seven weeks in a row")
    assert "Owned by Joyce Lim" in dict(document.meta)["Measure"]
    assert the(Figures, document).items[0].value == "49%"
    assert "Mean" in the(Picture, document).alt or "mean" in the(Picture, document).alt
    assert document.source.endswith(f"/measures/{house.measure.pk}/")


def test_numbers_are_there_newest_first_and_can_be_counted_with(house):
    table = the(Table, build(house.member, house.measure.pk))
    assert len(table.rows) == 28
    period, newest, mean, expected, says = table.rows[0]
    assert (period, newest.words, newest.value) == ("9 March 2026", "49%", 49)
    assert mean.value == pytest.approx(35.4, abs=5)
    assert expected and says == "Above the upper limit"
    assert table.rows[-1][1].value == 31


def test_marks_of_the_chart_are_told_in_words(house):
    actions.annotate(
        measure=house.measure, on=NOON.date().replace(month=1), text="The lounge opened.",
        by=house.leader, at=NOON,
    )  # fmt: skip
    actions.accept_proposal(
        proposal=waiting(house.measure), reason="The lounge works.", by=house.leader, at=NOON
    )
    notes = the(Bullets, build(house.member, house.measure.pk)).items
    assert any(note.startswith("A: ") and "The lounge opened." in note for note in notes)
    assert any(note.startswith("R1: ") and "The lounge works." in note for note in notes)


def test_limits_that_were_kept_are_told_with_their_reason(house):
    actions.decline_proposal(
        proposal=waiting(house.measure), reason="Not sure yet.", by=house.leader, at=NOON
    )
    blocks = in_order(build(house.member, house.measure.pk))
    lists = [block.items for block in blocks if isinstance(block, Bullets)]
    assert any("Not sure yet." in item for items in lists for item in items)


def test_measure_without_numbers_is_a_document_too(house):
    empty = a_measure(house.trust, title="Falls", by=house.analyst)
    document = build(house.colleague, empty.pk)
    assert dict(document.meta)["Newest number"] == "No numbers yet."
    assert not any(isinstance(block, Picture | Table) for block in document.blocks)
    assert all(drawn(document, ending) for ending in FORMATS)


def test_who_may_not_see_the_measure_gets_no_document(house):
    for actor in (house.colleague, house.outsider):
        with pytest.raises(Http404):
            build(actor, house.measure.pk)


@pytest.mark.parametrize("ending", FORMATS)
def test_document_can_be_drawn_in_every_form(house, ending):
    assert len(drawn(build(house.member, house.measure.pk), ending)) > 5_000


def test_page_of_the_measure_offers_its_document(house, browser):
    page = text_of(browser("member").get(url("measure", house.measure.pk)))
    for ending in FORMATS:
        assert f'action="/documents/measure/{house.measure.pk}/{ending}/"' in page
    twin = text_of(browser("member").get(f"/documents/measure/{house.measure.pk}/"))
    assert "seven weeks in a row above the mean" in twin


def test_document_costs_the_same_queries_however_much_was_said(
    house, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        build(house.member, house.measure.pk)
