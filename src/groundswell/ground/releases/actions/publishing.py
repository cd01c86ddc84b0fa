"""Publishing: the whole menu planned at once, against everything that was published before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit, jobs
from groundswell.ground.kernel.errors import Stale
from groundswell.ground.kernel.locking import held

from .. import planning, policies
from ..comments import shown_up_to
from ..kinds import Answers, Menu, Source, sources
from ..menus import menu_form
from ..models import Release, Series
from .drafting import TRIES, Draft, drafted, write

N_STEPS = 3


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be published: the answers up to a marker, read once, and the menu."""

    marker: int
    n: int
    answers: Answers
    menu: Menu
    texts: Mapping[str, Mapping[int, int]]  # item: how many had written, by each marker


def publish(
    *,
    series: Series,
    marker: int,
    menu: Menu,
    by: Any,
    at: dt.datetime,
    job_id: UUID | None = None,
) -> Release:
    """Publish all answers up to a marker. What was published before is never taken back.

    Takes from seconds to a minute; not to be called inside a transaction. `order_release` has it
    done in the background.

    Raises
    ------
    Refused
        Where fewer than k people have answered since the last release.
    Unusable
        Where the answers behind an earlier release are no longer the same.
    Stale
        Where others kept publishing meanwhile.
    """
    source = sources[series.kind]
    n = source.n(series.subject_id, marker)
    policies.publish(by, source, series, last_release(series), n).or_refuse()
    jobs.report(job_id, step=_("Gathering the answers"), n_done=1, n_total=N_STEPS)
    issue = _issue(source, series, marker, menu, n)
    jobs.report(job_id, step=_("Deciding what can be shown"), n_done=2, n_total=N_STEPS)
    for _again in range(TRIES):
        now = Series.objects.get(pk=series.pk)
        last = last_release(now)
        policies.publish(by, source, now, last, n).or_refuse()
        draft = drafted(now, issue.answers, [*_markers(now), marker], menu)
        if release := _written(now, last, issue, draft, by, at):
            return release
    raise Stale(_("Others are publishing at this very moment. Try again in a minute."))


def last_release(series: Series) -> Release | None:
    return Release.objects.filter(series=series).order_by("number").last()


def _markers(series: Series) -> list[int]:
    rows = Release.objects.filter(series=series).order_by("number")
    return list(rows.values_list("marker", flat=True))


def _issue(source: Source, series: Series, marker: int, menu: Menu, n: int) -> Issue:
    about, markers = series.subject_id, [*_markers(series), marker]
    texts = {
        item: {one: len(source.texts(about, one, item)) for one in markers} for item in menu.texts
    }
    return Issue(marker, n, source.answers(about, marker), menu, texts)


@transaction.atomic
def _written(
    series: Series, last: Release | None, issue: Issue, draft: Draft, by: Any, at: dt.datetime
) -> Release | None:
    """The release; None where somebody else has written to the ledger meanwhile."""
    if held(Series.objects.all(), series.pk).version != draft.version:
        return None
    number = last.number + 1 if last else 1
    Release.objects.filter(series=series, is_current=True).update(is_current=False)
    release = Release.objects.create(
        series=series,
        number=number,
        marker=issue.marker,
        n_known=issue.n,
        made_at=at,
        made_by_id=by.id,
        menu=menu_form(issue.menu),
        domains=planning.domains_of(issue.answers, number),
        asked=[{"where": _plain(one.where), "number": one.number} for one in issue.answers.asked],
        texts=shown_up_to(issue.texts, last.texts if last else {}, series.k_comments),
    )
    write(series, release, draft)
    home = series.organisation_id
    audit.record(
        "release.published", about=series, by=by, at=at, organisation_id=home, number=number
    )
    return release


def _plain(where: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {column: list(values) for column, values in where.items()}
