import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable

from .. import policies
from ..actors import Actor
from ..kinds import OrganisationKind
from ..models import Organisation
from . import findable
from .checks import (
    in_order,
    store_once,
    unchanged_since,
    usable_choice,
    usable_name,
    usable_ods_code,
)

_AT_ONCE = 100  # rows a statement: SQLite allows 999 variables in an old build


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str,
    ods_code: str | None = None,
    opened_on: dt.date | None = None,
    by: Actor,
    at: dt.datetime,
) -> Organisation:
    """Add an organisation. Raises Refused; Unusable where the code or the name is taken."""
    policies.add_organisation(by).or_refuse()
    organisation = Organisation(
        name=usable_name(name),
        kind=usable_choice(kind, OrganisationKind, field="kind"),
        ods_code=usable_ods_code(ods_code),
        opened_on=opened_on,
    )
    _check_not_known_yet(organisation)
    store_once(organisation, _is_known(organisation))
    findable.show_organisation(organisation)
    _record("organisation.added", organisation, by, at)
    return organisation


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """One of many that a file names by their codes."""

    name: str
    kind: str
    ods_code: str


@transaction.atomic
def add_organisations(
    *, organisations: Sequence[NewOrganisation], by: Actor, at: dt.datetime
) -> list[Organisation]:
    """Add many at once, in their order. Raises Refused; Unusable where a code is taken."""
    policies.add_organisations(by).or_refuse()
    added = [
        Organisation(
            name=usable_name(one.name),
            kind=usable_choice(one.kind, OrganisationKind, field="kind"),
            ods_code=usable_ods_code(one.ods_code),
        )
        for one in organisations
    ]
    try:
        with transaction.atomic():
            Organisation.objects.bulk_create(added, batch_size=_AT_ONCE)
    except IntegrityError:
        raise Unusable(
            _("Somebody else added one of these organisations meanwhile. Check again.")
        ) from None
    findable.show_organisations(added)
    audit.record_each("organisation.added", ((o, o.pk, {}) for o in added), by=by, at=at)
    return added


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: str,
    kind: str,
    ods_code: str | None,
    opened_on: dt.date | None,
    version: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> Organisation:
    """Change what is known of it. Raises Refused, Unusable; Stale at a wrong version."""
    organisation = _locked(organisation)
    policies.change_organisation(by, organisation).or_refuse()
    unchanged_since(version, organisation.version)
    in_order(opened_on, organisation.closed_on, field="opened_on")
    organisation.name = usable_name(name)
    organisation.kind = usable_choice(kind, OrganisationKind, field="kind")
    organisation.ods_code = usable_ods_code(ods_code)
    organisation.opened_on = opened_on
    organisation.version += 1
    _check_not_known_yet(organisation)
    store_once(organisation, _is_known(organisation))
    findable.show_organisation(organisation)
    _record("organisation.changed", organisation, by, at)
    return organisation


@transaction.atomic
def close_organisation(
    *,
    organisation: Organisation,
    closed_on: dt.date | None = None,
    successor: Organisation | None = None,
    by: Actor,
    at: dt.datetime,
) -> Organisation:
    """Close an organisation, perhaps into a successor. Its people and past stay.

    Raises Refused; Unusable where the successor would lead back here, or the day is too early.
    """
    organisation = _locked(organisation)
    policies.close_organisation(by, organisation).or_refuse()
    day = closed_on or day_of(at)
    in_order(organisation.opened_on, day, field="closed_on")
    if successor is not None:
        _check_leads_elsewhere(successor, organisation)
    organisation.closed_on, organisation.successor = day, successor
    organisation.version += 1
    organisation.save()
    _record("organisation.closed", organisation, by, at)
    return organisation


def _check_leads_elsewhere(successor: Organisation, organisation: Organisation) -> None:
    step: UUID | None = successor.pk
    while step is not None:
        if step == organisation.pk:
            sentence = _("%(name)s leads back to the organisation that closes. Choose another.")
            raise Unusable(sentence % {"name": successor.name}, field="successor")
        step = Organisation.objects.values_list("successor_id", flat=True).get(pk=step)


def _check_not_known_yet(organisation: Organisation) -> None:
    others = Organisation.objects.exclude(pk=organisation.pk)
    if organisation.ods_code:
        owner = others.filter(ods_code=organisation.ods_code).first()
        if owner:
            sentence = _("The code %(code)s belongs to %(name)s.")
            values = {"code": organisation.ods_code, "name": owner.name}
            raise Unusable(sentence % values, field="ods_code")
    elif others.filter(name__iexact=organisation.name, ods_code=None, closed_on=None).exists():
        raise _is_known(organisation)


def _is_known(organisation: Organisation) -> Unusable:
    sentence = _(
        "There is already an organisation called %(name)s. If this is another one, give its code."
    )
    return Unusable(sentence % {"name": organisation.name}, field="name")


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _record(event: str, organisation: Organisation, by: Actor, at: dt.datetime) -> None:
    audit.record(event, about=organisation, by=by, at=at, organisation_id=organisation.pk)
