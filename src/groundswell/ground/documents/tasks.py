"""The worker's side, by the name that `actions` enqueues."""

from django.utils import timezone
from django_tasks import task

from . import work


@task()
def make(paper_id: str) -> None:
    work.make(paper_id=paper_id, at=timezone.now())
