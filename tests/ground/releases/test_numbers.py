"""What pages read of a release: shown values, one mark for the rest, and few queries."""

import pytest
from django.http import Http404
from tests.ground.releases.survey import KIND, Survey, unit

from groundswell.ground.documents.description import Number
from groundswell.ground.releases import queries
from groundswell.ground.releases.kinds import (
    EVERYBODY,
    PEOPLE,
    Asked,
    Menu,
    Part,
    answered,
    distribution,
    mean,
    share,
)
from groundswell.ground.releases.menus import menu_form, menu_from, standard_menu

pytestmark = pytest.mark.django_db
SHARES = distribution("q", (1, 2, 3, 4, 5))
MEANS = (PEOPLE, answered("q"), mean("q"))
FULL = Menu((Part((EVERYBODY,), (*MEANS, *SHARES)), Part((unit("A"),), MEANS)))


@pytest.fixture
def survey():
    made = Survey("ABC").answered({"A": 40, "B": 20, "C": 4})
    made.asked = (Asked(EVERYBODY, 100), Asked(unit("A"), 41), Asked(unit("C"), 9))
    with made.registered():
        yield made


@pytest.fixture
def shown(survey):
    return queries.numbers(survey.published(survey.begun(), FULL))


def test_a_page_reads_all_numbers_in_two_queries(survey, django_assert_num_queries):
    survey.published(survey.begun())
    with django_assert_num_queries(2):
        shown = queries.numbers(queries.current_release(KIND, survey.id))
    with django_assert_num_queries(0):
        assert shown.people(EVERYBODY) == 64
        assert shown.menu == survey.menu()


def test_a_group_is_the_same_however_it_is_written(shown):
    assert shown.people(unit("A", "B", "C")) == shown.people(EVERYBODY) == 64


def test_what_was_never_asked_has_no_number_and_says_so(shown):
    assert shown.value(unit("A", "B"), PEOPLE) is None
    assert not shown.has_asked(unit("A", "B"), PEOPLE)
    assert shown.has_asked(unit("A"), PEOPLE)


def test_shares_and_bases_are_read_by_item(shown):
    assert shown.base(EVERYBODY, "q") == 64
    assert sum(shown.distribution(EVERYBODY, "q", (1, 2, 3, 4, 5))) == pytest.approx(100, abs=2)
    assert shown.value(EVERYBODY, share("q", 2)) == shown.share(EVERYBODY, "q", 2)


def test_a_base_that_was_not_asked_for_is_the_people(survey):
    few = Menu((Part((EVERYBODY,), (PEOPLE, mean("q"))),))
    assert queries.numbers(survey.published(survey.begun(), few)).base(EVERYBODY, "q") == 64


def test_how_many_were_asked_is_public_and_the_rate_only_where_people_are_shown(shown):
    assert (shown.asked(EVERYBODY), shown.rate(EVERYBODY)) == (100, 64)
    assert (shown.asked(unit("C")), shown.rate(unit("C"))) == (9, None)
    assert shown.asked(unit("B")) is shown.rate(unit("B")) is None


def test_where_nearly_all_have_answered_the_count_is_hidden_and_the_mean_is_not(shown):
    assert shown.people(unit("A")) is None  # one of 41 has not
    assert shown.mean(unit("A"), "q") is not None


def test_reasons_are_all_that_there_could_be_and_never_the_one_there_is(shown):
    why = queries.why_hidden(shown, unit("A"), PEOPLE, mean("q"))
    assert len(why.sentences) == 4
    assert "fewer than 10 people" in why.sentences[0]
    same = queries.why_hidden(shown, unit("C"), PEOPLE, mean("q"))
    assert same == why  # one is hidden, the other is not: the words do not tell


def test_a_sensitive_item_has_one_reason_more(survey):
    release = survey.published(survey.begun(sensitive=["q"]), FULL)
    why = queries.why_hidden(queries.numbers(release), EVERYBODY, share("q", 1))
    assert any("very few people chose" in sentence for sentence in why.sentences)
    assert len(queries.why_page(release.pk).sentences) == 5


def test_the_page_of_reasons_is_of_one_release(survey, shown):
    page = queries.why_page(shown.release_id)
    assert (page.k, page.k_comments, len(page.sentences)) == (10, 15, 4)
    with pytest.raises(Http404):
        queries.why_page(survey.id)


def test_rows_for_a_file_hold_every_number_of_the_menu_or_the_mark(survey):
    survey.asked = ()
    shown = queries.numbers(survey.published(survey.begun()))
    rows = list(queries.rows(shown))
    assert len(rows) == 4 * 3
    table = queries.table(shown, caption="Numbers", groups={"A": "Ward 7"})
    assert table.rows[0] == ("Everybody", "", "People", Number("64", 64.0))
    assert table.rows[3][:3] == ("Ward 7", "", "People")
    assert [row[3] for row in table.rows[6:]] == ["Hidden"] * 6


def test_words_for_what_a_number_is_name_the_options(shown):
    told = {row[2] for row in queries.table(shown, caption="Numbers", groups={}).rows}
    assert {"People", "Valid answers", "Mean", "Share of answers 1, in per cent"} <= told


def test_the_standard_menu_is_finer_the_larger_the_group():
    menu = standard_menu(
        {"q": (1, 2, 3, 4, 5)}, large=[unit("A", "B")], small=[unit("A"), unit("B")], texts=["t"]
    )
    everybody, large, small = menu.parts
    means = (PEOPLE, answered("q"), mean("q"))
    assert everybody.groups == (EVERYBODY,)
    assert {*SHARES, *means} < set(everybody.statistics)
    assert len(set(everybody.statistics)) == len(everybody.statistics)
    assert large.groups == (unit("A", "B"),)
    assert large.statistics == (*means, share("q", 1, 2), share("q", 3), share("q", 4, 5))
    assert (small.groups, small.statistics) == ((unit("A"), unit("B")), means)
    assert menu_from(menu_form(menu)) == menu
