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
