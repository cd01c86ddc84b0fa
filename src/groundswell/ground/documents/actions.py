"""Asking for a file. The worker makes it: see `work`."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.tasks import enqueue

from . import policies
from .drawing import FORMATS
from .kinds import documents
from .models import Paper
from .retention import GIVEN_UP_AFTER

A_MOMENT = dt.timedelta(minutes=1)  # in which the same file need not be made again
State = Paper.State


@transaction.atomic
def ask_for_document(
    *,
    kind: str,
    about: UUID,
    format: str,  # noqa: A002  (the word that everybody uses)
    by: Any,
    at: dt.datetime,
) -> Paper:
    """Have a file made; its job shows how far it is. Asked twice in a minute, it is one file.

    Raises Refused or Http404 where the person may not have it, KeyError for an unknown kind.
    """
    asked = documents[kind]
    policies.ask_for_document(by, asked, format).or_refuse()
    title = asked.build(by, about).title
    same = Paper.objects.defer("content").filter(
        asked_by_id=by.id, kind=kind, about_id=about, format=format
    )
    if made := same.filter(state=State.MADE, asked_at__gt=at - A_MOMENT).first():
        return made
    _give_up(same.filter(state=State.WAITING, asked_at__lte=at - GIVEN_UP_AFTER))
    try:
        with transaction.atomic():
            return _begin(Paper(kind=kind, about_id=about, format=format, title=title), by, at)
    except IntegrityError:  # it waits already, perhaps since this very moment
        return same.latest("asked_at")


def _give_up(papers: QuerySet[Paper]) -> None:
    papers.update(state=State.FAILED)


def _begin(paper: Paper, by: Any, at: dt.datetime) -> Paper:
    told = {"title": paper.title, "format": FORMATS[paper.format].label}
    paper.job = jobs.begin(_("%(title)s (%(format)s)") % told, by=by, at=at)
    paper.asked_by_id, paper.asked_at = by.id, at
    paper.save(force_insert=True)
    enqueue("documents.make", paper_id=str(paper.pk))
    return paper
