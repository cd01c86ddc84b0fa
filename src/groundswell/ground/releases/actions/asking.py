"""Further questions about a release, such as somebody's filter: the same data, the same ledger."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Stale
from groundswell.ground.kernel.locking import held
from groundswell.science.disclosure import question_key

from .. import planning, policies
from ..kinds import Menu, sources
from ..models import Answer, Release, Series
from .drafting import TRIES, drafted, write


def ask(*, release: Release, menu: Menu, at: dt.datetime) -> None:
    """Have further questions answered; `queries.numbers` then has the answers.

    What was asked before is not looked at again: the same question gets the same answer. Not to be
    called inside a transaction.

    Raises
    ------
    Refused
        Where a newer release has taken its place.
    ValueError
        For a column or value that the release does not have.
    Stale
        Where others kept asking meanwhile.
    """
    if is_answered(release, menu):
        return
    source, answers = sources[release.series.kind], None
    for _again in range(TRIES):
        series = Series.objects.get(pk=release.series_id)
        release = Release.objects.select_related("series").get(pk=release.pk)
        policies.ask(release).or_refuse()
        answers = answers or source.answers(series.subject_id, release.marker)
        draft = drafted(series, answers, _markers(release), menu)
        with transaction.atomic():
            if held(Series.objects.all(), series.pk).version == draft.version:
                write(series, release, draft)
                return
    raise Stale(_("Others are asking at this very moment. Try again in a minute."))


def is_answered(release: Release, menu: Menu) -> bool:
    """Whether every question of a menu has its answer in the release, shown or withheld."""
    held_ = planning.nobody(release.domains)
    keys = {question_key(one) for one in planning.questions(held_, release.number, menu)}
    return Answer.objects.filter(release=release, key__in=keys).count() == len(keys)


def _markers(release: Release) -> list[int]:
    rows = Release.objects.filter(series=release.series_id, number__lte=release.number)
    return list(rows.order_by("number").values_list("marker", flat=True))
