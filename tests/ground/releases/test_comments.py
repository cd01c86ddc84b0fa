"""Comments: more people than for numbers, mixed, of everybody, new ones only when many are new."""

import pytest
from tests.ground.releases.survey import Survey

from groundswell.ground.releases import queries
from groundswell.ground.releases.queries import Comments

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    made = Survey("AB").answered({"A": 40, "B": 40})
    with made.registered():
        yield made


def published(survey, series=None):
    return survey.published(series or survey.begun(), survey.menu(texts=["t"]))


@pytest.mark.parametrize("n", [0, 14])
def test_few_comments_look_like_none_and_their_number_is_hidden(survey, n):
    survey.wrote("t", n)
    assert queries.comments(published(survey), "t") == Comments(None, ())


def test_enough_comments_are_shown_with_the_number_of_people(survey):
    survey.wrote("t", 15)
    found = queries.comments(published(survey), "t")
    assert found.n == 15
    assert {one.words for one in found.texts} == {f"words {at}" for at in range(15)}


def test_their_order_is_stable_in_a_release_and_unrelated_to_storage(survey):
    survey.wrote("t", 40)
    release = published(survey)
    first = [one.words for one in queries.comments(release, "t").texts]
    survey.written["t"].reverse()
    assert [one.words for one in queries.comments(release, "t").texts] == first
    assert first != sorted(first, key=lambda text: int(text.split()[1]))


def test_each_release_has_an_order_of_its_own(survey):
    survey.wrote("t", 40)
    series = survey.begun()
    first = published(survey, series)
    survey.answered({"A": 10}, batch=2)
    second = published(survey, series)
    orders = [[one.words for one in queries.comments(r, "t").texts] for r in (first, second)]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_new_comments_come_when_enough_people_have_written_since(survey):
    survey.wrote("t", 15)
    series = survey.begun()
    first = published(survey, series)
    survey.answered({"A": 20}, batch=2).wrote("t", 14, batch=2)
    assert queries.comments(published(survey, series), "t").n == 15
    survey.answered({"A": 20}, batch=3).wrote("t", 1, batch=3)
    assert queries.comments(published(survey, series), "t").n == 30
    assert queries.comments(first, "t").n == 15


def test_words_that_were_taken_out_come_with_the_reason(survey):
    survey.wrote("t", 20, reason="It names somebody.")
    assert queries.comments(published(survey), "t").texts[0].reason == "It names somebody."


def test_comments_taken_back_since_hide_the_rest_when_too_few_are_left(survey):
    survey.wrote("t", 15)
    release = published(survey)
    survey.written["t"].pop()
    assert queries.comments(release, "t") == Comments(None, ())


def test_an_item_that_the_menu_does_not_name_shows_nothing(survey):
    survey.wrote("u", 40)
    assert queries.comments(published(survey), "u") == Comments(None, ())


def test_no_comment_carries_a_unit_or_a_score():
    assert set(Comments.__dataclass_fields__) == {"n", "texts"}
    assert set(queries.ShownText.__dataclass_fields__) == {"words", "reason"}
