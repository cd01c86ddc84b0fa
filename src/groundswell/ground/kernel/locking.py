"""One writer at a time for a row, read as it is once the lock is ours."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def held(rows: QuerySet[M], pk: UUID) -> M:
    """The row as it stands now, held until the transaction ends, with what `rows` joins to it.

    Held first, read then: in one query PostgreSQL would join the newest row with what belonged to
    the one that was there before we waited, so that what was just closed would look open.
    """
    plain = rows.model._default_manager.filter(pk=pk)
    plain.select_for_update().values_list("pk").get()
    return rows.get(pk=pk)
