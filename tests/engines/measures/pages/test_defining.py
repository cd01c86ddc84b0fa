"""New measures and definitions through the pages."""

import pytest
from tests.engines.measures.pages.browsing import text_of, url

from groundswell.engines.measures.models import (
    Definition,
    Measure,
)

pytestmark = pytest.mark.usefixtures("at_noon")


FALLS = {
    "title": "Falls",
    "role": "outcome",
    "number": "rate",
    "out_of": "bed days",
    "rate_per": "1,000",
    "places": "1",
    "good": "down",
    "frequency": "month",
    "counted": "Falls of any harm.",
}


def test_a_measure_is_defined_and_placed_through_the_pages(house, browser):
    client = browser("leader")
    assert "Left before 1 pm" in text_of(client.get(url("new")))
    assert "No definition found." in text_of(client.get(url("new") + "?q=zebra"))
    assert client.get(url("define")).status_code == 200
    sent = {**FALLS, "organisation": f"organisation:{house.trust.pk}"}
    answer = client.post(url("define"), sent)
    definition = Definition.objects.get(title="Falls")
    assert answer.url == url("place", definition.pk)
    assert "Falls of any harm." in text_of(client.get(answer.url))
    client.post(answer.url, {"place": f"team:{house.team.pk}", "is_mine": "on", "audience": "team"})
    placed = Measure.objects.get(definition=definition)
    assert (placed.team, placed.data_owner) == (house.team, house.leader.person)
    again = client.post(answer.url, {"place": f"team:{house.team.pk}", "audience": "team"})
    assert again.status_code == 422 and "already" in text_of(again)


def test_a_definition_for_everyone_is_written_by_the_systems_analyst(house, browser):
    client = browser("everywhere")
    client.post(url("define"), {**FALLS, "organisation": "system"})
    definition = Definition.objects.get(title="Falls")
    assert definition.organisation is None
    client.post(
        url("place", definition.pk),
        {"place": f"organisation:{house.trust.pk}", "audience": "organisation"},
    )
    assert Measure.objects.get(definition=definition).data_owner is None
    faulty = {**FALLS, "title": "Slips", "out_of": "", "organisation": "system"}
    answer = client.post(url("define"), faulty)
    assert answer.status_code == 422 and "counted in" in text_of(answer)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("role", "What is it for?"),
        ("number", "Kind of number"),
        ("good", "Which way is better?"),
        ("frequency", "How often?"),
    ],
)
def test_nothing_is_chosen_before_somebody_chooses(house, browser, field, label):
    client = browser("leader")
    page = text_of(client.get(url("define")))
    assert page.count("Choose one") == 4
    sent = {**FALLS, "organisation": f"organisation:{house.trust.pk}", field: ""}
    answer = client.post(url("define"), sent)
    assert answer.status_code == 422
    assert f"Choose an answer to “{label}”." in text_of(answer)
    assert not Definition.objects.filter(title="Falls").exists()


@pytest.mark.parametrize("name", ["new", "define", "make_set"])
def test_who_may_measure_nowhere_is_told_who_does(house, browser, name):
    page = text_of(browser("member").get(url("index")))
    answer = browser("member").get(url(name))
    sentence = "Team leaders, analysts and administrators add measures."
    assert answer.status_code == 403 and sentence in text_of(answer)
    assert sentence in page


def test_a_definition_is_changed_through_the_page(house, browser):
    client, where = browser("analyst"), url("change_definition", house.measure.definition_id)
    form = client.get(where).context
    assert "Left before 1 pm" in text_of(client.get(where))
    sent = {
        "title": "Left before 1 pm",
        "role": "process",
        "number": "percentage",
        "places": "0",
        "good": "up",
        "frequency": "week",
        "counted": "People who left.",
        "version": "1",
    }
    assert form is None or form
    assert client.post(where, sent).status_code == 302
    stale = client.post(where, {**sent, "counted": "Others."})
    assert stale.status_code == 422 and "Somebody else changed" in text_of(stale)
    assert browser("member").get(where).status_code == 403
