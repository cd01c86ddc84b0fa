import datetime as dt

import pytest
from tests.world import NOON, a_founder

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.models import Job

LATER = NOON + dt.timedelta(minutes=2)


@pytest.fixture
def job(db) -> Job:
    return jobs.begin("Importing staff", by=a_founder(), at=NOON)


def test_a_job_waits_runs_and_is_done_with_its_outcome(job):
    assert (job.state, str(job)) == (Job.State.WAITING, "Importing staff")
    jobs.report(job.pk, step="Reading rows", n_done=10, n_total=40)
    job.refresh_from_db()
    assert (job.state, job.step, job.n_done, job.n_total) == ("running", "Reading rows", 10, 40)
    jobs.finish(job.pk, outcome="40 people were added.", onward_url="/people/", at=LATER)
    job.refresh_from_db()
    assert (job.state, job.step, job.ended_at) == ("done", "", LATER)
    assert (job.outcome, job.onward_url) == ("40 people were added.", "/people/")


def test_a_job_that_fails_says_why(job):
    jobs.fail(job.pk, outcome="The file has gone.", at=LATER)
    job.refresh_from_db()
    assert (job.state, job.outcome, job.ended_at) == ("failed", "The file has gone.", LATER)


def test_work_that_nobody_waits_for_reports_to_nobody(job):
    jobs.report(None, step="Reading rows")
    jobs.finish(None, outcome="Done.", at=LATER)
    job.refresh_from_db()
    assert job.state == Job.State.WAITING


def test_the_system_itself_waits_for_no_job(db):
    with pytest.raises(ValueError, match="belongs to the person"):
        jobs.begin("Importing staff", by=SYSTEM, at=NOON)
