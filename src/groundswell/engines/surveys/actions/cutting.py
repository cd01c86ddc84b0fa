"""Results laid out another way, such as by staff group: further questions on the same answers."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import Job
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import actions as releases
from groundswell.ground.releases.models import Release

from .. import policies
from ..definition import from_json
from ..models import Survey
from ..results.cutting import cut_for
from ..results.menu import cut_by


def cut_results(
    *, survey: Survey, release: Release, question: str, by: Actor, at: dt.datetime
) -> Job | None:
    """Have the scores worked out by the answers to one question, by a job; None where they are.

    What comes out is on the ledger for good and the same for everybody who asks.

    Raises
    ------
    Refused
        If a newer release has taken its place.
    Unusable
        If the survey has no such question.
    """
    policies.cut_results(by, survey).or_refuse()
    definition = from_json(survey.definition)
    wheres = cut_for(definition, question)
    if not wheres:
        raise Unusable(_("Choose one of the questions given."))
    return releases.order_answers(
        release=release,
        menu=cut_by(definition, wheres),
        title=_("%(survey)s, laid out another way") % {"survey": survey.title},
        onward_url=f"{reverse('surveys:results', args=[survey.pk])}?by={question}#groups",
        by=by,
        at=at,
    )
