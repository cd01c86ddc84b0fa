"""Keys for programs: making the secret, and finding out whose it is."""

import datetime as dt
import hashlib
import secrets

from django.db.models import Q

from groundswell.ground.kernel.clock import day_of

from .actors import Actor
from .models import ApiToken
from .standing import actor_for

PREFIX = "gsw_"  # so that a scanner of published code can tell what it found


def new_secret() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """SHA-256: the secret is 256 random bits, so nothing slower is called for."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def actor_of_token(secret: str, at: dt.datetime) -> Actor | None:
    """Whoever made the key, with what they hold today; None where it opens nothing.

    Notes the day of use, once a day.
    """
    today = day_of(at)
    keys = ApiToken.objects.filter(
        secret_hash=hash_of(secret),
        withdrawn_at=None,
        expires_on__gte=today,
        person__is_active=True,
    )
    token = keys.select_related("person").first()
    if token is None:
        return None
    unused = Q(last_used_on=None) | Q(last_used_on__lt=today)
    ApiToken.objects.filter(unused, pk=token.pk).update(last_used_on=today)
    return actor_for(token.person, on=today)
