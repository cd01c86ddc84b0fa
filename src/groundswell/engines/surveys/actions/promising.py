"""What a draft will promise those who are asked: by when, and who can see what."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.ballots.kinds import FEWEST, Mode
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import Survey
from .checks import refuse_stale, usable_line
from .locking import details_of, locked

MOST_STEPS = 6  # that are promised for afterwards; nobody reads more
_LARGEST = 1_000  # people: the largest smallest group that can be asked for


@dataclass(frozen=True, slots=True)
class PromiseDetails:
    """Days, and who can see what. The database keeps all but the days once it has been sent."""

    mode: str
    k: int
    k_comments: int
    closes_on: dt.date | None = None
    opens_on: dt.date | None = None  # without one: the day on which it is sent out
    results_on: dt.date | None = None
    is_team_owned: bool = False
    next_steps: Sequence[str] = ()


@transaction.atomic
def change_promise(
    *, survey: Survey, details: PromiseDetails, version: int, by: Actor, at: dt.datetime
) -> Survey:
    """What respondents will read before they answer.

    Raises
    ------
    Refused
        If the actor does not keep the survey, or it has been sent out.
    Unusable
        If two of them do not go together; the sentence stands beside the field.
    Stale
        If somebody else has changed the draft in between.
    """
    survey = locked(survey)
    policies.change_promise(by, survey).or_refuse()
    refuse_stale(version, survey.version)
    _check_days(details, day_of(at))
    _check_sight(details)
    for name in ("mode", "k", "k_comments", "is_team_owned", "opens_on", "closes_on", "results_on"):
        setattr(survey, name, getattr(details, name))
    survey.next_steps = _steps(details.next_steps)
    survey.version, survey.changed_at = survey.version + 1, at
    survey.save()
    audit.record("survey.promise_changed", **details_of(survey, by=by, at=at))
    return survey


def _check_days(given: PromiseDetails, today: dt.date) -> None:
    if given.closes_on and given.closes_on < today:
        raise Unusable(_("Give a last day that is still to come."), field="closes_on")
    if given.opens_on and given.closes_on and given.closes_on < given.opens_on:
        raise Unusable(_("The last day comes after the first."), field="closes_on")
    if given.results_on and given.closes_on is None:
        raise Unusable(_("Give the last day too: results come after it."), field="closes_on")
    if given.results_on and given.closes_on and given.results_on < given.closes_on:
        raise Unusable(_("Results can only come after the survey has closed."), field="results_on")


def _check_sight(given: PromiseDetails) -> None:
    if given.mode not in Mode.values:
        raise Unusable(_("Choose one of the ways shown."), field="mode")
    if not FEWEST <= given.k <= _LARGEST:
        told = {"least": FEWEST, "most": f"{_LARGEST:,}"}
        raise Unusable(_("Give a number from %(least)s to %(most)s.") % told, field="k")
    if not given.k <= given.k_comments <= _LARGEST:
        raise Unusable(
            _("Comments need as many people as numbers do, or more."), field="k_comments"
        )
    if given.is_team_owned and given.mode == Mode.ANONYMOUS:
        raise Unusable(
            _(
                "In a small team people may guess who said what, so it cannot be called anonymous."
                " Choose confidential or named."
            ),
            field="mode",
        )


def _steps(given: Sequence[str]) -> list[dict[str, str | None]]:
    """As they are stored: without a day, for a day that slips breaks a promise."""
    lines = [usable_line(line, field="next_steps") for line in given]
    if len(kept := [line for line in lines if line]) > MOST_STEPS:
        raise Unusable(_("Promise at most 6 things."), field="next_steps")
    return [{"on": None, "text": line} for line in kept]
