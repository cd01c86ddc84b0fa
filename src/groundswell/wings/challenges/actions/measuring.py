"""What a team counts: measures that are there already, or one of its own."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures import policies as may_measure
from groundswell.engines.measures import queries as measured
from groundswell.engines.measures.actions import DefinitionDetails, Programme
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .. import policies
from ..counting import days_without, last_number_on
from ..kinds import GoalState, Stage, Told
from ..models import Challenge, ChallengeMeasure, Goal
from .checks import locked, record
from .telling import people_in, tell

if TYPE_CHECKING:
    from groundswell.engines.measures.models import Measure
    from groundswell.ground.people.models import Person


@transaction.atomic
def attach_measure(
    *, challenge: Challenge, measure: "Measure", by: Actor, at: dt.datetime
) -> ChallengeMeasure:
    """Watch a measure that is there already; twice is once. It keeps its own keepers and readers.

    Raises Refused; Unusable for one that is retired, or not the actor's to see.
    """
    challenge = locked(challenge)
    policies.attach_measure(by, challenge).or_refuse()
    if not measured.in_use(by).filter(pk=measure.pk).exists():
        raise Unusable(_("Choose one of the measures shown."), field="measure")
    return _attach(challenge, measure, by, at)


@transaction.atomic
def define_measure(
    *,
    challenge: Challenge,
    details: DefinitionDetails,
    data_owner: "Person | None" = None,
    by: Actor,
    at: dt.datetime,
) -> ChallengeMeasure:
    """Begin to count something for this challenge; its people see the chart and keep the numbers.

    Raises Refused; Unusable where the words or kinds do not fit together.
    """
    challenge = locked(challenge)
    policies.define_measure(by, challenge).or_refuse()
    host = challenge.organisation
    definition = measures.define_measure(
        organisation=host, details=details, programme_id=challenge.pk, by=by, at=at
    )
    measure = measures.place_measure(
        definition=definition,
        organisation=host,
        programme=Programme(challenge.pk, challenge.title),
        data_owner=data_owner,
        by=by,
        at=at,
    )
    return _attach(challenge, measure, by, at)


@transaction.atomic
def detach_measure(*, row: ChallengeMeasure, by: Actor, at: dt.datetime) -> ChallengeMeasure:
    """Watch it no longer; the measure itself and its numbers stay. Raises Refused."""
    challenge = locked(row.challenge)
    row = challenge.measures.select_related("measure__definition").get(pk=row.pk)
    row.challenge = challenge
    is_of_goal = measures_the_goal(challenge, row.measure)
    policies.detach_measure(by, row, is_of_goal=is_of_goal).or_refuse()
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    title = row.measure.definition.title
    record("challenge.measure_removed", challenge, by=by, at=at, measure=title)
    return row


def measures_the_goal(challenge: Challenge, measure: "Measure") -> bool:
    held = (GoalState.CURRENT, GoalState.PROPOSED)
    return Goal.objects.filter(challenge=challenge, measure=measure, state__in=held).exists()


def note_on_charts(
    measures_: "Iterable[Measure]", text: str, *, on: dt.date, by: Actor, at: dt.datetime
) -> None:
    """A flag on each chart that whoever does this may write on; the others do without."""
    for measure in measures_:
        if on <= day_of(at) and not measure.retired_at and may_measure.annotate(by, measure):
            measures.annotate(measure=measure, on=on, text=text, by=by, at=at)


def chase_numbers(*, at: dt.datetime) -> None:
    """Ask for numbers of running challenges that have not come for two periods; once for each gap.

    The data owner is asked, or whoever leads the team.
    """
    watched = ChallengeMeasure.objects.filter(
        removed_at=None, challenge__stage=Stage.LIVE, measure__retired_at=None
    ).select_related("challenge", "measure__definition", "measure__state", "measure__data_owner")
    for row in list(watched.order_by("pk")):
        if days := days_without(row, day_of(at)):
            _ask_for_number(row, days, at)


def _ask_for_number(row: ChallengeMeasure, days: int, at: dt.datetime) -> None:
    challenge, owner = row.challenge, row.measure.data_owner
    told = {
        "measure": row.measure.definition.title,
        "days": words.count(days, "day", "days"),
        "title": challenge.title,
    }
    tell(
        challenge,
        Told.NUMBERS,
        _("“%(measure)s” has had no number for %(days)s") % told,
        _(
            "Without numbers the team of %(title)s cannot see whether it comes nearer to its goal."
            " Add them, or say at the next meeting what stands in the way."
        )
        % told,
        key=f"no-number:{row.pk}:{last_number_on(row)}",
        person_ids=[owner.pk]
        if owner and owner.is_active
        else people_in(challenge, RoleCode.TEAM_LEADER),
        at=at,
        page="measures",
    )


def _attach(
    challenge: Challenge, measure: "Measure", by: Actor, at: dt.datetime
) -> ChallengeMeasure:
    row, is_new = ChallengeMeasure.objects.get_or_create(
        challenge=challenge,
        measure=measure,
        removed_at=None,
        defaults={"added_by_id": by.id, "added_at": at},
    )
    if is_new:
        title = measure.definition.title
        record("challenge.measure_added", challenge, by=by, at=at, measure=title)
    return row
