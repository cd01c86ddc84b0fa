"""Two at the same moment, in two real transactions: on PostgreSQL, where writers do not queue."""

from collections.abc import Iterator

import pytest
from django.db import connection
from tests.ground.imports.test_at_once import at_once
from tests.ground.releases.survey import Survey, unit
from tests.world import NOON, a_founder

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.releases import actions, queries
from groundswell.ground.releases.kinds import EVERYBODY, PEOPLE, Menu, Part
from groundswell.ground.releases.models import Answer, Release, Series

WHOLE = Menu((Part((EVERYBODY,), (PEOPLE,)),))


@pytest.fixture(autouse=True)
def _needs_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; run this on PostgreSQL")


@pytest.fixture
def survey() -> Iterator[Survey]:
    made = Survey("ABC").answered({"A": 40, "B": 20, "C": 4})
    with made.registered():
        yield made


def test_results_published_by_two_clicks_at_once_are_published_once(survey: Survey) -> None:
    series, founder = survey.begun(), a_founder()
    refused = []

    def publish() -> None:
        try:
            actions.publish(series=series, marker=1, menu=WHOLE, by=founder, at=NOON)
        except Refused as told:
            refused.append(str(told))

    at_once(publish, publish)
    assert Release.objects.count() == 1
    assert len(refused) == 1
    assert Series.objects.get().version == 1


def test_one_question_asked_twice_at_once_stands_once_in_the_ledger(survey: Survey) -> None:
    release = survey.published(survey.begun(), WHOLE)
    menu = Menu((Part((unit("B", "C"),), (PEOPLE,)),))
    at_once(*[lambda: actions.ask(release=release, menu=menu, at=NOON)] * 3)
    assert queries.numbers(release).people(unit("B", "C")) == 24
    assert Answer.objects.count() == 2


def test_of_two_filters_that_together_would_tell_one_is_answered(survey: Survey) -> None:
    release = survey.published(survey.begun(), Menu((Part((unit("A"),), (PEOPLE,)),)))
    menus = [Menu((Part((where,), (PEOPLE,)),)) for where in (unit("A", "B"), EVERYBODY)]
    at_once(*(lambda m=m: actions.ask(release=release, menu=m, at=NOON) for m in menus))
    shown = queries.numbers(release)
    assert [shown.people(unit("A", "B")), shown.people(EVERYBODY)].count(None) == 1
