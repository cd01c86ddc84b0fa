"""Transactions that must not be joined to any other."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.db import transaction


def apart() -> AbstractContextManager[None]:
    """A transaction that is nobody else's part: RuntimeError where one is open already.

    What is written in one transaction is stamped as one by the database. The demonstration alone,
    in which nobody real answers, makes all its example data in one.
    """
    return transaction.atomic(durable=not settings.DEMO)
