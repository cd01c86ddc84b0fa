"""Background work of the library, by the names that `actions` enqueue."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from groundswell.ground.kernel.references import Ref

from . import actions


@task()
def shake(ref: str) -> None:
    actions.shake(ref=Ref.parse(ref), at=timezone.now())


@task()
def recheck(uid: str) -> None:
    actions.recheck(uid=UUID(uid), at=timezone.now())


@task()
def look_through(upload_id: str, job_id: str) -> None:
    actions.look_through(upload_id=UUID(upload_id), job_id=job_id, at=timezone.now())


@task()
def take_upload(upload_id: str, job_id: str) -> None:
    actions.take_upload(upload_id=UUID(upload_id), job_id=job_id, at=timezone.now())
