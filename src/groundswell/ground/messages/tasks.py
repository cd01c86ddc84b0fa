"""What the worker does for messages. Each may run at any time, twice, or on several machines."""

import datetime as dt
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from groundswell.ground.kernel.tasks import enqueue

from . import actions

URGENT = 50  # of 100; a person waits for the code


@task()
def send_waiting() -> None:
    if actions.send_waiting(clock=timezone.now):
        enqueue("messages.send_waiting")


@task(priority=URGENT)
def send_codes() -> None:
    """The same with precedence over other work; codes are always sent before other mails."""
    if actions.send_waiting(clock=timezone.now):
        enqueue("messages.send_waiting")


@task()
def send_digests() -> None:
    actions.send_digests(at=timezone.now())


@task()
def tell(*, person_ids: list[str], told_at: str, **words: str) -> None:
    """`actions.tell` for the floors below, which may name this task but not import its app."""
    actions.tell(
        person_ids=[UUID(i) for i in person_ids], at=dt.datetime.fromisoformat(told_at), **words
    )
