"""What can be taken away."""

import pytest
from tests.engines.measures.making import a_measure, waiting
from tests.engines.measures.pages.browsing import text_of, url
from tests.world import NOON

from groundswell.engines.measures import actions
from groundswell.engines.measures.actions.placing import ChartSettings
from groundswell.engines.measures.models import (
    Definition,
)

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.mark.parametrize(
    ("ending", "kind", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_chart_and_its_numbers_can_be_taken_away(house, browser, ending, kind, begins):
    answer = browser("member").get(url("download", house.measure.pk, ending))
    assert answer.status_code == 200 and answer["Content-Type"] == kind
    assert answer.content.startswith(begins)
    assert "Left before 1 pm, Home for lunch" in answer["Content-Disposition"]


def test_a_picture_says_who_kept_the_limits_and_where_the_numbers_come_from(house, browser):
    Definition.objects.update(source="The bed system")
    actions.decline_proposal(
        proposal=waiting(house.measure), reason="Not sure yet.", by=house.leader, at=NOON
    )
    svg = text_of(browser("member").get(url("download", house.measure.pk, "svg")))
    assert "Not sure yet." in svg and "Source: The bed system" in svg


def test_numbers_in_a_file_are_oldest_first_with_their_lines(house, browser):
    text = text_of(browser("member").get(url("download", house.measure.pk, "csv")))
    first = text.splitlines()[1]
    assert first.startswith('"2025-09-01","1 September 2025",31')


@pytest.mark.parametrize("ending", ["pdf", "exe"])
def test_another_kind_of_file_is_not_there(house, browser, ending):
    assert browser("member").get(url("download", house.measure.pk, ending)).status_code == 404
    where = url("organisation_download", house.trust.pk, ending)
    assert browser("member").get(where).status_code == 404


def test_tables_can_be_taken_away(house, browser, national):
    made = actions.make_set(
        title="Board",
        audience="partnership",
        measures=[house.measure],
        by=house.everywhere,
        at=NOON,
    )
    client = browser("leader")
    for name, pk, words in (
        ("organisation_download", house.trust.pk, "seven weeks in a row"),
        ("definition_download", national.pk, "RX11"),
        ("set_download", made.pk, "Left before 1 pm"),
    ):
        assert words.lower() in text_of(client.get(url(name, pk, "csv"))).lower()
        assert client.get(url(name, pk, "xlsx")).content.startswith(b"PK")


def test_a_title_that_looks_like_a_formula_stays_text(house, browser):
    a_measure(house.trust, title="=HYPERLINK(1)", by=house.analyst)
    text = text_of(browser("analyst").get(url("organisation_download", house.trust.pk, "csv")))
    assert '"\'=HYPERLINK(1)"' in text


def test_settings_have_the_defaults_of_making_data_count():
    plain = ChartSettings()
    assert (plain.chart, plain.baseline_points, plain.run_length, plain.screen) == (
        "auto", None, 7, False,
    )  # fmt: skip
