"""Long work that a person waits for: begun in the page, done by the worker, watched as a bar."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from .doers import Doer
from .models import Job


def begin(title: str, *, by: Doer, at: dt.datetime) -> Job:
    """A job that has not started yet. Its task is enqueued by the action that calls this."""
    if by.id is None:
        raise ValueError("A job belongs to the person who waits for it.")
    return Job.objects.create(title=title, started_by_id=by.id, created_at=at)


def report(job_id: UUID | None, *, step: str, n_done: int = 0, n_total: int = 0) -> None:
    """Say how far the work has come. Seen by others only outside an open transaction."""
    _rows(job_id).update(state=Job.State.RUNNING, step=step, n_done=n_done, n_total=n_total)


def finish(job_id: UUID | None, *, outcome: str, onward_url: str = "", at: dt.datetime) -> None:
    """The work is done; `outcome` is the sentence that says with what result."""
    _end(job_id, Job.State.DONE, outcome, onward_url, at)


def fail(job_id: UUID | None, *, outcome: str, onward_url: str = "", at: dt.datetime) -> None:
    """The work could not be done; `outcome` says why and what to do, and nothing was changed."""
    _end(job_id, Job.State.FAILED, outcome, onward_url, at)


def _rows(job_id: UUID | None) -> QuerySet[Job]:
    """The job's one row; none where nobody waits for the work."""
    return Job.objects.filter(pk=job_id) if job_id else Job.objects.none()


def _end(job_id: UUID | None, state: str, outcome: str, url: str, at: dt.datetime) -> None:
    _rows(job_id).update(state=state, outcome=outcome, onward_url=url, ended_at=at, step="")
