"""Whatever the timing: one link is one answer, one answer is opened once, none is left out."""

from typing import Any

import pytest
from django.db import connection
from tests.ground.ballots import racing
from tests.ground.ballots.voting import K, Taken, a_box
from tests.world import a_founder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shared() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("needs a database that several connections share")
    a_founder()


@pytest.mark.parametrize("both_paths", [False, True])
@pytest.mark.parametrize("n_browsers", [2, 4, 16])
def test_one_link_in_several_browsers_at_once_is_one_answer(
    n_browsers: int, both_paths: bool
) -> None:
    assert racing.one_link_in(a_box(), n_browsers, both_paths=both_paths) == 1


def test_no_answer_that_was_acknowledged_is_left_out_of_the_last_opening(taken: Taken) -> None:
    for _ in range(3):
        _n, n_missing = racing.answers_while_closing(taken, n_answers=8, n_before=K)
        assert n_missing == 0


def test_several_workers_open_each_answer_once(taken: Taken) -> None:
    assert racing.several_workers_open(taken, n_workers=4, n_answers=3 * K) == 2


def test_an_answer_waits_for_a_close_that_is_under_way_and_is_then_refused(taken: Any) -> None:
    """The order of the locks, shown by itself: the close holds the row, the answer asks for it."""
    import threading

    from django.db import connections, transaction
    from tests.ground.ballots.voting import a_token
    from tests.world import NOON

    from groundswell.ground.ballots import actions
    from groundswell.ground.ballots.models import Sealed
    from groundswell.ground.kernel.decisions import Refused

    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    came_to: list[Any] = []

    def answer() -> None:
        try:
            came_to.append(actions.cast(box=box, slip=slip, payload=b"late", at=NOON))
        except Refused as refused:
            came_to.append(refused)
        finally:
            connections.close_all()

    thread = threading.Thread(target=answer)
    with transaction.atomic():
        actions.close_box(box=box, by=a_founder(), at=NOON)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive() and came_to == []
    thread.join()
    assert isinstance(came_to[0], Refused) and not Sealed.objects.exists()
