"""What a form offers where there are many measures."""

import pytest
from tests.engines.measures.making import a_measure
from tests.world import NOON, TODAY, a_person, acting, an_organisation, holding, joins

from groundswell.engines.measures import actions, queries
from groundswell.engines.measures.queries import choosing

pytestmark = pytest.mark.django_db


def test_what_is_in_a_set_is_offered_first_and_own_measures_before_all_others(monkeypatch):
    monkeypatch.setattr(choosing, "_MOST_MEASURES", 2)
    here, elsewhere = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    far = [a_measure(elsewhere, title=t, audience="partnership") for t in ("Arrivals", "Zinc")]
    own = [a_measure(here, title=t, audience="organisation") for t in ("Falls", "Letters")]
    sam = holding(joins(a_person("Sam Ortiz"), here), "analyst", organisation=here)
    assert titles(queries.measure_choices(sam)) == ["Falls", "Letters"]
    made = actions.make_set(
        title="Monthly", audience="organisation", organisation=here,
        measures=[far[1], own[1]], by=sam, at=NOON,
    )  # fmt: skip
    assert titles(queries.measure_choices(sam, made)) == ["Zinc", "Letters", "Arrivals", "Falls"]
    assert acting(sam.person, on=TODAY).organisation_ids == {here.pk}


def titles(choices):
    return [label.partition(",")[0] for _pk, label in choices]
