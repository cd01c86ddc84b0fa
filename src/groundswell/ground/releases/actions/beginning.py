"""The rules of a series: set before the first answer, made stricter perhaps, then locked."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held

from .. import policies
from ..kinds import FEWEST, MORE_FOR_WORDS, USUAL, sources
from ..models import Series


@transaction.atomic
def begin_series(
    *,
    kind: str,
    subject_id: UUID,
    organisation_id: UUID | None,
    k: int = USUAL,
    k_comments: int | None = None,
    sensitive: Collection[str] = (),
    by: Any,
    at: dt.datetime,
) -> Series:
    """Decide what a subject's answers are published by, before there is one. Once a subject.

    `k` is the smallest group that is shown; `k_comments` the fewest writers of comments, k and five
    more where it is not given; of `sensitive` items options that few chose are hidden as well.

    Raises Refused; Unusable for thresholds that are too small or a subject that has a series.
    """
    source = sources[kind]
    policies.begin_series(by, source, subject_id, source.n(subject_id, None)).or_refuse()
    k_comments = k + MORE_FOR_WORDS if k_comments is None else k_comments
    _check(k, k_comments)
    series, is_new = Series.objects.get_or_create(
        kind=kind,
        subject_id=subject_id,
        defaults={
            "organisation_id": organisation_id,
            "k": k,
            "k_comments": k_comments,
            "sensitive": sorted(sensitive),
            "begun_on": day_of(at),
        },
    )
    if not is_new:
        raise Unusable(_("This has been decided already."))
    audit.record("series.begun", about=series, by=by, at=at, organisation_id=organisation_id, k=k)
    return series


def _check(k: int, k_comments: int) -> None:
    if k < FEWEST:
        told = {"k": FEWEST}
        raise Unusable(_("Groups of fewer than %(k)s people are never shown.") % told, field="k")
    if k_comments < k:
        sentence = _("Comments need as many people as numbers do, or more.")
        raise Unusable(sentence, field="k_comments")


@transaction.atomic
def raise_threshold(*, series: Series, k: int, by: Any, at: dt.datetime) -> Series:
    """Make the smallest group larger; the threshold of comments moves along. Raises Refused."""
    series = held(Series.objects.all(), series.pk)
    policies.raise_threshold(by, sources[series.kind], series, k).or_refuse()
    series.k_comments = max(series.k_comments, k + series.k_comments - series.k)
    series.k = k
    series.save(update_fields=["k", "k_comments"])
    home = series.organisation_id
    audit.record("series.raised", about=series, by=by, at=at, organisation_id=home, k=k)
    return series


@transaction.atomic
def lock_series(*, series: Series, at: dt.datetime) -> Series:
    """From the first answer on the rules stand. Locked twice, the first day counts."""
    series = held(Series.objects.all(), series.pk)
    if series.locked_on is None:
        series.locked_on = day_of(at)
        series.save(update_fields=["locked_on"])
    return series
