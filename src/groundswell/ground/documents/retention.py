"""How long a file is kept."""

import datetime as dt

from django.db.models import QuerySet

from .models import Paper

KEPT_FOR = dt.timedelta(days=7)
GIVEN_UP_AFTER = dt.timedelta(minutes=15)  # a worker died over it: it may be asked for again


def kept(at: dt.datetime) -> QuerySet[Paper]:
    """The files whose time has not run out."""
    return Paper.objects.filter(asked_at__gt=at - KEPT_FOR)


def forget_old_papers(at: dt.datetime) -> None:
    """Old files go, and every trace of them."""
    Paper.objects.filter(asked_at__lte=at - KEPT_FOR).delete()
