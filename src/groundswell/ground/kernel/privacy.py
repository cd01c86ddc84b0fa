"""The personal data of the kernel: who waits for which job, and who did what in the trail."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from .held import HeldRows, Row
from .models import Job
from .registries import PersonalData


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The jobs that the person has started, newest first."""
    jobs = Job.objects.filter(started_by_id=person_id).order_by("-created_at")
    return {"jobs": HeldRows(jobs, _job)}


def _job(job: Job) -> Row:
    return {"title": job.title, "started": job.created_at.isoformat(), "outcome": job.outcome}


def erase(person_id: UUID, at: dt.datetime) -> None:
    """The jobs go. The trail stays: the people's room takes the name out of it."""
    Job.objects.filter(started_by_id=person_id).delete()


DECLARATION = PersonalData(
    purpose=_("To show a person how far their long work has come, and to prove who did what."),
    lawful_basis=_("Public task; a legal obligation to keep a trail."),
    retention=_("Jobs for 30 days after their end. Lines of the trail stay, without the name."),
    models=("kernel.AuditEvent", "kernel.Job"),
    export=export,
    erase=erase,
)
