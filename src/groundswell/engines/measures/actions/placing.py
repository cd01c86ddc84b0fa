"""A definition at a place: who keeps the numbers, who sees the chart, how it is drawn."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import NEEDS_DENOMINATOR, RUN_LENGTHS, SHORTEST_BASELINE, Audience, ChartKind, Number
from ..models import Definition, Measure
from .findable import index_measures
from .locking import locked
from .shifts import look_for_shifts

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Person, Team


@dataclass(frozen=True, slots=True)
class Programme:
    """A piece of work across employers, such as a challenge; its wing knows the rest."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ChartSettings:
    """How a measure is charted. The defaults are Making Data Count's."""

    chart: str = ChartKind.AUTO
    baseline_points: int | None = None
    run_length: int = 7
    screen: bool = False
    clip_at_zero: bool = False


@transaction.atomic
def place_measure(
    *,
    definition: Definition,
    organisation: "Organisation",
    team: "Team | None" = None,
    programme: "Programme | None" = None,
    data_owner: "Person | None" = None,
    audience: str | None = None,
    settings: ChartSettings | None = None,
    by: Actor,
    at: dt.datetime,
) -> Measure:
    """Begin to measure a definition at a place. A team's chart is at first the team's alone, and so
    is that of a piece of work whose people come from several employers.

    Raises
    ------
    Refused
        See `policies.place_measure`.
    Unusable
        Where the place measures it already, or the audience or settings do not fit.
    """
    work = programme.id if programme else None
    policies.place_measure(by, definition, organisation, team, work).or_refuse()
    if team and team.organisation_id != organisation.pk:
        raise Unusable(_("This team belongs to another organisation."), field="team")
    measure = Measure(
        definition=definition,
        organisation=organisation,
        team=team,
        programme_id=work,
        programme=programme.name if programme else "",
        data_owner=data_owner,
        audience=audience or (Audience.TEAM if team or work else Audience.ORGANISATION),
        created_at=at,
    )
    _check_audience(measure)
    _fill(measure, settings or ChartSettings())
    _save_new(measure)
    _record("measure.placed", measure, by, at)
    look_for_shifts(measures=[measure], at=at)
    index_measures([measure])
    return measure


@transaction.atomic
def change_measure(
    *,
    measure: Measure,
    settings: ChartSettings,
    data_owner: "Person | None",
    version: int,
    by: Actor,
    at: dt.datetime,
) -> Measure:
    """Change how a measure is charted and who owns its numbers.

    Raises
    ------
    Refused, Unusable
        As for `place_measure`.
    Stale
        Where somebody else changed them in between.
    """
    measure = locked(measure)
    policies.change_measure(by, measure).or_refuse()
    if _settings_of(measure) == settings and measure.data_owner == data_owner:
        return measure
    if measure.version != version:
        raise Stale(
            _(
                "Somebody else changed these settings while you were choosing. Look"
                " again, then decide."
            )
        )
    _fill(measure, settings)
    measure.data_owner = data_owner
    measure.version += 1
    measure.save()
    _record("measure.changed", measure, by, at)
    look_for_shifts(measures=[measure], at=at)
    index_measures([measure])
    return measure


@transaction.atomic
def retire_measure(*, measure: Measure, by: Actor, at: dt.datetime) -> Measure:
    """Stop measuring; chart and numbers stay for those who could see them. Raises Refused."""
    measure = locked(measure)
    policies.retire_measure(by, measure).or_refuse()
    measure.retired_at, measure.retired_by_id = at, by.id
    measure.save(update_fields=["retired_at", "retired_by"])
    _record("measure.retired", measure, by, at)
    index_measures([measure])
    return measure


@transaction.atomic
def share_measure(*, measure: Measure, audience: str, by: Actor, at: dt.datetime) -> Measure:
    """Say who sees the chart. Raises Refused; Unusable for a team that is not there."""
    measure = locked(measure)
    policies.share_measure(by, measure).or_refuse()
    if measure.audience == audience:
        return measure
    measure.audience = audience
    _check_audience(measure)
    measure.save(update_fields=["audience"])
    _record("measure.shared", measure, by, at, audience=str(Audience(audience).label))
    index_measures([measure])
    return measure


def _record(name: str, measure: Measure, by: Actor, at: dt.datetime, **details: str) -> None:
    audit.record(
        name, about=measure, by=by, at=at, organisation_id=measure.organisation_id, **details
    )


def _check_audience(measure: Measure) -> None:
    if measure.audience not in Audience.values:
        raise Unusable(_("Choose one of the answers shown."), field="audience")
    if measure.audience == Audience.TEAM and not (measure.team_id or measure.programme_id):
        raise Unusable(
            _("This is not a team’s measure: share it with the organisation or the partnership."),
            field="audience",
        )


def _settings_of(measure: Measure) -> ChartSettings:
    return ChartSettings(
        chart=measure.chart,
        baseline_points=measure.baseline_points,
        run_length=measure.run_length,
        screen=measure.screen,
        clip_at_zero=measure.clip_at_zero,
    )


def _fill(measure: Measure, settings: ChartSettings) -> None:
    _check_chart(measure.definition, settings)
    measure.chart = settings.chart
    measure.baseline_points = settings.baseline_points
    measure.run_length = settings.run_length
    measure.screen = settings.screen
    measure.clip_at_zero = settings.clip_at_zero


def _check_chart(definition: Definition, settings: ChartSettings) -> None:
    if settings.chart not in ChartKind.values:
        raise Unusable(_("Choose one of the answers shown."), field="chart")
    if settings.chart in NEEDS_DENOMINATOR and not definition.out_of:
        raise Unusable(
            _("A %(chart)s needs to know out of how many, and this measure does not.")
            % {"chart": ChartKind(settings.chart).label},
            field="chart",
        )
    if settings.chart in {ChartKind.P, ChartKind.PP} and definition.number != Number.PERCENTAGE:
        raise Unusable(_("A p chart is for percentages."), field="chart")
    if settings.run_length not in RUN_LENGTHS:
        raise Unusable(_("A run is 6, 7 or 8 points long."), field="run_length")
    if settings.baseline_points is not None and settings.baseline_points < SHORTEST_BASELINE:
        raise Unusable(_("Limits can be fixed on 12 points or more."), field="baseline_points")


def _save_new(measure: Measure) -> None:
    try:
        with transaction.atomic():
            measure.save()
    except IntegrityError:
        raise Unusable(
            _("%(place)s measures “%(title)s” already.")
            % {"place": measure.place_name, "title": measure.definition.title},
            field="definition",
        ) from None
