"""A number that was wrong: what it was stays, with who changed it or took it back, and why."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies, reading
from ..entries import Entry, fault_in
from ..models import Correction, Measure, Observation
from .locking import locked, said
from .shifts import look_for_shifts


@transaction.atomic
def correct_observation(
    *,
    measure: Measure,
    entry: Entry,
    reason: str,
    version: int,
    by: Actor,
    at: dt.datetime,
) -> Observation:
    """Put another number in the place of the one on that day.

    Raises
    ------
    Refused
        See `policies.correct_observation`.
    Unusable
        Where there is no number on that day, the new one cannot be right, or no reason is given.
    Stale
        Where somebody else corrected it in between: the sentence says who, when and to what.
    """
    measure = locked(measure)
    policies.correct_observation(by, measure).or_refuse()
    reason = said(
        reason,
        field="reason",
        missing=_("Say why the number changes. The reason is kept with it."),
        too_long=_("Use at most 2,000 characters."),
    )
    observation = _standing(measure, entry.on)
    if (observation.value, observation.n) == (entry.value, entry.n):
        return observation  # nothing to change, or the second click of a double click
    if observation.version != version:
        raise Stale(_stale(measure, entry.on))
    fault = fault_in(measure.definition, entry, today=day_of(at))
    if fault:
        raise Unusable(f"{fault[1]} {fault[2]}", field=fault[0])
    _keep(observation, reason, by, at, new_value=entry.value, new_n=entry.n)
    observation.value, observation.n = entry.value, entry.n
    observation.version += 1
    observation.save(update_fields=["value", "n", "version"])
    audit.record("measure.corrected", **_about(measure, entry.on, by, at))
    look_for_shifts(measures=[measure], at=at)
    return observation


@transaction.atomic
def withdraw_observation(
    *, measure: Measure, on: dt.date, reason: str, version: int, by: Actor, at: dt.datetime
) -> Correction:
    """Take back the number of that day: a gap is left, and the day may be given a number again.

    Raises
    ------
    Refused
        See `policies.withdraw_observation`.
    Unusable
        Where no reason is given, or no number ever stood there.
    Stale
        Where somebody else corrected it or took it back in between.
    """
    measure = locked(measure)
    policies.withdraw_observation(by, measure).or_refuse()
    reason = said(
        reason,
        field="reason",
        missing=_("Say why the number is taken back. The reason is kept with it."),
        too_long=_("Use at most 2,000 characters."),
    )
    last = _last_change(measure, on)
    if last and _is_again(last, reason, by, measure):
        return last
    observation = _standing(measure, on)
    if observation.version != version:
        raise Stale(_stale(measure, on))
    kept = _keep(observation, reason, by, at, new_value=None, new_n=None)
    observation.delete()
    audit.record("measure.number_withdrawn", **_about(measure, on, by, at))
    look_for_shifts(measures=[measure], at=at)
    return kept


def _is_again(last: Correction, reason: str, by: Actor, measure: Measure) -> bool:
    """The second click of a double click: the same person has just left the gap that is there."""
    same = last.new_value is None and (last.reason, last.by_id) == (reason, by.id)
    return same and not Observation.objects.filter(measure=measure, on=last.on).exists()


def _standing(measure: Measure, on: dt.date) -> Observation:
    """The number of that day. Raises Stale where it was taken back, Unusable where none was."""
    observation = Observation.objects.filter(measure=measure, on=on).first()
    if observation:
        return observation
    if _last_change(measure, on):
        raise Stale(_stale(measure, on))
    raise Unusable(_("There is no number on that day to correct."), field="on")


def _last_change(measure: Measure, on: dt.date) -> Correction | None:
    changes = Correction.objects.filter(measure=measure, on=on).select_related("by")
    return changes.order_by("-pk").first()


def _keep(
    observation: Observation,
    reason: str,
    by: Actor,
    at: dt.datetime,
    *,
    new_value: float | None,
    new_n: float | None,
) -> Correction:
    """What the number was, for good."""
    return Correction.objects.create(
        measure_id=observation.measure_id,
        on=observation.on,
        old_value=observation.value,
        old_n=observation.n,
        new_value=new_value,
        new_n=new_n,
        reason=reason,
        by_id=by.id,
        at=at,
    )


def _about(measure: Measure, on: dt.date, by: Actor, at: dt.datetime) -> dict[str, Any]:
    """What the trail is told of either."""
    place = measure.organisation_id
    return {"about": measure, "by": by, "at": at, "organisation_id": place, "day": words.day(on)}


def _stale(measure: Measure, on: dt.date) -> str:
    last = _last_change(measure, on)
    if last is None:  # a version that never was
        return _("This number is not the one you saw. Look again, then decide.")
    told = {"who": last.by.name, "when": words.moment(last.at), "reason": last.reason}
    if last.new_value is None:
        return (
            _(
                "%(who)s took this number back on %(when)s, while you were writing: “%(reason)s”."
                " Look again, then decide."
            )
            % told
        )
    style = reading.style_of(measure.definition)
    return _(
        "%(who)s changed this number on %(when)s, from %(old)s to %(new)s, while you were writing."
        " Look again, then decide."
    ) % {
        **told,
        "old": style.show_written(last.old_value, last.old_n),
        "new": style.show_written(last.new_value, last.new_n),
    }
