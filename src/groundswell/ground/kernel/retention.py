"""What is not kept of work in the background."""

import datetime as dt

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from .models import Job

KEPT_FOR = dt.timedelta(days=30)  # of work that has ended


def forget_old_work(at: dt.datetime) -> None:
    """Drop tasks and bars that ended long ago; what still waits or runs stays."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT_FOR).delete()
    Job.objects.filter(~Q(ended_at=None), ended_at__lt=at - KEPT_FOR).delete()
