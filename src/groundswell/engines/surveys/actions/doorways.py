"""Ways in that several people share: made before the launch, each for so many people."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.kinds import Slip
from groundswell.ground.ballots.queries import public_box
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import Doorway, Survey
from .locking import details_of, locked

MOST_DOORWAYS, MOST_QUOTA = 100, 100_000


@dataclass(frozen=True, slots=True)
class DoorwayDetails:
    kind: str
    label: str
    quota: int


@transaction.atomic
def open_doorway(*, survey: Survey, details: DoorwayDetails, by: Actor, at: dt.datetime) -> Doorway:
    """A further way in, for so many people. Raises Refused once the survey is in the field."""
    survey = locked(survey)
    policies.open_doorway(by, survey).or_refuse()
    label = " ".join(details.label.split())[:120]
    if details.kind not in Doorway.Kind.values:
        raise Unusable(_("Choose one of the ways shown."), field="kind")
    if not label:
        raise Unusable(_("Say where it is, such as “Ward 7, by the kettle”."), field="label")
    if not 1 <= details.quota <= MOST_QUOTA:
        raise Unusable(_("Give a number of people from 1 to 100,000."), field="quota")
    if survey.doorways.count() >= MOST_DOORWAYS:
        raise Unusable(_("Use at most 100 shared ways in."), field="kind")
    doorway = Doorway.objects.create(
        survey=survey, kind=details.kind, label=label, quota=details.quota, made_on=day_of(at)
    )
    audit.record("survey.doorway_opened", **details_of(survey, by=by, at=at), where=label)
    return doorway


@transaction.atomic
def shut_doorway(*, doorway: Doorway, by: Actor, at: dt.datetime) -> None:
    """Nobody begins there any more; whoever has begun finishes. Raises Refused."""
    survey = locked(doorway.survey)
    policies.shut_doorway(by, survey).or_refuse()
    if survey.box_id is None:
        doorway.delete()
    else:
        Doorway.objects.filter(pk=doorway.pk, shut_on=None).update(shut_on=day_of(at))
    audit.record("survey.doorway_shut", **details_of(survey, by=by, at=at), where=doorway.label)


def give_slip(*, doorway: Doorway, has_begun: bool = False, at: dt.datetime) -> Slip:
    """One slip for whoever stands at a shared entrance; nothing says who. Whoever has begun there
    already gets it also when it has been shut in between.

    Raises
    ------
    Refused
        If as many as it was made for have had one, or the survey has closed.
    """
    survey_box = doorway.survey.box_id
    rows = Doorway.objects.filter(pk=doorway.pk, n_given__lt=F("quota"))
    rows = rows if has_begun else rows.filter(shut_on=None)
    if survey_box is None or not rows.update(n_given=F("n_given") + 1):
        raise Refused(policies.no_room())
    return ballots.issue_open_slip(box=public_box(survey_box), at=at)
