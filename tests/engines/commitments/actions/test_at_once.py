"""Two at the same moment, in two real transactions: on PostgreSQL, where writers do not queue."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.engines.commitments.conftest import Crew, a_crew
from tests.engines.commitments.making import change, drop, keep
from tests.ground.imports.test_at_once import at_once

from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.models import AuditEvent


@pytest.fixture(autouse=True)
def _needs_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; run this on PostgreSQL")


@pytest.fixture
def crew(transactional_db: None) -> Crew:
    """Written down for good, not kept for the module: others' transactions are to find it."""
    return a_crew()


def noting(refusals: list[str], work: Callable[[], Any]) -> Callable[[], None]:
    """The work, with what it was refused with kept."""

    def done() -> None:
        try:
            work()
        except Refused as refused:
            refusals.append(str(refused))

    return done


def test_of_two_who_close_at_once_one_is_told_who_was_first(crew):
    made, refusals = crew.promise(), []
    at_once(
        noting(refusals, lambda: keep(made, crew.leader)),
        noting(refusals, lambda: drop(made, crew.member)),
    )
    made.refresh_from_db()
    assert made.closed_by and refusals == [
        {
            "kept": "Joyce Lim said on 15 June 2026 at 1 pm that this was kept. It is closed.",
            "dropped": "Mo Khan dropped this on 15 June 2026 at 1 pm, with a reason. It is closed.",
        }[made.state]
    ]
    closings = AuditEvent.objects.filter(name__in=["commitment.kept", "commitment.dropped"])
    assert closings.count() == 1


def test_two_who_reorder_a_plan_at_once_leave_every_place_taken_once(crew):
    made = [crew.promise(title=f"{n}") for n in range(8)]
    at_once(
        lambda: change(made[7], crew.leader, position=1),
        lambda: change(made[0], crew.member, position=8),
        lambda: change(made[3], crew.other, position=5, title="Another"),
    )
    places = Commitment.objects.order_by("position").values_list("position", flat=True)
    assert list(places) == list(range(1, 9))
    assert Commitment.objects.filter(title="Another").count() == 1
