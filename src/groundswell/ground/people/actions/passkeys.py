import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from groundswell.ground.kernel import audit

from .. import policies
from ..actors import Actor
from ..policies.standing import MOST_PASSKEYS
from .checks import usable_name
from .sessions import place_of


@transaction.atomic
def add_passkey(
    *, name: str, credential: dict[str, Any], by: Actor, at: dt.datetime
) -> Authenticator:
    """Keep a passkey whose ceremony the form has verified. Raises Refused, or Unusable."""
    held = Authenticator.objects.filter(user=by.person).count()
    policies.add_passkey(by, held, MOST_PASSKEYS).or_refuse()
    passkey = WebAuthn.add(by.person, usable_name(name), credential).instance
    _record("passkey.added", by, at)
    return passkey


@transaction.atomic
def remove_passkey(*, passkey: Authenticator, by: Actor, at: dt.datetime) -> None:
    """The passkey opens nothing any more. Raises Refused."""
    policies.remove_passkey(by, passkey.user_id).or_refuse()
    passkey.delete()
    _record("passkey.removed", by, at)


def _record(event: str, by: Actor, at: dt.datetime) -> None:
    place = place_of(by.person, by.on)
    audit.record(event, about=by.person, by=by, at=at, organisation_id=place)
