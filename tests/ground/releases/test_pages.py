"""The page of reasons, and the mark and panel that results pages put beside their numbers."""

import pytest
from django.template import engines
from lxml import html
from tests.ground.releases.survey import Survey, unit
from tests.world import a_person

from groundswell.ground.releases import queries
from groundswell.ground.releases.kinds import mean

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    survey = Survey("ABC").answered({"A": 40, "B": 20, "C": 4})
    with survey.registered():
        return queries.numbers(survey.published(survey.begun()))


def test_the_page_says_why_numbers_are_hidden_in_plain_words(shown, signed_in):
    answer = signed_in(a_person()).get(f"/releases/{shown.release_id}/hidden/")
    page = html.document_fromstring(answer.content.decode())
    assert page.xpath("string(//h1)").strip() == "Why a number is hidden"
    reasons = [one.text_content().strip() for one in page.xpath("//main//li")]
    assert reasons[0] == "fewer than 10 people answered, or nobody did"
    assert len(reasons) == 4
    assert "15 people or more have written" in page.text_content()


def test_the_panel_and_the_mark_are_the_same_for_every_hidden_number(shown):
    text = (
        '{% from "components/releases.html" import hidden_cell, why_panel %}'
        "<table><tr>{{ hidden_cell() }}</tr></table>{{ why_panel(why) }}"
    )
    template = engines["jinja2"].from_string(text)
    drawn = [
        template.render({"why": queries.why_hidden(shown, where, mean("q"))})
        for where in (unit("B"), unit("C"))
    ]
    assert drawn[0] == drawn[1]
    page = html.fragment_fromstring(drawn[0], create_parent=True)
    (mark,) = page.xpath("//td/a")
    assert (mark.text, mark.get("href")) == ("Hidden", "#why")
    assert page.xpath("//section[@id='why']/h2")
