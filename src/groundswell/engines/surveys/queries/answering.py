"""What the respondents' pages read: a survey in the field, an entrance that several share."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from groundswell.ground.ballots.kinds import Mode
from groundswell.ground.ballots.queries import public_box

from ..answering.fielded import Fielded, Step
from ..definition.reading import from_json
from ..doorways import id_from
from ..models import Doorway, Survey


def fielded(survey_id: UUID) -> Fielded:
    """A survey that is or was in the field. Raises Http404 where there is none."""
    row = get_object_or_404(
        Survey.objects.select_related("organisation").exclude(box_id=None), pk=survey_id
    )
    assert row.box_id is not None
    return _fielded(row, row.box_id, public_box(row.box_id).fingerprint)


def fielded_as_written(survey: Survey) -> Fielded:
    """A survey as its pages would be if it went out as it stands: for those who write it."""
    return _fielded(survey, survey.box_id or survey.pk, "")


def _fielded(row: Survey, box_id: UUID, fingerprint: str) -> Fielded:
    return Fielded(
        id=row.pk,
        box_id=box_id,
        title=row.title,
        purpose=row.purpose,
        organisation=row.organisation.name,
        definition=from_json(row.definition),
        mode=Mode(row.mode),
        k=row.k,
        k_comments=row.k_comments,
        minutes=row.minutes,
        fingerprint=fingerprint,
        state=row.state,
        is_team_owned=row.is_team_owned,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        results_on=row.results_on,
        steps=tuple(_step(one) for one in row.next_steps),
        help_text=row.help_text,
        groups={group.code: group.label for group in row.groups.all()},
    )


def _step(given: dict[str, Any]) -> Step:
    on = given.get("on")
    return Step(dt.date.fromisoformat(on) if on else None, str(given.get("text", "")))


def doorway_by(token: str, kind: str) -> Doorway:
    """The shared entrance that a link leads to. Raises Http404."""
    pk = id_from(token)
    if pk is None:
        raise Http404
    return get_object_or_404(Doorway.objects.select_related("group"), pk=pk, kind=kind)
