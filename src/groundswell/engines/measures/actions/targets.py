"""What is aimed for: a value from a day on."""

import datetime as dt
import math

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..entries import EARLIEST, LARGEST
from ..kinds import Number
from ..models import Measure, Target
from .locking import locked
from .shifts import look_for_shifts

LAST_DAY = dt.date(2199, 12, 31)


@transaction.atomic
def set_target(
    *, measure: Measure, value: float, from_on: dt.date, by: Actor, at: dt.datetime
) -> Target:
    """Aim for a value, as it is shown (60 for 60%), from a day on.

    A target that begins on the same day is replaced: it is withdrawn and kept.

    Raises
    ------
    Refused
        See `policies.set_target`.
    Unusable
        Where the value or the day cannot be right.
    """
    measure = locked(measure)
    policies.set_target(by, measure).or_refuse()
    _check(measure, value, from_on)
    standing = Target.objects.filter(
        measure=measure, from_on=from_on, withdrawn_at__isnull=True
    ).first()
    if standing and standing.value == value:
        return standing
    if standing:
        _take_back(standing, by, at)
    target = Target.objects.create(
        measure=measure, value=value, from_on=from_on, set_by_id=by.id, set_at=at
    )
    _record("measure.target_set", measure, by, at, from_on)
    look_for_shifts(measures=[measure], at=at)
    return target


@transaction.atomic
def withdraw_target(*, target: Target, by: Actor, at: dt.datetime) -> Target:
    """Take a target back, as if it had not been set; who set it stays on record. Raises Refused."""
    measure = locked(target.measure)
    target = Target.objects.get(pk=target.pk)
    target.measure = measure
    policies.withdraw_target(by, target).or_refuse()
    _take_back(target, by, at)
    _record("measure.target_withdrawn", measure, by, at, target.from_on)
    look_for_shifts(measures=[measure], at=at)
    return target


def _take_back(target: Target, by: Actor, at: dt.datetime) -> None:
    target.withdrawn_at, target.withdrawn_by_id = at, by.id
    target.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _check(measure: Measure, value: float, from_on: dt.date) -> None:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise Unusable(_("This is not a number that can be charted."), field="value")
    if measure.definition.number == Number.PERCENTAGE and not 0 <= value <= 100:
        raise Unusable(_("A percentage lies from 0 to 100."), field="value")
    if not EARLIEST <= from_on <= LAST_DAY:
        raise Unusable(_("Check the year."), field="from_on")


def _record(name: str, measure: Measure, by: Actor, at: dt.datetime, on: dt.date) -> None:
    audit.record(
        name,
        about=measure,
        by=by,
        at=at,
        organisation_id=measure.organisation_id,
        day=words.day(on),
    )
