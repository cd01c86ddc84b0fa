import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.world import NOON, a_person, acting

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.models import Job
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(minutes=5)
POLLS = 'hx-trigger="every 1s"'


@pytest.fixture
def joyce() -> Person:
    return a_person("Joyce Lim")


@pytest.fixture
def job(joyce: Person) -> Job:
    return jobs.begin("Staff list of Harrowmere", by=acting(joyce), at=NOON)


def page_of(client: Client, job: Job, **headers: str) -> str:
    response = client.get(f"/jobs/{job.pk}/", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_job_that_has_not_begun_waits_for_its_turn(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    page = page_of(signed_in(joyce), job)
    assert "Waiting for its turn" in page
    assert "Started on 15 June 2026 at 1 pm." in page
    assert POLLS in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_job_at_work_shows_how_far_it_has_come(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    jobs.report(job.pk, step="Checking rows", n_done=1200, n_total=5000)
    page = page_of(signed_in(joyce), job)
    assert "Checking rows" in page
    assert 'value="1200" max="5000"' in page
    assert "1,200 of 5,000" in page


def test_a_job_at_work_without_words_still_says_so(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    jobs.report(job.pk, step="")
    assert "At work" in page_of(signed_in(joyce), job)


def test_a_job_that_is_done_says_with_what_result_and_where_it_is(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    jobs.finish(job.pk, outcome="300 people were added.", onward_url="/people/", at=LATER)
    page = page_of(signed_in(joyce), job)
    assert "<title>Done: Staff list of Harrowmere" in page
    assert "300 people were added." in page
    assert '<a class="btn" href="/people/">See the result</a>' in page
    assert POLLS not in page
    assert "http-equiv" not in page


def test_a_job_that_failed_says_why_and_is_no_success(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    jobs.fail(job.pk, outcome="There is no column for the date.", at=LATER)
    page = page_of(signed_in(joyce), job)
    assert "<title>Not done: Staff list of Harrowmere" in page
    assert "There is no column for the date." in page
    assert "See the result" not in page


def test_the_page_asks_for_its_own_middle_and_turns_over_at_the_end(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    client = signed_in(joyce)
    first = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert "<html" not in first.content.decode()
    assert POLLS in first.content.decode()
    assert "HX-Refresh" not in first
    jobs.finish(job.pk, outcome="Done.", at=LATER)
    last = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert last["HX-Refresh"] == "true"


def test_the_full_page_and_its_refreshed_middle_are_the_same(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    client = signed_in(joyce)
    middle = page_of(client, job, **{"HX-Request": "true"})
    assert middle.strip() in page_of(client, job)


def test_a_job_is_nobody_elses_business(signed_in: Callable[..., Client], job: Job) -> None:
    other = signed_in(a_person("Dele Martins"))
    assert other.get(f"/jobs/{job.pk}/").status_code == 404
    assert other.get(f"/jobs/{uuid4()}/").status_code == 404
    assert Client().get(f"/jobs/{job.pk}/").status_code == 302


def test_a_job_is_looked_at_and_never_posted_to(
    signed_in: Callable[..., Client], joyce: Person, job: Job
) -> None:
    assert signed_in(joyce).post(f"/jobs/{job.pk}/").status_code == 405


def test_asking_how_far_it_has_come_is_cheap(
    signed_in: Callable[..., Client],
    joyce: Person,
    job: Job,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    client = signed_in(joyce)
    page_of(client, job)
    with django_assert_max_num_queries(5):  # session, person, roles, memberships, the job
        page_of(client, job, **{"HX-Request": "true"})
    with django_assert_max_num_queries(10):
        page_of(client, job)
