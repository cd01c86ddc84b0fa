"""What is put away each day: visits that are over, sign-in counts, leavers in the search index."""

import datetime as dt
from itertools import islice

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from groundswell.ground.kernel.clock import day_of

from .actions import findable
from .models import Membership

LOOKED_BACK = dt.timedelta(days=30)  # so that nobody stays where the timer stood still for a while
_AT_ONCE = 2_000  # people


def forget_sessions(at: dt.datetime) -> None:
    Session.objects.filter(expire_date__lt=at).delete()


def forget_counts(at: dt.datetime) -> None:
    """Drop what the cache holds no more: how often codes were asked for and tried."""
    cache = settings.CACHES["default"]
    if not str(cache["BACKEND"]).endswith("DatabaseCache"):
        return
    table = connection.ops.quote_name(str(cache["LOCATION"]))
    with connection.cursor() as cursor:
        expired = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expired])  # noqa: S608


def drop_leavers(at: dt.datetime) -> None:
    """Whose last day lies behind them is no longer found by those who were their colleagues."""
    today = day_of(at)
    left = Membership.objects.filter(ends_on__lt=today, ends_on__gte=today - LOOKED_BACK)
    ids = iter(list(left.order_by("person_id").values_list("person_id", flat=True).distinct()))
    while batch := list(islice(ids, _AT_ONCE)):
        findable.show_people(batch, on=today)
