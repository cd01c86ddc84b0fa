"""The worker's side of the flow, by the names that `actions` enqueue."""

from django.utils import timezone
from django_tasks import task

from . import work


@task()
def check(run_id: str, job_id: str) -> None:
    work.carry_out_check(run_id=run_id, job_id=job_id, at=timezone.now())


@task()
def apply(run_id: str, job_id: str) -> None:
    work.carry_out_apply(run_id=run_id, job_id=job_id, at=timezone.now())
