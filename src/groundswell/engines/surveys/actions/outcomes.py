"""You said, we did: what people said, and what the organisation did, will do, or won't and why."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.thread import actions as thread
from groundswell.engines.thread.kinds import LinkType
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import queries as released

from .. import policies
from ..kinds import LONGEST_SAID, OUTCOME_KIND, RESULT_KIND, Deed
from ..models import Outcome, Survey
from ..results.source import KIND
from .locking import locked


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, and the answer: what was or will be done and on which day, or why not."""

    said: str
    deed: str
    did: str = ""
    why: str = ""
    on: dt.date | None = None


@transaction.atomic
def write_outcome(*, survey: Survey, answer: Answer, by: Actor, at: dt.datetime) -> Outcome:
    """Write down what was said and what became of it. It hangs on the thread by the results.

    Raises Refused; Unusable where something is missing or the day cannot be.
    """
    survey = locked(survey)
    policies.write_outcome(by, survey).or_refuse()
    outcome = Outcome(survey=survey, made_by_id=by.id, made_at=at)
    _fill(outcome, answer, day_of(at))
    outcome.save(force_insert=True)
    if release := released.current_release(KIND, survey.pk):
        thread.link(
            source=Ref(OUTCOME_KIND, outcome.pk),
            type=LinkType.RESTS_ON,
            target=Ref(RESULT_KIND, release.pk),
            by=by,
            at=at,
        )
    home = survey.organisation_id
    audit.record("survey.outcome_written", about=survey, by=by, at=at, organisation_id=home)
    return outcome


@transaction.atomic
def change_outcome(
    *, outcome: Outcome, answer: Answer, version: int, by: Actor, at: dt.datetime
) -> Outcome:
    """Say anew what became of it, such as that it is done now.

    Raises Refused; Unusable; Stale where somebody else changed it since that version.
    """
    outcome = held(Outcome.objects.select_related("survey", "survey__keeper"), outcome.pk)
    policies.change_outcome(by, outcome).or_refuse()
    if outcome.version != version:
        raise Stale(_("Somebody else changed this meanwhile. Look again, then decide."))
    _fill(outcome, answer, day_of(at))
    outcome.version, outcome.changed_by_id, outcome.changed_at = version + 1, by.id, at
    outcome.save()
    survey = outcome.survey
    home = survey.organisation_id
    audit.record("survey.outcome_changed", about=survey, by=by, at=at, organisation_id=home)
    return outcome


def _fill(outcome: Outcome, answer: Answer, today: dt.date) -> None:
    outcome.said = _line(answer.said, "said", _("Say what people said."))
    outcome.deed = Deed(answer.deed)
    if outcome.deed == Deed.WONT:
        outcome.why, outcome.did = _line(answer.why, "why", _("Say why it won’t be done.")), ""
        outcome.on = None
        return
    outcome.did, outcome.why = _line(answer.did, "did", _("Say what is done about it.")), ""
    outcome.on = _day(outcome.deed, answer.on, today)


def _day(deed: str, on: dt.date | None, today: dt.date) -> dt.date:
    if on is None:
        raise Unusable(_("Say on which day."), field="on")
    if deed == Deed.DID and on > today:
        raise Unusable(_("That day is still to come. Choose “Will be done”."), field="on")
    if deed == Deed.WILL and on < today:
        raise Unusable(_("That day has passed. Give a day from today on."), field="on")
    return on


def _line(text: str, field: str, missing: str) -> str:
    kept = text.strip()
    if not kept:
        raise Unusable(missing, field=field)
    if len(kept) > LONGEST_SAID:
        told = {"n": LONGEST_SAID}
        raise Unusable(_("Use at most %(n)s characters.") % told, field=field)
    return kept
