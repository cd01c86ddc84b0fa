"""One writer at a time for each survey."""

import datetime as dt
from typing import Any

from groundswell.ground.ballots.models import Box
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.locking import held

from ..models import Survey


def locked(survey: Survey) -> Survey:
    """The survey as it stands now, held until the transaction ends."""
    return held(Survey.objects.select_related("organisation", "keeper"), survey.pk)


def details_of(survey: Survey, *, by: Doer, at: dt.datetime) -> dict[str, Any]:
    """What every line of the trail about a survey says."""
    return {"about": survey, "by": by, "at": at, "organisation_id": survey.organisation_id}


def box_of(survey: Survey) -> Box:
    """The box of a survey that is or was in the field."""
    assert survey.box_id is not None
    return Box.objects.get(pk=survey.box_id)
