"""Publishing: what is shown, what is refused, and that nothing is ever taken back."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from tests.ground.releases.survey import KIND, Survey, unit
from tests.world import NOON, a_founder

from groundswell.ground.kernel.decisions import Decision, Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.releases import actions, planning, queries
from groundswell.ground.releases.actions import publishing
from groundswell.ground.releases.kinds import EVERYBODY, PEOPLE, Menu, Part, answered, mean, share
from groundswell.ground.releases.models import Answer, Release, Series

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    made = Survey("ABC").answered({"A": 40, "B": 20, "C": 4})
    with made.registered():
        yield made


def test_a_unit_is_hidden_for_the_sake_of_another_that_is_too_small(survey):
    release = survey.published(survey.begun())
    shown = queries.numbers(release)
    counts = [shown.people(where) for where in (EVERYBODY, unit("A"), unit("B"), unit("C"))]
    assert counts == [64, 40, None, None]
    assert shown.mean(unit("A"), "q") is not None
    assert shown.is_hidden(unit("B"), mean("q"))
    assert Release.objects.get().n_known == 64


def test_an_empty_group_has_the_same_mark_as_one_that_is_too_small(survey):
    survey.units = "ABCD"
    shown = queries.numbers(survey.published(survey.begun()))
    assert shown.people(unit("C")) is shown.people(unit("D")) is None
    assert shown.is_hidden(unit("D"), PEOPLE)


def test_the_threshold_is_ten_where_nothing_else_is_said_and_comments_need_more(survey):
    series = survey.begun()
    assert (series.k, series.k_comments, series.begun_on) == (10, 15, NOON.date())


def test_a_series_begins_before_the_first_answer_or_not_at_all(survey):
    with pytest.raises(Refused, match="before the first answer"):
        actions.begin_series(
            kind=KIND, subject_id=survey.id, organisation_id=None, by=a_founder(), at=NOON
        )
    assert not Series.objects.exists()


def test_a_subject_has_one_series(survey):
    survey.begun()
    with pytest.raises(Unusable, match="already"):
        survey.begun()


@pytest.mark.parametrize(
    ("thresholds", "field"), [({"k": 4}, "k"), ({"k": 10, "k_comments": 9}, "k_comments")]
)
def test_thresholds_that_are_too_small_are_not_taken(survey, thresholds, field):
    with pytest.raises(Unusable) as told:
        survey.begun(**thresholds)
    assert told.value.field == field


def test_the_database_itself_holds_the_smallest_threshold(survey):
    series = survey.begun()
    with pytest.raises(IntegrityError):
        Series.objects.filter(pk=series.pk).update(k=4)


def test_a_threshold_is_raised_until_the_lock_and_never_lowered(survey):
    series = survey.begun()
    series = actions.raise_threshold(series=series, k=12, by=a_founder(), at=NOON)
    assert (series.k, series.k_comments) == (12, 17)
    with pytest.raises(Refused, match="never smaller"):
        actions.raise_threshold(series=series, k=11, by=a_founder(), at=NOON)
    series = actions.lock_series(series=series, at=NOON)
    assert actions.lock_series(series=series, at=NOON).locked_on == NOON.date()
    with pytest.raises(Refused, match="answered on these terms"):
        actions.raise_threshold(series=series, k=20, by=a_founder(), at=NOON)


def test_who_may_publish_is_the_rule_of_who_owns_the_answers(survey):
    series = survey.begun()
    survey.may = Decision("Only the survey’s owner may do this.")
    with pytest.raises(Refused, match="owner"):
        survey.published(series)
    with pytest.raises(Refused, match="owner"):
        actions.raise_threshold(series=series, k=12, by=a_founder(), at=NOON)
    with pytest.raises(Refused, match="owner"):
        survey.begun()


@pytest.mark.parametrize("n", [0, 9])
def test_the_refusal_is_the_same_whether_nobody_has_answered_or_nearly_enough(survey, n):
    survey.rows = []
    series = survey.begun()
    survey.answered({"A": n})
    with pytest.raises(Refused) as told:
        survey.published(series, marker=1)
    assert "fewer than 10 people have answered. How many have, we don’t say." in str(told.value)


def test_later_answers_are_published_when_k_of_them_are_new(survey):
    series = survey.begun()
    first = survey.published(series)
    survey.answered({"A": 9}, batch=2)
    with pytest.raises(Refused, match="since the last time"):
        survey.published(series)
    survey.answered({"A": 30, "B": 30}, batch=3)
    second = survey.published(series)
    first.refresh_from_db()
    assert (first.is_current, second.is_current, second.number) == (False, True, 2)
    assert queries.numbers(first).people(unit("A")) == 40
    assert queries.numbers(second).people(unit("A")) == 79
    assert queries.current_release(KIND, survey.id) == second
    assert [one.number for one in queries.releases_of(series)] == [2, 1]


def test_what_late_answers_would_tell_of_few_people_stays_hidden(survey):
    series = survey.begun()
    survey.published(series)
    survey.answered({"A": 3, "B": 30}, batch=2)
    shown = queries.numbers(survey.published(series))
    assert shown.people(EVERYBODY) == 97
    assert shown.people(unit("A")) is None  # 43 less the 40 before would tell of three


def test_nothing_new_is_published_when_earlier_answers_have_changed(survey):
    series = survey.begun()
    survey.published(series)
    survey.rows = survey.rows[5:]
    survey.answered({"A": 40}, batch=2)
    with pytest.raises(Unusable, match="no longer the same") as told:
        survey.published(series)
    assert told.value.__cause__ is None
    assert not any(number in str(told.value) for number in ("64", "59", "40"))
    assert Release.objects.count() == 1


def test_answers_are_read_once_however_much_is_published(survey):
    survey.published(survey.begun())
    assert survey.reads == 1


def test_the_trail_tells_who_published_and_no_number_of_it(survey):
    survey.published(survey.begun())
    event = AuditEvent.objects.get(name="release.published")
    assert event.details == {"number": 1}
    assert Release.objects.get().made_by_id == a_founder().id


def test_a_menu_may_ask_the_same_twice(survey):
    twice = Part((EVERYBODY, unit("A", "B", "C")), (PEOPLE, PEOPLE))
    survey.published(survey.begun(), Menu((twice,)))
    assert Answer.objects.count() == 1


def test_a_question_about_what_there_is_not_is_a_fault_of_who_asks(survey):
    series = survey.begun()
    for wrong in (Part((unit("Z"),), (PEOPLE,)), Part((EVERYBODY,), (mean("z"),))):
        with pytest.raises(ValueError, match="is no"):
            survey.published(series, Menu((wrong,)))


def test_small_options_of_a_sensitive_item_are_hidden(survey):
    survey.rows = [(1, "A", (1 if at < 3 else 2 if at < 20 else 3,)) for at in range(40)]
    menu = Menu((Part((EVERYBODY,), (PEOPLE, answered("q"), share("q", 1), share("q", 3))),))
    plain = queries.numbers(survey.published(survey.begun(), menu))
    assert plain.share(EVERYBODY, "q", 1) == 8
    strict = Survey("ABC", rows=survey.rows)
    with strict.registered():
        shown = queries.numbers(strict.published(strict.begun(sensitive=["q"]), menu))
    assert shown.share(EVERYBODY, "q", 1) is None


def test_whoever_is_overtaken_plans_again_and_gives_up_kindly_in_the_end(survey, monkeypatch):
    series, calls = survey.begun(), []

    def overtaken(now, *rest):
        calls.append(1)
        if len(calls) <= times:
            Series.objects.update(version=now.version + 1)
        return drafted(now, *rest)

    drafted, times = publishing.drafted, 99
    monkeypatch.setattr(publishing, "drafted", overtaken)
    with pytest.raises(Stale, match="Others are publishing"):
        survey.published(series)
    assert not Release.objects.exists()
    calls.clear()
    times = 1
    assert survey.published(series).number == 1
    assert (len(calls), survey.reads) == (2, 2)  # read once for each order, not for each try


def test_no_answer_may_come_after_the_marker_and_no_column_take_the_reserved_name(survey):
    answers = survey.answers(survey.id, 1)
    with pytest.raises(ValueError, match="after the last marker"):
        planning.frozen(answers, [0])
    taken = replace(answers, domains={**answers.domains, planning.FIRST_IN: ["x"]})
    with pytest.raises(ValueError, match="cannot be called"):
        planning.frozen(taken, [1])


def test_a_series_its_releases_and_lines_have_names_for_the_trail(survey):
    release = survey.published(survey.begun())
    assert str(release) == f"{KIND} {survey.id} 1"
    line = Answer.objects.first()
    assert str(line) == line.key
    assert queries.series_of(KIND, survey.id) == release.series
