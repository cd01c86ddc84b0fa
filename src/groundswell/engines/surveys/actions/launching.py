"""A survey goes out: what it asks and promises is locked, and its box stands open."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.models import Box
from groundswell.ground.kernel import audit, jobs
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import Job
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.people.actors import Actor

from .. import policies
from ..audience import Audience, audience_of
from ..definition import Definition
from ..definition.answers import longest_payload
from ..definition.reading import digest_of, from_json
from ..kinds import State
from ..models import Asking, Group, Survey
from ..policies.fielding import MOST_DAYS
from ..readiness import readiness_of
from .findable import index_survey
from .locking import details_of, locked
from .series import begin_series_of

KIND = "survey"  # of its box, and of its series of results


@dataclass(frozen=True, slots=True)
class Launched:
    """The survey in the field, and the bar by which its invitations can be watched."""

    survey: Survey
    job: Job | None  # None: they go out on the opening day


@transaction.atomic
def launch_survey(*, survey: Survey, by: Actor, at: dt.datetime) -> Launched:
    """Open the box, decide what answers are counted with, and have the invitations sent.

    Everything that respondents are promised is fixed from here on, but for a later closing day.
    Invitations go out by a task: at once, or on the opening day where that is later.

    Raises
    ------
    Refused
        If the actor does not keep the survey, or it was launched before.
    Unusable
        If something is missing or cannot be kept; the sentence says what.
    """
    survey = locked(survey)
    policies.launch_survey(by, survey).or_refuse()
    today = day_of(at)
    definition = from_json(survey.definition)
    asked = audience_of(survey, today)
    ready = policies.is_ready(survey, readiness_of(survey, asked, today))
    if not ready:
        raise Unusable(ready.reason)
    survey.opens_on = max(survey.opens_on or today, today)
    _decide_groups(survey, asked)
    box = _box(survey, definition, by, at)
    survey.box_id, survey.state, survey.changed_at = box.pk, State.FIELD, at
    survey.series_id = begin_series_of(survey, by=by, at=at)
    survey.save(update_fields=["box_id", "series_id", "state", "opens_on", "changed_at"])
    _count_burden(survey, asked)
    index_survey(survey)
    audit.record("survey.launched", **details_of(survey, by=by, at=at), n=asked.n)
    if survey.opens_on > today:
        return Launched(survey, None)
    job = jobs.begin(_("Invitations to “%(title)s”") % {"title": survey.title}, by=by, at=at)
    enqueue("surveys.send_invitations", survey_id=str(survey.pk), job_id=str(job.pk))
    return Launched(survey, job)


def _decide_groups(survey: Survey, asked: Audience) -> None:
    rows: dict[UUID, Group] = {}
    for position, one in enumerate(asked.groups(survey.k)):
        organisation = asked.organisation_of[one.id]
        rows[one.id] = Group(
            survey=survey,
            code=str(position + 1),
            position=position,
            label=one.label,
            parent=rows.get(one.parent) if one.parent else None,
            n_own=one.n_own,
            n_all=one.n_all,
            organisation_id=organisation,
            team_id=one.id if one.id != organisation else None,
        )
    for row in rows.values():
        row.save(force_insert=True)


def _box(survey: Survey, definition: Definition, by: Actor, at: dt.datetime) -> Box:
    """Its last day is the latest to which the survey may be extended: the box itself never is."""
    assert survey.closes_on is not None
    return ballots.open_box(
        kind=KIND,
        subject_id=survey.pk,
        organisation_id=survey.organisation_id,
        mode=survey.mode,
        k=survey.k,
        settings={
            "questions": digest_of(definition),
            "k_comments": survey.k_comments,
            "team_owned": survey.is_team_owned,
        },
        length=longest_payload(definition),
        closes_on=survey.closes_on + dt.timedelta(days=MOST_DAYS),
        open_quota=sum(survey.doorways.values_list("quota", flat=True)),
        by=by,
        at=at,
    )


def _count_burden(survey: Survey, asked: Audience) -> None:
    """A line of the ledger for each unit as it is: one too small to be shown was asked as well."""
    assert survey.opens_on is not None
    Asking.objects.bulk_create(
        Asking(
            survey=survey,
            organisation_id=asked.organisation_of[pk],
            team_id=pk if pk != asked.organisation_of[pk] else None,
            n_people=unit.n_asked,
            minutes=survey.minutes,
            asked_on=survey.opens_on,
        )
        for pk, unit in asked.units.items()
        if unit.n_asked
    )
