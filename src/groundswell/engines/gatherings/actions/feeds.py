"""The secret address under which a calendar program reads a person's gatherings."""

import datetime as dt
import secrets

from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.tokens import hash_of

from .. import policies
from ..models import Feed


@transaction.atomic
def new_feed(*, by: Actor, at: dt.datetime) -> str:
    """A new secret for the person's calendar; the one before opens nothing any more.

    It is shown this once and kept nowhere. Raises Refused.
    """
    policies.new_feed(by).or_refuse()
    secret = secrets.token_urlsafe(32)
    feed, _is_new = Feed.objects.update_or_create(
        person_id=by.id, defaults={"token_hash": hash_of(secret), "made_at": at}
    )
    audit.record("gathering.feed_made", about=feed, by=by, at=at)
    return secret
