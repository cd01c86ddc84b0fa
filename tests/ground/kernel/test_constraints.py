"""The constraints that tables share, asked of the tables that use them: the database refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from tests.world import NOON

from groundswell.ground.kernel.constraints import both_or_neither, in_order, one_of
from groundswell.ground.kernel.models import Job, SearchEntry, SearchWord


def refused(**columns) -> bool:
    try:
        with transaction.atomic():
            Job.objects.create(title="A job", started_by_id=_NOBODY, **columns)
    except IntegrityError:
        return True
    return False


_NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("ended_at", "is_refused"),
    [(None, False), (NOON, False), (NOON - dt.timedelta(seconds=1), True)],
)
def test_an_end_is_not_before_its_beginning(db, ended_at, is_refused):
    assert refused(created_at=NOON, ended_at=ended_at) is is_refused


def test_a_code_that_nobody_knows_is_refused(db):
    assert refused(created_at=NOON, state="sleeping")
    assert not refused(created_at=NOON, state="running")


def test_columns_that_are_filled_together_are_both_there_or_neither():
    condition = both_or_neither("closed_at", "closed_by").condition
    assert condition == Q(closed_at__isnull=True, closed_by__isnull=True) | Q(
        closed_at__isnull=False, closed_by__isnull=False
    )


def test_names_of_constraints_are_told_apart_by_table():
    found = [c.name for c in (both_or_neither("a", "b"), in_order("a", "b"), one_of("a", ["x"]))]
    assert len(set(found)) == 3
    assert all("%(app_label)s_%(class)s" in name for name in found)
    assert all(isinstance(c, models.CheckConstraint) for c in (in_order("a", "b"),))


def test_rows_of_the_index_are_told_by_their_words():
    assert str(SearchEntry(title="Ward 7")) == "Ward 7"
    assert str(SearchWord(word="ward")) == "ward"
