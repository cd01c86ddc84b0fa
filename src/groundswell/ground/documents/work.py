"""What the worker does: gathers what the person may see, draws it, and keeps the file."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.standing import actor_for

from .description import Document
from .drawing import FORMATS, drawn
from .kinds import documents
from .models import Paper

MOST_BYTES = 25_000_000  # of one file
N_STEPS = 3
State = Paper.State
log = logging.getLogger(__name__)


def make(*, paper_id: str, at: dt.datetime) -> None:
    """Make the file, once: a paper that was made, given up or erased meanwhile is left alone."""
    paper = Paper.objects.select_related("asked_by").filter(pk=paper_id).first()
    if paper is None or paper.state != State.WAITING:
        return
    with _failing_kindly(paper, at):
        jobs.report(paper.job_id, step=_("Gathering what goes in"), n_done=1, n_total=N_STEPS)
        document = _described(paper, at)
        step = _("Making the file: %(format)s") % {"format": FORMATS[paper.format].label}
        jobs.report(paper.job_id, step=step, n_done=2, n_total=N_STEPS)
        content = drawn(document, paper.format)
        if len(content) > MOST_BYTES:
            raise Unusable(_("The file would be too large to hand out. Choose less of it."))
        _keep(paper, content, at)


def _described(paper: Paper, at: dt.datetime) -> Document:
    """Raises Refused or Http404 where the person may no longer have it."""
    person = paper.asked_by
    if not person.is_active:
        raise Refused(_("The account of %(name)s has ended.") % {"name": person})
    return documents[paper.kind].build(actor_for(person, on=day_of(at)), paper.about_id)


@transaction.atomic
def _keep(paper: Paper, content: bytes, at: dt.datetime) -> None:
    """Nothing is kept of a paper that was given up or erased while it was made."""
    waiting = Paper.objects.filter(pk=paper.pk, state=State.WAITING)
    if waiting.update(state=State.MADE, content=content, made_at=at):
        url = reverse("documents:paper", args=[paper.pk])
        outcome = _("The file is ready. You can fetch it for 7 days.")
        jobs.finish(paper.job_id, outcome=outcome, onward_url=url, at=at)


@contextmanager
def _failing_kindly(paper: Paper, at: dt.datetime) -> Iterator[None]:
    """Whatever goes wrong, the job ends with a sentence that says why."""
    try:
        yield
    except (Unusable, Refused) as told:
        _fail(paper, str(told), at)
    except Http404:
        _fail(paper, _("What it is about has gone, or is no longer shared with you."), at)
    except Exception:
        log.exception("The document %s (%s) could not be made", paper.pk, paper.kind)
        _fail(paper, _("Something went wrong on our side. Ask for the file once more."), at)


@transaction.atomic
def _fail(paper: Paper, sentence: str, at: dt.datetime) -> None:
    Paper.objects.filter(pk=paper.pk, state=State.WAITING).update(state=State.FAILED)
    url = reverse("documents:twin", args=[paper.kind, paper.about_id])
    jobs.fail(paper.job_id, outcome=sentence, onward_url=url, at=at)
