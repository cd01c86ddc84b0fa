"""Tables of many measures, side by side and in sets."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.engines.measures.making import FIRST_WEEK, SHIFTED, a_measure
from tests.engines.measures.pages.browsing import text_of, url
from tests.world import NOON, a_team, an_organisation

from groundswell.engines.measures import actions, queries
from groundswell.engines.measures.models import (
    MeasureSet,
)

pytestmark = pytest.mark.usefixtures("at_noon")


def test_the_room_shows_what_is_near_and_finds_what_may_be_seen(house, browser):
    a_measure(house.trust, title="Falls", by=house.analyst, audience="organisation")
    page = text_of(browser("leader").get(url("index")))
    assert "Left before 1 pm" in page and "Waiting for an answer" in page
    assert ">Falls</a>" not in page
    found = text_of(browser("leader").get(url("index") + "?q=falls"))
    assert ">Falls</a>" in found and "Looked for “falls”." in found
    nothing = text_of(browser("leader").get(url("index") + "?q=zebra"))
    assert "Nothing found." in nothing
    empty = text_of(browser("outsider").get(url("index")))
    assert "No measures of your own yet." in empty
    assert "No organisation shares measures with you yet." in empty
    steward = text_of(browser("everywhere").get(url("index")))
    assert "Bring in a file" in steward


def test_an_organisations_table_shows_what_deserves_attention_first(house, browser):
    actions.share_measure(measure=house.measure, audience="organisation", by=house.leader, at=NOON)
    worse = [*SHIFTED[:21], 5]
    a_measure(house.trust, title="Worse", by=house.analyst, values=worse)
    a_measure(house.trust, title="A steady one", by=house.analyst, values=SHIFTED[:21])
    a_measure(house.trust, title="Barely begun", by=house.analyst, values=[3])
    a_measure(house.trust, title="Empty", by=house.analyst)
    where = url("organisation", house.trust.pk)
    page = text_of(browser("colleague").get(where))
    names = ["Worse", "Left before 1 pm", "A steady one", "Barely begun", "Empty"]
    places = [page.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    worsening = text_of(browser("colleague").get(where + "?show=worsening"))
    assert ">Worse</a>" in worsening and "A steady one" not in worsening
    nothing = text_of(browser("colleague").get(where + "?show=improving&q=zebra"))
    assert "No measure fits what you asked for." in nothing
    assert ">Worse</a>" in text_of(browser("colleague").get(where + "?show=nonsense"))


def test_an_organisations_table_hides_what_is_not_shared(house, browser):
    page = text_of(browser("outsider").get(url("organisation", house.trust.pk)))
    assert "No measures yet." in page and "Left before" not in page


def test_tables_cost_the_same_queries_whatever_they_hold(
    national, browser, django_assert_max_num_queries
):
    client = browser("outsider")
    where = url("definition", national.pk)
    assert "Trust 11" in text_of(client.get(where))
    with django_assert_max_num_queries(14):
        client.get(where)
    with django_assert_max_num_queries(15):
        client.get(url("compare", national.pk))
    with django_assert_max_num_queries(16):
        client.get(url("index"))


def test_places_are_compared_by_name_on_one_scale(national, browser):
    client = browser("outsider")
    page = text_of(client.get(url("compare", national.pk)))
    places = [page.index(f">Trust {number:02}</a>") for number in range(12)]
    assert places == sorted(places)
    assert "no one is ranked" in page
    assert "Nothing to compare." in text_of(client.get(url("compare", national.pk) + "?q=zebra"))
    found = text_of(client.get(url("definition", national.pk) + "?q=rx03"))
    assert "Trust 03" in found and "Trust 04" not in found


def test_the_common_scale_is_read_from_what_is_kept(national, house, browser):
    place = an_organisation("Trust far off", ods_code="RX90")
    far = a_measure(
        place, definition=national, audience="partnership", by=house.everywhere, values=[3, 97, 20]
    )
    client, where = browser("outsider"), url("compare", national.pk)
    assert "on the same scale, 0% to 97%" in text_of(client.get(where))
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    aggregates = [q["sql"] for q in asked if "MIN(" in q["sql"]]
    assert len(aggregates) == 1 and "measures_observation" not in aggregates[0]
    actions.withdraw_observation(
        measure=far, on=FIRST_WEEK + dt.timedelta(weeks=1), reason="Mistyped.", version=1,
        by=house.everywhere, at=NOON,
    )  # fmt: skip
    assert "on the same scale, 0% to 36%" in text_of(client.get(where))


def test_organisations_stand_with_ones_own_first_then_where_most_needs_a_look(house, browser):
    worse = [*SHIFTED[:21], 5]
    for name, values in (("Abbey", SHIFTED[:21]), ("Zeal", worse), ("Bower", SHIFTED[:21])):
        place = an_organisation(name)
        a_measure(place, title="Falls", audience="partnership", values=values)
    links = queries.index_page(house.member, queries.Asked()).organisations
    assert [link.label for link in links] == [house.trust.name, "Zeal", "Abbey", "Bower"]
    assert [link.detail for link in links] == [
        "1 measure, 1 to look at", "1 measure, 1 to look at", "1 measure", "1 measure",
    ]  # fmt: skip


def test_teams_are_compared_with_their_organisation(house, browser):
    team = a_team(house.trust, "Ward 12")
    a_measure(
        house.trust, definition=house.measure.definition, team=team, by=house.analyst, values=[3, 4]
    )
    page = text_of(browser("analyst").get(url("compare", house.measure.definition_id)))
    assert "Ward 12, Harrowmere Teaching Hospitals" in page
    shares = a_measure(house.trust, title="Seen", n=40, values=[10, 12], by=house.analyst)
    assert browser("analyst").get(url("compare", shares.definition_id)).status_code == 200


def test_a_definition_of_others_is_not_found(house, browser):
    for name in ("definition", "compare", "place", "change_definition"):
        pk = house.measure.definition_id
        assert browser("outsider").get(url(name, pk)).status_code == 404


def test_a_retired_measure_leaves_the_tables_and_keeps_its_page(house, browser):
    actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    client = browser("member")
    assert "Left before 1 pm</a>" not in text_of(client.get(url("organisation", house.trust.pk)))
    assert client.get(url("measure", house.measure.pk)).status_code == 200


def test_a_set_is_made_changed_and_reordered_through_the_pages(house, browser):
    falls = a_measure(house.trust, title="Falls", by=house.analyst)
    client = browser("analyst")
    assert "Left before 1 pm, Home for lunch" in text_of(client.get(url("make_set")))
    sent = {
        "title": "Monthly",
        "place": f"organisation:{house.trust.pk}",
        "audience": "organisation",
        "measures": [str(falls.pk), str(house.measure.pk)],
    }
    client.post(url("make_set"), sent)
    made = MeasureSet.objects.get()
    where = url("set", made.pk)
    page = text_of(client.get(where))
    assert page.index(">Falls</a>") < page.index(">Left before 1 pm</a>")
    client.post(url("reorder_set", made.pk), {"down": str(falls.pk)})
    page = text_of(client.get(where))
    assert page.index(">Falls</a>") > page.index(">Left before 1 pm</a>")
    client.post(url("reorder_set", made.pk), {"up": "nonsense", "down": str(falls.pk)})
    assert "Down" in text_of(client.get(url("reorder_set", made.pk)))
    made.refresh_from_db()
    changed = {"title": "Weekly", "audience": "organisation", "measures": [str(falls.pk)]}
    assert "Change the order" in text_of(client.get(url("change_set", made.pk)))
    client.post(url("change_set", made.pk), {**changed, "version": str(made.version)})
    assert "Weekly" in text_of(client.get(where))
    stale = client.post(url("change_set", made.pk), {**changed, "version": "1"})
    assert stale.status_code == 422 and "Somebody else changed this set" in text_of(stale)


def test_a_reader_of_a_set_sees_what_is_shared_and_how_much_is_not(house, browser):
    falls = a_measure(house.trust, title="Falls", by=house.analyst)
    made = actions.make_set(
        title="Monthly",
        audience="organisation",
        organisation=house.trust,
        measures=[falls, house.measure],
        by=house.analyst,
        at=NOON,
    )
    page = text_of(browser("colleague").get(url("set", made.pk)))
    assert ">Falls</a>" in page and "Left before" not in page
    assert "1 more measure of this set is not shared with you." in page
    assert browser("outsider").get(url("set", made.pk)).status_code == 404
    assert browser("colleague").get(url("change_set", made.pk)).status_code == 403
    assert browser("colleague").get(url("reorder_set", made.pk)).status_code == 403


def test_a_set_of_the_whole_system_is_made_by_its_analyst(house, browser):
    sent = {"title": "Board", "place": "system", "audience": "partnership"}
    assert browser("everywhere").post(url("make_set"), sent).status_code == 302
    assert MeasureSet.objects.get().organisation is None
    assert browser("outsider").get(url("set", MeasureSet.objects.get().pk)).status_code == 200
    bad = {**sent, "audience": "team"}
    assert browser("everywhere").post(url("make_set"), bad).status_code == 422
    made = MeasureSet.objects.get()
    empty = browser("everywhere").get(url("reorder_set", made.pk))
    assert "No measures in this set." in text_of(empty)
