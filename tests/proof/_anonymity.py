"""Ballots held under an insider's eyes, at full size, in one database; see `anonymity`."""

from contextlib import nullcontext
from typing import Any

from tests.proof._databases import begin, in_a_database_of_its_own, say, told
from tests.proof.anonymity import N

begin()

from django.db import connection  # noqa: E402
from tests.attacks import attackers, insider  # noqa: E402
from tests.attacks.weakened import WEAKENED  # noqa: E402
from tests.world import a_founder  # noqa: E402

K = 10
N_VOTES = 6  # of each kind
KINDS: dict[str, dict[str, Any]] = {
    "one at a time": {},
    "all at once": {"is_crowded": True},
    "one at a time, signed unseen": {"is_unseen": True},
    "one at a time, opened in batches": {"opens_every": 10},
}


def main() -> None:
    told(in_a_database_of_its_own("anonymity", held))


def held() -> dict[str, Any]:
    a_founder()
    with insider.a_room_that_asks():
        found = {kind: scored([vote(**how) for _ in range(N_VOTES)])
                 for kind, how in KINDS.items()}  # fmt: skip
        weak = {name: weakened(name) for name in WEAKENED}
    return {"votes": found, "weakened": {k: v for k, v in weak.items() if v}}


def vote(**how: Any) -> insider.Evidence:
    """A ballot in tables that hold nothing of an earlier one."""
    with connection.cursor() as cursor:
        for table in reversed(insider.TABLES):
            cursor.execute(f"DELETE FROM {table}")
    return insider.vote(N, K, **how)


def scored(votes: list[insider.Evidence]) -> dict[str, list[float]]:
    """Of each attacker: how many right of how many, and how many blind guessing expects."""
    found = {}
    for name in attackers.ATTACKERS:
        right = sum(attackers.n_right(name, evidence) for evidence in votes)
        p = sum(attackers.chance(name, evidence) for evidence in votes) / len(votes)
        found[name] = [right, N * len(votes), p]
    say(str(found))
    return found


def weakened(name: str) -> list[Any] | None:
    weaken, those = WEAKENED[name]
    if name == "the invitation is burnt with the answer" and connection.vendor == "sqlite":
        return None
    with weaken() or nullcontext():
        evidence = vote()
    best = max(those, key=lambda attacker: attackers.n_right(attacker, evidence))
    say(f"{name}: {attackers.n_right(best, evidence)} by {best}")
    return [best, attackers.n_right(best, evidence), N]


if __name__ == "__main__":
    main()
