"""Whether a team counts: numbers that are missing, and what to think of by the third week. Pure."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of

from .kinds import Baseline
from .models import ChallengeMeasure

DATA_TALK_DAY = 15  # the third week begins
PERIOD_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92}
MISSED = 2  # so many periods without a number, and somebody is asked


def days_without(row: ChallengeMeasure, today: dt.date) -> int:
    """For how many days it has had no number, where that is two periods or more; 0 otherwise.

    A number stands for the whole of its period. Rare events come when they come.
    """
    definition, last_on = row.measure.definition, last_number_on(row)
    if definition.number == "days_between" or definition.kept_by:
        return 0
    period = PERIOD_DAYS[definition.frequency]
    over = last_on + dt.timedelta(days=period) if last_on else day_of(row.added_at)
    days = (today - over).days
    return days if days >= MISSED * period else 0


def last_number_on(row: ChallengeMeasure) -> dt.date | None:
    state = getattr(row.measure, "state", None)  # None before the first number
    return state.last_on if state else None


@dataclass(frozen=True, slots=True)
class Counting:
    """How a team counts: the day, its goal's baseline, the roles and numbers of its measures."""

    day: int | None
    has_goal_measure: bool
    baseline_kind: str  # empty where there is no goal
    has_baseline: bool
    roles: Collection[str]
    n_without_numbers: int


def advice(counting: Counting) -> Iterator[str]:
    """Sentences, from the third week on; none where all is well."""
    if counting.day is None or counting.day < DATA_TALK_DAY:
        return
    if not counting.has_goal_measure:
        yield _(
            "Nothing measures the goal yet. Count it by hand if no system does: ten people a week,"
            " looked at closely, show more than nothing."
        )
    if counting.baseline_kind in {Baseline.MEASURED, Baseline.SURROGATE} and (
        not counting.has_baseline
    ):
        yield _(
            "Nobody knows where things stood before. Let the first month stand in for it, and fill"
            " it in; or aim for a set standard."
        )
    if counting.roles and "balancing" not in counting.roles:
        yield _(
            "No balancing measure. What could get worse for somebody else while this gets better?"
            " Watch that too."
        )
    if counting.n_without_numbers:
        yield _(
            "A measure has no number yet. If somebody holds the data back, ask for leave to see it,"
            " or find another source that says nearly the same."
        )
