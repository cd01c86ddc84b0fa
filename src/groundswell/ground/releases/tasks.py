"""The worker's side, by the name that `actions` enqueues."""

from typing import Any

from django.utils import timezone
from django_tasks import task

from . import work


@task()
def ask(release_id: str, menu: dict[str, Any], job_id: str, onward_url: str) -> None:
    work.ask(
        release_id=release_id,
        menu=menu,
        job_id=job_id,
        onward_url=onward_url,
        at=timezone.now(),
    )


@task()
def publish(
    series_id: str, marker: int, menu: dict[str, Any], by_id: str, job_id: str, onward_url: str
) -> None:
    work.publish(
        series_id=series_id,
        marker=marker,
        menu=menu,
        by_id=by_id,
        job_id=job_id,
        onward_url=onward_url,
        at=timezone.now(),
    )
