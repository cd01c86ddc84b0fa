"""The end of the field: a later day, the close, and what comes out of the box."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.kinds import Opened
from groundswell.ground.ballots.models import Box
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import SYSTEM, Doer
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..answering import keeping as shown
from ..definition.answers import answers_of
from ..definition.reading import from_json
from ..kinds import State
from ..models import Survey
from ..tabling import Heard
from .keeping import keep_batch
from .locking import box_of, details_of, locked


@transaction.atomic
def extend_survey(*, survey: Survey, closes_on: dt.date, by: Actor, at: dt.datetime) -> Survey:
    """A later closing day; never an earlier one, which would cut people off. Raises Refused;
    Unusable for a day that is not later, or too far off."""
    survey = locked(survey)
    policies.extend_survey(by, survey).or_refuse()
    last = _last_day(survey)
    if survey.closes_on and not survey.closes_on < closes_on <= last:
        raise Unusable(
            _("Give a day after %(now)s, up to %(last)s.")
            % {"now": words.day(survey.closes_on), "last": words.day(last)},
            field="closes_on",
        )
    survey.closes_on, survey.changed_at = closes_on, at
    if survey.results_on and survey.results_on < closes_on:
        survey.results_on = closes_on
    survey.save(update_fields=["closes_on", "results_on", "changed_at"])
    audit.record("survey.extended", **details_of(survey, by=by, at=at), until=words.day(closes_on))
    shown.forget(survey.pk)
    return survey


def _last_day(survey: Survey) -> dt.date:
    """What the box was opened for."""
    return box_of(survey).closes_on


@transaction.atomic
def close_survey(*, survey: Survey, by: Actor, at: dt.datetime) -> Survey:
    """No more answers; what lies in the box is opened, mixed and kept. Raises Refused."""
    survey = locked(survey)
    policies.close_survey(by, survey).or_refuse()
    return _closed(survey, by=by, at=at)


def close_due(*, at: dt.datetime) -> int:
    """Close what was to close before today, each in a transaction of its own. Returns how many."""
    due = Survey.objects.filter(state=State.FIELD, closes_on__lt=day_of(at))
    rows = list(due.order_by("closes_on", "pk"))
    for survey in rows:
        _close_one(survey, by=SYSTEM, at=at)
    return len(rows)


@transaction.atomic
def _close_one(survey: Survey, *, by: Doer, at: dt.datetime) -> None:
    survey = locked(survey)
    if survey.state == State.FIELD:
        _closed(survey, by=by, at=at)


def _closed(survey: Survey, *, by: Doer, at: dt.datetime) -> Survey:
    ballots.close_box(box=box_of(survey), by=by, at=at)
    survey.state, survey.closed_on, survey.changed_at = State.CLOSED, day_of(at), at
    survey.save(update_fields=["state", "closed_on", "changed_at"])
    survey.sheets.all().delete()  # forms that were typed once count for nothing, and are not kept
    audit.record("survey.closed", **details_of(survey, by=by, at=at))
    shown.forget(survey.pk)
    return survey


def receive(*, box: Box, batch_number: int, replaces: int | None, opened: Sequence[Opened]) -> None:
    """Keep what the box hands over, inside the transaction that opens it."""
    survey = Survey.objects.get(pk=box.subject_id)
    keep_batch(
        survey=survey,
        definition=from_json(survey.definition),
        number=batch_number,
        heard=[_heard(one) for one in opened],
        joins=replaces,
    )


def _heard(opened: Opened) -> Heard:
    answers = answers_of(opened.payload)
    return Heard(answers.values, answers.group, opened.receipt_hash, opened.invitation_id)
