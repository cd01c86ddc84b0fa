"""Numbers from a file, by the hundred thousand: in bulk, all of it or nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people import actions as people_actions
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Origin
from ..models import Correction, Definition, Measure, Observation
from .defining import DefinitionDetails, define_measure
from .findable import index_measures
from .returning import versions_of
from .shifts import look_for_shifts

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation

_AT_ONCE = 500  # ids or rows a statement


@dataclass(frozen=True, slots=True)
class Destination:
    """A definition at a place. What is not there yet has no id: a new definition, a new code."""

    definition_id: UUID | None
    organisation_id: UUID | None
    code: str
    team_id: UUID | None
    label: str
    title: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class NewNumber:
    on: dt.date
    value: float
    n: float | None


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number that stands here and would be corrected."""

    measure_id: UUID
    on: dt.date
    old_value: float
    old_n: float | None
    version: int
    value: float
    n: float | None


@dataclass(frozen=True, slots=True)
class Bringing:
    """Everything that a file would do."""

    new_definition: DefinitionDetails | None
    for_organisation_id: UUID | None  # whose words a new definition is; None: the whole system's
    new_organisations: tuple[tuple[str, str], ...]  # code and name
    audience: str
    added: dict[Destination, tuple[NewNumber, ...]]
    changed: tuple[OtherNumber, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Brought:
    n_added: int
    n_changed: int
    n_measures: int
    definition_ids: tuple[UUID, ...]


@transaction.atomic
def bring_in(*, bringing: Bringing, by: Actor, at: dt.datetime) -> Brought:
    """Do what a file says: organisations, a definition, measures, numbers, corrections.

    Raises
    ------
    Refused
        Where somebody may not begin measures or keep numbers at one of the places.
    Unusable
        Where something else came in between, such as a definition of the same title.
    """
    codes = _add_organisations(bringing, by, at)
    definition = _define(bringing, by, at)
    measures = _measures(bringing, definition, codes, by, at)
    for measure in measures.values():
        policies.record_observations(by, measure).or_refuse()
    corrected = _locked({c.measure_id for c in bringing.changed})
    for measure in corrected:
        policies.correct_observation(by, measure).or_refuse()
    n_added = _add_numbers(bringing, measures, by, at)
    _correct(bringing, by, at)
    touched = {m.pk: m for m in (*measures.values(), *corrected)}
    everything = [touched[pk] for pk in sorted(touched)]
    _audit(everything, bringing, measures, by, at)
    look_for_shifts(measures=everything, at=at)
    definitions = tuple({m.definition_id for m in everything})
    return Brought(n_added, len(bringing.changed), len(everything), definitions)


def _add_organisations(bringing: Bringing, by: Actor, at: dt.datetime) -> "dict[str, Organisation]":
    if not bringing.new_organisations:
        return {}
    new = [
        people_actions.NewOrganisation(name=name, kind=_kind_of(code), ods_code=code)
        for code, name in bringing.new_organisations
    ]
    added = people_actions.add_organisations(organisations=new, by=by, at=at)
    return {one.ods_code: made for one, made in zip(new, added, strict=True)}


def _kind_of(code: str) -> str:
    """What an ODS code tells: trusts are R and two more, companies begin with N or A."""
    if len(code) == 3 and code[0] in {"R", "T"}:
        return "trust"
    if len(code) == 3 and code[0] == "Q":
        return "icb"
    return "company" if code[0] in {"N", "A"} else "primary_care"


def _define(bringing: Bringing, by: Actor, at: dt.datetime) -> Definition | None:
    if bringing.new_definition is None or not bringing.added:
        return None
    owner = None
    if bringing.for_organisation_id:
        owner = people.organisation_for(by, bringing.for_organisation_id)
    return define_measure(organisation=owner, details=bringing.new_definition, by=by, at=at)


def _measures(
    bringing: Bringing,
    definition: Definition | None,
    codes: "dict[str, Organisation]",
    by: Actor,
    at: dt.datetime,
) -> dict[Destination, Measure]:
    """The measure at every destination, those that are new begun; locked, words loaded."""
    rows = {d: _row(d, definition, codes, bringing.audience, at) for d in bringing.added}
    new = [row for d, row in rows.items() if d.is_new]
    for measure in new:
        policies.bring_in(by, measure.organisation_id).or_refuse()
    try:
        with transaction.atomic():
            Measure.objects.bulk_create(new, batch_size=_AT_ONCE // 5)
    except IntegrityError:
        raise Unusable(_("Somebody else began to measure this meanwhile. Check again.")) from None
    keys = {_key(row): d for d, row in rows.items()}
    found = _at(keys, {row.definition_id for row in rows.values()})
    begun = [found[d] for d in rows if d.is_new]
    audit.record_each("measure.placed", ((m, m.organisation_id, {}) for m in begun), by=by, at=at)
    index_measures(begun)
    return found


def _row(
    destination: Destination,
    definition: Definition | None,
    codes: "dict[str, Organisation]",
    audience: str,
    at: dt.datetime,
) -> Measure:
    """The measure of a destination; what had no id in the plan has been made by now."""
    row = Measure(team_id=destination.team_id, audience=audience, created_at=at)
    made = definition.pk if definition else None
    row.definition_id = destination.definition_id or made  # type: ignore[assignment]
    if destination.organisation_id:
        row.organisation_id = destination.organisation_id
    else:
        row.organisation = codes[destination.code]
    return row


def _key(measure: Measure) -> tuple[UUID, UUID, UUID | None]:
    return measure.definition_id, measure.organisation_id, measure.team_id


def _at(
    keys: dict[tuple[UUID, UUID, UUID | None], Destination], definitions: Iterable[UUID]
) -> dict[Destination, Measure]:
    rows = (
        Measure.objects
        .select_for_update(of=("self",))
        .filter(definition_id__in=definitions)
        .select_related("definition", "definition__organisation", "organisation", "team")
        .select_related("data_owner")
        .order_by("pk")
    )
    return {keys[_key(m)]: m for m in rows if _key(m) in keys}


def _locked(ids: set[UUID]) -> list[Measure]:
    found: list[Measure] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        found += (
            Measure.objects
            .select_for_update(of=("self",))
            .filter(pk__in=wanted[start : start + _AT_ONCE])
            .select_related("definition", "definition__organisation", "organisation", "team")
            .select_related("data_owner")
            .order_by("pk")
        )
    return found


def _add_numbers(
    bringing: Bringing, measures: dict[Destination, Measure], by: Actor, at: dt.datetime
) -> int:
    versions = versions_of([measure.pk for measure in measures.values()])
    rows = [
        Observation(
            measure_id=measures[destination].pk,
            on=number.on,
            value=number.value,
            n=number.n,
            version=versions[measures[destination].pk, number.on],
            entered_by_id=by.id,
            entered_at=at,
            source=Origin.IMPORTED,
        )
        for destination, numbers in bringing.added.items()
        for number in numbers
    ]
    try:
        with transaction.atomic():
            Observation.objects.bulk_create(rows, batch_size=_AT_ONCE * 4)
    except IntegrityError:
        raise Stale(_("Somebody else added one of these numbers meanwhile. Check again.")) from None
    return len(rows)


def _correct(bringing: Bringing, by: Actor, at: dt.datetime) -> None:
    """Put other numbers in place of those that stand here, and keep what they were."""
    Correction.objects.bulk_create(
        (
            Correction(
                measure_id=c.measure_id,
                on=c.on,
                old_value=c.old_value,
                old_n=c.old_n,
                new_value=c.value,
                new_n=c.n,
                reason=bringing.reason,
                by_id=by.id,
                at=at,
            )
            for c in bringing.changed
        ),
        batch_size=_AT_ONCE,
    )
    Observation.objects.bulk_create(
        (
            Observation(
                measure_id=c.measure_id,
                on=c.on,
                value=c.value,
                n=c.n,
                version=c.version + 1,
                entered_by_id=by.id,
                entered_at=at,
                source=Origin.IMPORTED,
            )
            for c in bringing.changed
        ),
        update_conflicts=True,
        unique_fields=["measure", "on"],
        update_fields=["value", "n", "version"],
        batch_size=_AT_ONCE,
    )


def _audit(
    touched: list[Measure],
    bringing: Bringing,
    measures: dict[Destination, Measure],
    by: Actor,
    at: dt.datetime,
) -> None:
    """One line for each measure: how many numbers were added or corrected."""
    counts = {measures[d].pk: len(numbers) for d, numbers in bringing.added.items()}
    for change in bringing.changed:
        counts[change.measure_id] = counts.get(change.measure_id, 0) + 1
    told = ((m, m.organisation_id, {"n": counts.get(m.pk, 0)}) for m in touched)
    audit.record_each("measure.numbers_imported", told, by=by, at=at)
