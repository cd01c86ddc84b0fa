"""The worker's side of results: telling people that they are out."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from .. import actions
from ..models import Telling


@task()
def tell_readers(telling_id: str) -> None:
    telling = Telling.objects.select_related("survey", "survey__keeper").get(pk=UUID(telling_id))
    actions.tell_readers(telling=telling, at=timezone.now())
