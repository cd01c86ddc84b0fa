"""The worker's part: a bar while it goes, a sentence at the end, and no number in any of them."""

import logging

import pytest
from tests.ground.releases.survey import Survey, unit
from tests.world import NOON, a_founder, a_person, acting, all_held

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.models import Job
from groundswell.ground.kernel.tasks import tasks
from groundswell.ground.people import actions as people
from groundswell.ground.releases import actions, privacy, queries
from groundswell.ground.releases.kinds import PEOPLE, Menu, Part
from groundswell.ground.releases.menus import menu_form
from groundswell.ground.releases.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    made = Survey("ABC").answered({"A": 40, "B": 20, "C": 4})
    with made.registered():
        yield made


def ordered(survey, series, run, by=None):
    with run(execute=True):
        job = actions.order_release(
            series=series,
            marker=survey.marker,
            menu=survey.menu(texts=["t"]),
            title="Publishing results of Spring 2026",
            onward_url="/surveys/1/results/",
            by=by or a_founder(),
            at=NOON,
        )
    job.refresh_from_db()
    return job


def test_a_release_that_was_ordered_is_made_by_the_worker(
    survey, django_capture_on_commit_callbacks
):
    job = ordered(survey, survey.begun(), django_capture_on_commit_callbacks)
    assert (job.state, job.onward_url) == (Job.State.DONE, "/surveys/1/results/")
    assert job.title == "Publishing results of Spring 2026"
    assert queries.numbers(Release.objects.select_related("series").get()).people({}) == 64


def test_it_is_refused_at_once_where_too_few_have_answered(
    survey, django_capture_on_commit_callbacks
):
    survey.rows = survey.rows[:9]
    with pytest.raises(Refused, match="fewer than 10"):
        ordered(survey, survey.begun(), django_capture_on_commit_callbacks)
    assert not Job.objects.exists()


def again(survey, series, person):
    """The worker comes to it a second time, as after a crash."""
    job = Job.objects.create(title="t", started_by_id=person.pk, created_at=NOON)
    tasks["releases.publish"].func(
        series_id=str(series.pk),
        marker=survey.marker,
        menu=menu_form(survey.menu()),
        by_id=str(person.pk),
        job_id=str(job.pk),
        onward_url="/",
    )
    job.refresh_from_db()
    return job


def test_done_twice_it_publishes_once(survey, django_capture_on_commit_callbacks):
    series = survey.begun()
    ordered(survey, series, django_capture_on_commit_callbacks)
    job = again(survey, series, a_founder().person)
    assert job.state == Job.State.FAILED
    assert "since the last time" in job.outcome
    assert Release.objects.count() == 1


def test_whose_account_has_ended_publishes_nothing(survey):
    series, person = survey.begun(), a_person("Dele Martins")
    person = people.end_person(person=person, by=a_founder(), at=NOON)
    job = again(survey, series, person)
    assert "has ended" in job.outcome
    assert not Release.objects.exists()


def test_what_goes_wrong_is_told_without_a_number(survey, monkeypatch, caplog):
    series = survey.begun()

    told = "everybody was 64"

    def broken(*_):
        raise RuntimeError(told)

    monkeypatch.setattr(survey, "answers", broken)
    with survey.registered(), caplog.at_level(logging.ERROR):
        job = again(survey, series, a_founder().person)
    assert "nothing was published" in job.outcome
    assert "RuntimeError" in caplog.text
    assert told not in caplog.text


def test_a_person_is_told_what_they_published_and_keeps_nobody_from_reading_it(survey):
    survey.published(survey.begun())
    founder = a_founder()
    (rows,) = all_held(privacy.export(founder.id)).values()
    assert [row["number"] for row in rows] == [1]
    privacy.erase(founder.id, NOON)
    assert Release.objects.count() == 1
    assert not all_held(privacy.export(acting(a_person()).id))["Results you published"]


def test_further_questions_that_were_ordered_are_answered_by_the_worker_once(
    survey, django_capture_on_commit_callbacks
):
    ordered(survey, survey.begun(), django_capture_on_commit_callbacks)
    release = Release.objects.select_related("series").get()
    further = Menu((Part((unit("A", "B"),), (PEOPLE,)),))
    told = {"title": "Another way", "onward_url": "/there/", "by": a_founder(), "at": NOON}
    with django_capture_on_commit_callbacks(execute=True):
        job = actions.order_answers(release=release, menu=further, **told)
    job.refresh_from_db()
    assert (job.state, job.title, job.onward_url) == (Job.State.DONE, "Another way", "/there/")
    assert queries.numbers(release).has_asked(unit("A", "B"), PEOPLE)
    assert actions.order_answers(release=release, menu=further, **told) is None
