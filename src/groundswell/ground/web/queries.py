"""What the pages of this room show."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.models import Job
from groundswell.ground.kernel.registries import personal_data

from . import words


@dataclass(frozen=True, slots=True)
class JobPage:
    """A piece of long work as the person who started it sees it."""

    title: str
    url: str
    is_over: bool
    has_failed: bool
    words: str  # what it is doing, or how it ended
    done: int
    total: int  # 0: it cannot say
    progress: str  # "1,200 of 5,000"; empty where it cannot say
    started: str
    onward_url: str


def job_for(actor: Doer, pk: UUID) -> JobPage:
    """The job, for the person who started it; Http404 for anybody else and where there is none."""
    job = Job.objects.filter(pk=pk).first()
    if job is None or job.started_by_id != actor.id:
        raise Http404
    return JobPage(
        title=job.title,
        url=reverse("web:job", args=[pk]),
        is_over=job.state in {Job.State.DONE, Job.State.FAILED},
        has_failed=job.state == Job.State.FAILED,
        words=_words_of(job),
        done=min(job.n_done, job.n_total),
        total=job.n_total,
        progress=_progress_of(job),
        started=words.moment(job.created_at),
        onward_url=job.onward_url,
    )


def _words_of(job: Job) -> str:
    if job.state == Job.State.WAITING:
        return _("Waiting for its turn")
    if job.state == Job.State.RUNNING:
        return job.step or _("At work")
    return job.outcome


def _progress_of(job: Job) -> str:
    if not job.n_total:
        return ""
    return _("%(done)s of %(total)s") % {
        "done": words.number(job.n_done),
        "total": words.number(job.n_total),
    }


@dataclass(frozen=True, slots=True)
class HeldData:
    """What one part of the system holds about people, as it declares itself."""

    purpose: str
    lawful_basis: str
    retention: str


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    held: tuple[HeldData, ...]


def privacy_page() -> PrivacyPage:
    """What is held about people, why, and for how long: from every part's own declaration."""
    return PrivacyPage(
        tuple(
            HeldData(str(d.purpose), str(d.lawful_basis), str(d.retention))
            for d in personal_data.values()
        )
    )
