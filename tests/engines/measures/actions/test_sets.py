import pytest
from django.db import IntegrityError, transaction
from tests.engines.measures.making import a_measure
from tests.world import NOON

from groundswell.engines.measures import actions
from groundswell.engines.measures.models import MeasureSet, MeasureSetItem
from groundswell.ground.kernel import search
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable


@pytest.fixture
def three(house):
    titles = ("Falls", "Sickness", "Letters")
    return [a_measure(house.trust, title=title, by=house.analyst) for title in titles]


def make(house, by=None, **changes):
    usual = {"title": "Monthly", "audience": "organisation", "organisation": house.trust}
    return actions.make_set(**{**usual, **changes}, by=by or house.analyst, at=NOON)


def order_of(measure_set):
    return [item.measure.definition.title for item in measure_set.items.all()]


def test_a_set_is_made_in_the_order_given_and_each_measure_once(house, three):
    with pytest.raises(Refused, match="make its sets"):
        make(house, house.member)
    made = make(house, measures=[*three, three[0]])
    assert order_of(made) == ["Falls", "Sickness", "Letters"]
    assert (str(made), made.owner) == ("Monthly", house.analyst.person)
    assert str(made.items.first()).startswith("0:")


@pytest.mark.parametrize(
    ("audience", "place", "finders"),
    [
        ("partnership", "system", {"member", "outsider"}),
        ("organisation", "trust", {"member"}),
        ("team", "team", {"member"}),
    ],
)
def test_a_set_is_found_by_those_who_may_read_it(house, audience, place, finders):
    places = {
        "system": {"organisation": None},
        "trust": {},
        "team": {"team": house.team},
    }
    make(house, house.everywhere, audience=audience, **places[place])
    found = {
        who
        for who in ("member", "outsider")
        if search.find("monthly", keys=getattr(house, who).reader_keys).entries
    }
    assert found == finders


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"audience": "team"}, "audience"),
        ({"audience": "all"}, "audience"),
        ({"audience": "organisation", "organisation": None}, "audience"),
    ],
)
def test_a_set_that_does_not_fit_together_is_not_made(house, changes, field):
    with pytest.raises(Unusable) as fault:
        make(house, house.everywhere, **changes)
    assert fault.value.field == field


def test_a_set_is_not_a_heap(house, three, monkeypatch):
    monkeypatch.setattr("groundswell.engines.measures.actions.sets.MOST_MEASURES", 2)
    with pytest.raises(Unusable, match="at most 500"):
        make(house, measures=three)


def test_a_changed_set_keeps_the_order_of_those_that_stay(house, three):
    made = make(house, measures=[three[2], three[0]])
    change = {"measure_set": made, "title": "Weekly", "audience": "organisation"}
    with pytest.raises(Refused, match="changes this set"):
        actions.change_set(**change, measures=[], version=1, by=house.member, at=NOON)
    changed = actions.change_set(**change, measures=three, version=1, by=house.analyst, at=NOON)
    assert (changed.title, changed.version) == ("Weekly", 2)
    assert order_of(changed) == ["Letters", "Falls", "Sickness"]
    with pytest.raises(Stale, match="Somebody else changed this set"):
        actions.change_set(**change, measures=three, version=1, by=house.analyst, at=NOON)


def test_a_set_is_reordered_and_what_is_not_named_stays_at_the_end(house, three):
    made = make(house, measures=three)
    order = [three[2].pk]
    with pytest.raises(Refused, match="changes this set"):
        actions.reorder_set(measure_set=made, order=order, version=1, by=house.member, at=NOON)
    made = actions.reorder_set(measure_set=made, order=order, version=1, by=house.analyst, at=NOON)
    assert order_of(made) == ["Letters", "Falls", "Sickness"]
    with pytest.raises(Stale):
        actions.reorder_set(measure_set=made, order=order, version=1, by=house.analyst, at=NOON)


def test_the_database_holds_a_measure_once_in_a_set_and_places_that_fit(house, three):
    made = make(house, measures=three)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureSetItem.objects.create(measure_set=made, measure=three[0], position=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureSet.objects.filter(pk=made.pk).update(audience="team")
