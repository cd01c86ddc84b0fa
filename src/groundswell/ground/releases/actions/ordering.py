"""Asking for a release, or for more of one: the worker makes it, see `work`."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.models import Job
from groundswell.ground.kernel.tasks import enqueue

from .. import policies
from ..kinds import Menu, sources
from ..menus import menu_form
from ..models import Release, Series
from .asking import is_answered
from .publishing import last_release


@transaction.atomic
def order_release(
    *,
    series: Series,
    marker: int,
    menu: Menu,
    title: str = "",
    onward_url: str = "",
    by: Any,
    at: dt.datetime,
) -> Job:
    """Have results published in the background; the job shows how far it is. Raises Refused.

    `title` is what the person reads of it, `onward_url` where the results will be.
    """
    source = sources[series.kind]
    n = source.n(series.subject_id, marker)
    policies.order_release(by, source, series, last_release(series), n).or_refuse()
    job = jobs.begin(title or _("Publishing results"), by=by, at=at)
    enqueue(
        "releases.publish",
        series_id=str(series.pk),
        marker=marker,
        menu=menu_form(menu),
        by_id=str(by.id),
        job_id=str(job.pk),
        onward_url=onward_url,
    )
    return job


@transaction.atomic
def order_answers(
    *, release: Release, menu: Menu, title: str, onward_url: str = "", by: Any, at: dt.datetime
) -> Job | None:
    """Have further questions answered in the background, see `ask`; it can take minutes.

    None where each of them has its answer already. Raises Refused.
    """
    policies.order_answers(release).or_refuse()
    if is_answered(release, menu):
        return None
    job = jobs.begin(title, by=by, at=at)
    enqueue(
        "releases.ask",
        release_id=str(release.pk),
        menu=menu_form(menu),
        job_id=str(job.pk),
        onward_url=onward_url,
    )
    return job
