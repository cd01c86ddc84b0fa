import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable

from .. import policies
from ..actors import Actor
from ..models import ApiToken, Person
from ..tokens import hash_of, new_secret
from .checks import usable_name

MOST_TOKENS = 20  # a person holds at once
LONGEST_DAYS = 366  # that a key may live


@dataclass(frozen=True, slots=True)
class NewToken:
    """A key just made. The secret is shown this once and kept nowhere."""

    token: ApiToken
    secret: str


@transaction.atomic
def make_token(*, name: str, expires_on: dt.date, by: Actor, at: dt.datetime) -> NewToken:
    """Make a key by which a program acts as the person. Raises Refused, or Unusable."""
    Person.objects.select_for_update().get(pk=by.id)
    today = day_of(at)
    held = ApiToken.objects.filter(person=by.person, withdrawn_at=None, expires_on__gte=today)
    policies.make_token(by, held.count(), MOST_TOKENS).or_refuse()
    if not today <= expires_on <= today + dt.timedelta(days=LONGEST_DAYS):
        raise Unusable(_("Choose a day within the next 12 months."), field="expires_on")
    secret = new_secret()
    token = ApiToken.objects.create(
        person=by.person,
        name=usable_name(name),
        secret_hash=hash_of(secret),
        created_at=at,
        expires_on=expires_on,
    )
    audit.record("token.made", about=token, by=by, at=at)
    return NewToken(token, secret)


@transaction.atomic
def withdraw_token(*, token: ApiToken, by: Actor, at: dt.datetime) -> ApiToken:
    """The key opens nothing any more. Raises Refused."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    policies.withdraw_token(by, token).or_refuse()
    token.withdrawn_at = at
    token.save(update_fields=["withdrawn_at"])
    audit.record("token.withdrawn", about=token, by=by, at=at)
    return token
