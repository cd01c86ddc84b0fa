"""An insider who watches everything learns that somebody answered, and never what.

50 people answer, each of their requests in a second of its own, 3 seconds apart; or all of them at
the same time. The insider has the proxy's log (who, when, which page), every log line, a dump of
every table after every request with what the database stamps on rows, the cache and the sessions,
all earlier dumps with the folder of keys as it is after the close, and this program. Every attacker
links each person to an answer (the last two: to a slip). None may do better than guessing: one in
50, or where answers were opened in batches while people still answered, one in the batch.

Then one safeguard at a time is taken out, and the same attackers have to succeed.
"""

from typing import Any

from tests.attacks.chances import interval, luck
from tests.proof._databases import on_both

TITLE = "What an insider learns"
N = 50  # people
PURE_LUCK = 1e-5  # what happens less often is no luck; some hundred attacks are tried


def trial() -> list[str]:
    found = on_both("tests.proof._anonymity")
    lines = ["| people come | attacker | SQLite | PostgreSQL | guessing |", "|---|---|---|---|---|"]
    for kind, attackers in found["SQLite"]["votes"].items():
        for name in attackers:
            pair = [found[base]["votes"][kind][name] for base in ("SQLite", "PostgreSQL")]
            lines.append(
                f"| {kind} | {name} | {_share(*pair[0])} | {_share(*pair[1])} | {pair[1][2]:.1%} |"
            )
            for right, n, p in pair:
                assert luck(int(right), int(n), p) > PURE_LUCK, (kind, name, right, n)
    lines += ["", "In brackets the 95 % interval.", "", "| taken out | who then knows | of 50 |"]
    return [*lines, "|---|---|---|", *_weakened(found)]


def _share(right: float, n: float, _p: float) -> str:
    low, high = interval(int(right), int(n))
    return f"{right:.0f} of {n:.0f} ({low:.1%} to {high:.1%})"


def _weakened(found: dict[str, Any]) -> list[str]:
    lines = []
    for base, figures in found.items():
        for name, (attacker, right, n) in figures["weakened"].items():
            assert right >= 0.9 * N, (base, name, right)
            lines.append(f"| {name} | {attacker} ({base}) | {right} of {n} |")
    return lines
