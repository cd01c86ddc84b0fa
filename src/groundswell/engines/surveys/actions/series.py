"""The rules by which a survey’s numbers are published, decided before anybody has answered."""

import datetime as dt
from uuid import UUID

from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import actions as releases

from ..columns import columns_of
from ..definition import Definition, from_json
from ..models import Survey
from ..results.source import KIND


def begin_series_of(survey: Survey, *, by: Actor, at: dt.datetime) -> UUID:
    """Begin what is published of a survey: its thresholds, and its sensitive questions."""
    series = releases.begin_series(
        kind=KIND,
        subject_id=survey.pk,
        organisation_id=survey.organisation_id,
        k=survey.k,
        k_comments=max(survey.k, survey.k_comments),
        sensitive=sensitive_in(from_json(survey.definition)),
        by=by,
        at=at,
    )
    return series.pk


def sensitive_in(definition: Definition) -> list[str]:
    """The columns of questions of which an option that few chose is hidden as well."""
    asked = definition.questions.values()
    return [name for q in asked if q.is_sensitive for name in columns_of(q)]
