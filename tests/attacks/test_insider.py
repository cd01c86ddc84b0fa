"""An insider who watches everything learns that somebody answered, and never what: in small.

`proof anonymity` holds the same at full size.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from tests.attacks import attackers, insider
from tests.attacks.chances import interval, luck
from tests.attacks.weakened import WEAKENED

pytestmark = pytest.mark.django_db
N, K = 12, 5
PURE_LUCK = 1e-6  # what happens less often than this is no luck


@pytest.fixture(autouse=True)
def room() -> Iterator[None]:
    with insider.a_room_that_asks():
        yield


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"is_crowded": True},
        {"is_unseen": True},
        {"opens_every": 4},
    ],
    ids=["one at a time", "all at once", "signed unseen", "in batches"],
)
def test_no_insider_links_people_to_answers_better_than_by_guessing(how: dict[str, int]) -> None:
    evidence = insider.vote(N, K, **how)  # type: ignore[arg-type]
    assert len(evidence.truth) == len(attackers.payloads(evidence.end)) == N
    for name in attackers.ATTACKERS:
        right, p = attackers.n_right(name, evidence), attackers.chance(name, evidence)
        assert luck(right, N, p) > PURE_LUCK, f"{name}: {right} of {N}"


@pytest.mark.parametrize("weakness", WEAKENED)
def test_each_attacker_knows_where_its_safeguard_is_taken_out(weakness: str) -> None:
    if weakness == "the invitation is burnt with the answer" and connection.vendor == "sqlite":
        pytest.skip("SQLite stamps no transaction on its rows")
    weaken, those = WEAKENED[weakness]
    with weaken():
        evidence = insider.vote(N, K)
    best = max(attackers.n_right(name, evidence) for name in those)
    assert best >= 0.9 * N, f"{weakness}: {best} of {N}"


def test_the_figures_of_luck_are_right() -> None:
    assert luck(0, 10, 0.1) == pytest.approx(1)
    assert luck(1, 10, 0.1) == pytest.approx(1 - 0.9**10)
    low, high = interval(1, 50)
    assert (low, high) == (pytest.approx(0.0035, abs=1e-3), pytest.approx(0.105, abs=1e-3))
