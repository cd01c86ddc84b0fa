"""Further questions about a release: the same data, the same ledger, the same answer."""

import pytest
from tests.ground.releases.survey import Survey, unit
from tests.world import NOON

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale
from groundswell.ground.releases import actions, queries
from groundswell.ground.releases.actions import asking
from groundswell.ground.releases.kinds import EVERYBODY, PEOPLE, Menu, Part, mean
from groundswell.ground.releases.models import Answer, Series

pytestmark = pytest.mark.django_db
WHOLE = Menu((Part((EVERYBODY, unit("A")), (PEOPLE,)),))


def counting(*groups):
    return Menu((Part(groups, (PEOPLE,)),))


@pytest.fixture
def survey():
    made = Survey("ABC").answered({"A": 40, "B": 20, "C": 4})
    with made.registered():
        yield made


def asked(release, menu):
    actions.ask(release=release, menu=menu, at=NOON)
    return queries.numbers(release)


def test_a_filter_gets_its_answer_from_the_same_frozen_data(survey):
    release = survey.published(survey.begun(), WHOLE)
    survey.answered({"B": 50}, batch=2)
    shown = asked(release, Menu((Part((unit("B", "C"),), (PEOPLE, mean("q"))),)))
    assert shown.people(unit("B", "C")) == 24
    assert shown.mean(unit("C", "B"), "q") is not None


def test_a_second_filter_is_hidden_where_it_would_give_away_the_few_between_them(survey):
    release = survey.published(survey.begun(), WHOLE)
    shown = asked(release, counting(unit("A", "B")))  # 60 of the 64: the rest are four
    assert shown.people(unit("A", "B")) is None
    assert shown.has_asked(unit("A", "B"), PEOPLE)


def test_what_was_asked_before_is_not_looked_at_again(survey):
    release = survey.published(survey.begun(), WHOLE)
    first = asked(release, counting(unit("B"))).people(unit("B"))
    reads, version = survey.reads, Series.objects.get().version
    again = asked(release, counting(unit("B"), unit("B"))).people(unit("B"))
    assert first == again
    assert (survey.reads, Series.objects.get().version) == (reads, version)
    assert Answer.objects.count() == 3


def test_only_the_current_release_is_asked_of(survey):
    series = survey.begun()
    first = survey.published(series, WHOLE)
    survey.answered({"A": 30}, batch=2)
    survey.published(series, WHOLE)
    with pytest.raises(Refused, match="newer release"):
        asked(first, counting(unit("B")))


def test_a_filter_on_a_later_release_heeds_what_an_earlier_one_showed(survey):
    series = survey.begun()
    survey.published(series)
    survey.answered({"A": 20, "B": 12, "C": 3}, batch=2)
    second = survey.published(series, WHOLE)
    shown = asked(second, counting(unit("B", "C"), unit("C")))
    assert shown.people(unit("B", "C")) == 39
    assert shown.people(unit("C")) is None  # seven, and three more than before


def test_whoever_is_overtaken_plans_again_and_gives_up_kindly_in_the_end(survey, monkeypatch):
    release = survey.published(survey.begun(), WHOLE)
    calls = []

    def overtaken(series, *rest):
        draft = drafted(series, *rest)
        calls.append(1)
        if len(calls) <= len(times):
            Series.objects.update(version=series.version + 1)
        return draft

    drafted, times = asking.drafted, [1]
    monkeypatch.setattr(asking, "drafted", overtaken)
    assert asked(release, counting(unit("B", "C"))).people(unit("B", "C")) == 24
    assert len(calls) == 2
    calls.clear()
    times = range(99)
    with pytest.raises(Stale, match="Try again"):
        asked(release, counting(unit("A", "C")))
    assert not queries.numbers(release).has_asked(unit("A", "C"), PEOPLE)
