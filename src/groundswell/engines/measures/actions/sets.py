"""Measures that are read together, in an order that people choose."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Audience
from ..models import Measure, MeasureSet, MeasureSetItem
from .defining import LONGEST_TITLE
from .findable import index_set

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Team

MOST_MEASURES = 500  # in one set; a longer one is read by nobody


@transaction.atomic
def make_set(
    *,
    title: str,
    audience: str,
    organisation: "Organisation | None" = None,
    team: "Team | None" = None,
    measures: Sequence[Measure] = (),
    by: Actor,
    at: dt.datetime,
) -> MeasureSet:
    """Make a set of a team, of an organisation or, with neither, of the whole system.

    The measures are those that the maker can see; each reader sees those that they may.

    Raises
    ------
    Refused
        See `policies.make_set`.
    Unusable
        Where the title is missing or the audience does not fit the place.
    """
    policies.make_set(by, organisation, team).or_refuse()
    made = MeasureSet(
        title=_checked_title(title),
        organisation=organisation,
        team=team,
        owner=by.person,
        audience=audience,
        made_at=at,
    )
    _check_audience(made)
    made.save()
    _put_items(made, measures)
    _record("measure_set.made", made, by, at)
    index_set(made)
    return made


@transaction.atomic
def change_set(
    *,
    measure_set: MeasureSet,
    title: str,
    audience: str,
    measures: Sequence[Measure],
    version: int,
    by: Actor,
    at: dt.datetime,
) -> MeasureSet:
    """Change title, audience and measures; those that stay keep their order. Raises Refused,
    Unusable as `make_set`, and Stale where somebody else changed the set in between."""
    measure_set = _locked(measure_set)
    policies.change_set(by, measure_set).or_refuse()
    _refuse_stale(measure_set, version)
    measure_set.title, measure_set.audience = _checked_title(title), audience
    _check_audience(measure_set)
    measure_set.version += 1
    measure_set.save()
    held = {pk: place for place, pk in enumerate(_items(measure_set))}
    _put_items(measure_set, sorted(measures, key=lambda m: held.get(m.pk, len(held))))
    _record("measure_set.changed", measure_set, by, at)
    index_set(measure_set)
    return measure_set


@transaction.atomic
def reorder_set(
    *,
    measure_set: MeasureSet,
    order: Sequence[UUID],
    version: int,
    by: Actor,
    at: dt.datetime,
) -> MeasureSet:
    """Put the measures into another order; those not named keep theirs, at the end.

    Raises
    ------
    Refused
        See `policies.reorder_set`.
    Stale
        Where somebody else changed the set in between.
    """
    measure_set = _locked(measure_set)
    policies.reorder_set(by, measure_set).or_refuse()
    _refuse_stale(measure_set, version)
    wanted = {pk: place for place, pk in enumerate(order)}
    items = list(measure_set.items.all())
    for position, item in enumerate(
        sorted(items, key=lambda i: wanted.get(i.measure_id, len(wanted) + i.position))
    ):
        item.position = position
    MeasureSetItem.objects.bulk_update(items, ["position"])
    measure_set.version += 1
    measure_set.save(update_fields=["version"])
    _record("measure_set.reordered", measure_set, by, at)
    return measure_set


def _locked(measure_set: MeasureSet) -> MeasureSet:
    rows = MeasureSet.objects.select_related("organisation", "team", "owner")
    return held(rows, measure_set.pk)


def _refuse_stale(measure_set: MeasureSet, version: int) -> None:
    if measure_set.version != version:
        raise Stale(
            _("Somebody else changed this set while you were choosing. Look again, then decide.")
        )


def _items(measure_set: MeasureSet) -> list[UUID]:
    return list(measure_set.items.values_list("measure_id", flat=True))


def _put_items(measure_set: MeasureSet, measures: Sequence[Measure]) -> None:
    wanted = list(dict.fromkeys(measure.pk for measure in measures))
    if len(wanted) > MOST_MEASURES:
        raise Unusable(_("Choose at most 500 measures for a set."), field="measures")
    measure_set.items.all().delete()
    MeasureSetItem.objects.bulk_create(
        MeasureSetItem(measure_set=measure_set, measure_id=pk, position=position)
        for position, pk in enumerate(wanted)
    )


def _checked_title(title: str) -> str:
    kept = title.strip()
    if not kept:
        raise Unusable(_("Give the set a title."), field="title")
    if len(kept) > LONGEST_TITLE:
        raise Unusable(_("Use at most 120 characters in a title."), field="title")
    return kept


def _check_audience(measure_set: MeasureSet) -> None:
    fits = {
        Audience.TEAM: measure_set.team is not None,
        Audience.ORGANISATION: measure_set.organisation is not None,
        Audience.PARTNERSHIP: True,
    }
    if measure_set.audience not in Audience.values or not fits[Audience(measure_set.audience)]:
        raise Unusable(
            _("Choose who may read this set: it must fit whose set it is."), field="audience"
        )


def _record(name: str, measure_set: MeasureSet, by: Actor, at: dt.datetime) -> None:
    audit.record(name, about=measure_set, by=by, at=at, organisation_id=measure_set.organisation_id)
