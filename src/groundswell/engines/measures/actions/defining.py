"""What exactly is counted: written once, used in many places."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import (
    CAN_HAVE_DENOMINATOR,
    MOST_PLACES,
    Frequency,
    Good,
    MeasureRole,
    Number,
)
from ..models import Definition, Measure, Observation
from .findable import index_measures

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation

LONGEST_TITLE = 120  # characters; it stands in headings and in tables


@dataclass(frozen=True, slots=True)
class DefinitionDetails:
    """The words and kinds of a definition, as they are typed."""

    title: str
    number: str
    good: str
    frequency: str
    counted: str
    role: str = MeasureRole.OUTCOME
    unit: str = ""
    out_of: str = ""
    rate_per: int = 1
    places: int = 0
    left_out: str = ""
    source: str = ""
    better_means: str = ""
    worse_means: str = ""


@transaction.atomic
def define_measure(
    *,
    organisation: "Organisation | None",
    details: DefinitionDetails,
    programme_id: UUID | None = None,
    by: Actor,
    at: dt.datetime,
) -> Definition:
    """Write down what is counted; `organisation` None makes it the whole system's.

    `programme_id` is a piece of work that the organisation hosts, where its people need it.

    Raises
    ------
    Refused
        See `policies.define_measure`.
    Unusable
        Where the words or kinds do not fit together, or the title is taken there.
    """
    policies.define_measure(by, organisation, programme_id).or_refuse()
    definition = Definition(organisation=organisation, made_by_id=by.id, made_at=at)
    _fill(definition, details)
    _save(definition)
    _record("measure.defined", definition, by, at)
    return definition


@transaction.atomic
def change_definition(
    *, definition: Definition, details: DefinitionDetails, version: int, by: Actor, at: dt.datetime
) -> Definition:
    """Change the words or kinds, for every place that uses them; their charts are drawn anew.

    Raises
    ------
    Refused, Unusable
        As for `define_measure`; also where numbers already written down would mean something else.
    Stale
        Where somebody else changed the definition in between.
    """
    definition = held(Definition.objects.select_related("organisation"), definition.pk)
    policies.change_definition(by, definition).or_refuse()
    before = (definition.number, bool(definition.out_of), definition.frequency)
    old = _as_details(definition)
    _fill(definition, details)
    if _as_details(definition) == old:
        return definition
    if definition.version != version:
        raise Stale(
            _(
                "Somebody else changed this definition while you were writing. Look"
                " again, then decide."
            )
        )
    if before != (definition.number, bool(definition.out_of), definition.frequency):
        _refuse_to_reinterpret(definition)
    definition.version += 1
    _save(definition)
    _record("measure.definition_changed", definition, by, at)
    index_measures(
        Measure.objects
        .filter(definition=definition)
        .select_related("organisation", "team")
        .select_related("definition")
    )
    enqueue("measures.look_for_shifts", definition_id=str(definition.pk), at=at.isoformat())
    return definition


def _record(name: str, definition: Definition, by: Actor, at: dt.datetime) -> None:
    audit.record(name, about=definition, by=by, at=at, organisation_id=definition.organisation_id)


def _as_details(definition: Definition) -> DefinitionDetails:
    names = [f.name for f in dataclasses.fields(DefinitionDetails)]
    return DefinitionDetails(**{name: getattr(definition, name) for name in names})


def _fill(definition: Definition, details: DefinitionDetails) -> None:
    for name, value in dataclasses.asdict(details).items():
        setattr(definition, name, value.strip() if isinstance(value, str) else value)
    if definition.number not in CAN_HAVE_DENOMINATOR:
        definition.out_of = ""
    if definition.number != Number.RATE:
        definition.rate_per = 1
    _check_kinds(definition)
    _check_words(definition)


def _check_kinds(definition: Definition) -> None:
    kinds = {"role": MeasureRole, "number": Number, "good": Good, "frequency": Frequency}
    for name, choices in kinds.items():
        if getattr(definition, name) not in choices.values:
            raise Unusable(_("Choose one of the answers shown."), field=name)
    if not 0 <= definition.places <= MOST_PLACES:
        raise Unusable(_("Show from 0 to 4 decimals."), field="places")
    if definition.rate_per < 1:
        raise Unusable(
            _("A rate is per 1, 1,000 or another whole number above 0."), field="rate_per"
        )
    if definition.number == Number.RATE and not definition.out_of:
        raise Unusable(_("Say what a rate is counted in, such as “bed days”."), field="out_of")


def _check_words(definition: Definition) -> None:
    if not definition.title:
        raise Unusable(_("Give the measure a title."), field="title")
    if len(definition.title) > LONGEST_TITLE:
        raise Unusable(_("Use at most 120 characters in a title."), field="title")
    if not definition.counted:
        raise Unusable(
            _("Say what exactly is counted, so that two people count the same."), field="counted"
        )


def _refuse_to_reinterpret(definition: Definition) -> None:
    if Observation.objects.filter(measure__definition=definition).exists():
        raise Unusable(
            _(
                "Numbers are written down already, and this would change what they mean."
                " Write a new definition."
            ),
            field="number",
        )


def _save(definition: Definition) -> None:
    try:
        with transaction.atomic():
            definition.save()
    except IntegrityError:
        raise Unusable(
            _("There is already a measure called “%(title)s”. Use that one, or another title.")
            % {"title": definition.title},
            field="title",
        ) from None
