"""The worker’s side: invitations and reminders, for twenty thousand people or for ten."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from . import work


@task()
def send_invitations(survey_id: str, job_id: str = "") -> None:
    work.send_invitations(UUID(survey_id), UUID(job_id) if job_id else None, at=timezone.now())


@task()
def send_reminders(survey_id: str) -> None:
    work.send_reminders(UUID(survey_id), at=timezone.now())
