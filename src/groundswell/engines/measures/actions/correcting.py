"""A number that was wrong: what it was stays, with who changed it and why."""

import datetime as dt

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
    observation = Observation.objects.filter(measure=measure, on=entry.on).first()
    if observation is None:
        raise Unusable(_("There is no number on that day to correct."), field="on")
    if (observation.value, observation.n) == (entry.value, entry.n):
        return observation  # nothing to change, or the second click of a double click
    if observation.version != version:
        raise Stale(_stale(observation, measure))
    fault = fault_in(measure.definition, entry, today=day_of(at))
    if fault:
        raise Unusable(f"{fault[1]} {fault[2]}", field=fault[0])
    _change(observation, entry, reason, by, at)
    audit.record(
        "measure.corrected",
        about=measure,
        by=by,
        at=at,
        organisation_id=measure.organisation_id,
        day=words.day(entry.on),
    )
    look_for_shifts(measures=[measure], at=at)
    return observation


def _change(
    observation: Observation, entry: Entry, reason: str, by: Actor, at: dt.datetime
) -> None:
    Correction.objects.create(
        observation=observation,
        old_value=observation.value,
        old_n=observation.n,
        new_value=entry.value,
        new_n=entry.n,
        reason=reason,
        by_id=by.id,
        at=at,
    )
    observation.value, observation.n = entry.value, entry.n
    observation.version += 1
    observation.save(update_fields=["value", "n", "version"])


def _stale(observation: Observation, measure: Measure) -> str:
    last = observation.corrections.select_related("by").order_by("-pk").first()
    if last is None:  # a version that never was
        return _("This number is not the one you saw. Look again, then decide.")
    style = reading.style_of(measure.definition)
    return _(
        "%(who)s changed this number on %(when)s, from %(old)s to %(new)s, while you were writing."
        " Look again, then decide."
    ) % {
        "who": last.by.name,
        "when": words.moment(last.at),
        "old": _shown(style, last.old_value, last.old_n),
        "new": _shown(style, last.new_value, last.new_n),
    }


def _shown(style: reading.Style, value: float, n: float | None) -> str:
    return style.show(value) if n is None else style.show_out_of(value, n)
