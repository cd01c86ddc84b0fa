"""Loading wording that an organisation holds a licence for, and that is seen there alone."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..definition import to_json
from ..instruments import Pack, packs
from ..models import Instrument

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation


@transaction.atomic
def load_instrument(
    *, pack: Pack, organisation: "Organisation | None", by: Actor, at: dt.datetime
) -> Instrument:
    """One version of an instrument; without an organisation for everybody.

    Raises
    ------
    Refused
        See `policies.load_instrument`.
    Unusable
        Where this version is there already: the words of one version never change.
    """
    place_id = organisation.pk if organisation else None
    policies.load_instrument(by, organisation_id=place_id).or_refuse()
    if pack.key in packs():
        raise Unusable(_known(pack))
    try:
        with transaction.atomic():
            instrument = _made(pack, organisation, by, at)
    except IntegrityError:
        raise Unusable(_known(pack)) from None
    audit.record("instrument.loaded", about=instrument, by=by, at=at, organisation_id=place_id)
    return instrument


def _made(
    pack: Pack, organisation: "Organisation | None", by: Actor, at: dt.datetime
) -> Instrument:
    return Instrument.objects.create(
        code=pack.code,
        version=pack.version,
        title=pack.title,
        summary=pack.summary,
        licence=pack.licence,
        provenance=pack.provenance,
        is_validated=pack.is_validated,
        organisation=organisation,
        definition=to_json(pack.definition),
        loaded_at=at,
        loaded_by=by.person,
    )


def _known(pack: Pack) -> str:
    return _(
        "Version %(version)s of “%(code)s” is there already, and its words never change."
        " Give yours another version."
    ) % {"version": pack.version, "code": pack.code}
