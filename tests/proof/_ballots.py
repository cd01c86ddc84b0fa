"""Ballots raced many times in one database; see `ballots`."""

from typing import Any

from tests.proof._databases import begin, in_a_database_of_its_own, say, told
from tests.proof.ballots import BROWSERS, N_CLOSINGS, N_OPENINGS, N_RACES

begin()

from contextlib import contextmanager  # noqa: E402
from unittest.mock import patch  # noqa: E402

from tests.ground.ballots import racing  # noqa: E402
from tests.ground.ballots.voting import a_box, taking  # noqa: E402
from tests.world import a_founder  # noqa: E402

from groundswell.ground.ballots.actions import casting  # noqa: E402

K = 5


def main() -> None:
    told(in_a_database_of_its_own("ballots", raced))


def raced() -> dict[str, Any]:
    a_founder()
    found: dict[str, Any] = {"links": {}}
    for n in BROWSERS:
        for both in (False, True):
            box = a_box()
            counts = [racing.one_link_in(box, n, both_paths=both) for _ in range(N_RACES)]
            assert set(counts) == {1}, (n, both, counts)
            found["links"][f"{n} browsers, {'both ways' if both else 'one way'}"] = sum(counts)
            say(f"{n} browsers, both ways {both}: {sum(counts)} answers of {N_RACES} links")
    with taking() as taken:
        closings = [racing.answers_while_closing(taken, 8, K) for _ in range(N_CLOSINGS)]
        batches = [racing.several_workers_open(taken, 4, 3 * K) for _ in range(N_OPENINGS)]
    assert sum(missing for _n, missing in closings) == 0
    assert set(batches) == {2}
    found["acknowledged"] = sum(n for n, _missing in closings)
    found["openings"] = len(batches)
    found["unheld"] = without_the_lock()
    return found


def without_the_lock() -> int:
    """How many acknowledged answers are left out where the answer does not hold the box open."""
    with taking() as taken, unheld():
        return sum(_left_out(taken) for _ in range(N_CLOSINGS))


def _left_out(taken: Any) -> int:
    try:
        return racing.answers_while_closing(taken, 8, K)[1]
    except AssertionError:
        return 1


@contextmanager
def unheld() -> Any:
    with patch.object(casting, "SHARE", {}):
        yield


if __name__ == "__main__":
    main()
