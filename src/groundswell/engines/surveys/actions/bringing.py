"""Answers that come from a file, into a survey that nobody was sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..columns import GROUP, Codes, Columns, narrowed
from ..kinds import State
from ..models import Group, Survey
from ..results.source import NO_GROUP
from .keeping import keep_columns, keep_written
from .locking import locked
from .series import begin_series_of

_AT_ONCE = 1_000  # rows written in one statement
FIRST = 1
"""The number of the one batch of a file."""


@dataclass(frozen=True, slots=True, eq=False)
class Brought:
    """What a file holds: answers as columns, each row's place among the groups, texts apart."""

    n: int
    codes: Mapping[str, Codes]
    group_names: Sequence[str]
    groups: Sequence[int]
    texts: Mapping[str, Sequence[str]]


@transaction.atomic
def bring_in_answers(*, survey: Survey, brought: Brought, by: Actor, at: dt.datetime) -> Survey:
    """Keep the answers, mixed, and close the survey: a file is brought in once.

    How many were asked is not known, so no response rate is ever shown of such a survey.

    Raises
    ------
    Refused
        If the actor does not keep the survey, or people were asked in it.
    Unusable
        If there are fewer answers than are ever shown together.
    """
    survey = locked(survey)
    policies.bring_in_answers(by, survey).or_refuse()
    if brought.n < survey.k:
        told = {"n": survey.k}
        raise Unusable(_("The file needs %(n)s people or more: fewer are never shown.") % told)
    survey.series_id = begin_series_of(survey, by=by, at=at)
    groups = _groups(survey, brought.group_names)
    keep_columns(survey=survey, number=FIRST, columns=_columns(brought, groups))
    keep_written(survey=survey, number=FIRST, written=brought.texts)
    survey.state, survey.closed_on, survey.changed_at = State.CLOSED, day_of(at), at
    survey.save(update_fields=["series_id", "state", "closed_on", "changed_at"])
    home = survey.organisation_id
    audit.record(
        "survey.answers_brought_in",
        about=survey,
        by=by,
        at=at,
        organisation_id=home,
        n=f"{brought.n:,}",
    )
    return survey


def _groups(survey: Survey, names: Sequence[str]) -> list[str]:
    """The groups of a file by their codes; how many were asked in them, nobody knows."""
    rows = [
        Group(survey=survey, code=str(at + 1), position=at, label=name, n_own=0, n_all=0)
        for at, name in enumerate(names)
    ]
    Group.objects.bulk_create(rows, batch_size=_AT_ONCE)
    return [row.code for row in rows]


def _columns(brought: Brought, groups: Sequence[str]) -> Columns:
    codes = dict(brought.codes)
    if not groups:
        return Columns(brought.n, codes, {})
    places = np.asarray(brought.groups)
    codes[GROUP] = narrowed(np.where(places < 0, len(groups), places))
    return Columns(brought.n, codes, {GROUP: (*groups, NO_GROUP)})
