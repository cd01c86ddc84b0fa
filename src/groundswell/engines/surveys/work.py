"""Long work around a survey, with the bar that somebody watches."""

import datetime as dt
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.web import words

from . import actions
from .models import Survey


def send_invitations(survey_id: UUID, job_id: UUID | None, *, at: dt.datetime) -> None:
    """Write to everybody who is asked. Begun again it writes to nobody twice."""
    survey = _survey(survey_id)
    n = actions.send_invitations(survey=survey, job_id=job_id, at=at)
    jobs.finish(
        job_id,
        outcome=_("%(n)s are on their way.") % {"n": words.count(n, "invitation", "invitations")},
        onward_url=reverse("surveys:fielding", args=[survey.pk]),
        at=at,
    )


def send_reminders(survey_id: UUID, *, at: dt.datetime) -> None:
    actions.send_reminders(survey=_survey(survey_id), at=at)


def _survey(survey_id: UUID) -> Survey:
    return Survey.objects.select_related("organisation", "keeper").get(pk=survey_id)
