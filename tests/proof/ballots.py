"""One link is one answer, whatever the timing; an answer that was acknowledged is opened, once.

Each link is opened in 2, 4 and 16 browsers at once, 200 times, by one way of getting a slip and by
both at the same time. Answers are sent while the box is being closed; four workers open and close
one box together. At the end the same with the lock taken out that holds a box open while an answer
goes in, to see that the trial would notice.
"""

from typing import Any

from tests.proof._databases import on_both

TITLE = "Answers at the same moment"
N_RACES, N_CLOSINGS, N_OPENINGS = 200, 100, 40
BROWSERS = (2, 4, 16)


def trial() -> list[str]:
    found = on_both("tests.proof._ballots")
    return [
        f"| {N_RACES} links, opened at once in | answers on SQLite | on PostgreSQL |",
        "|---|---|---|",
        *(
            f"| {what} | {found['SQLite']['links'][what]} | {found['PostgreSQL']['links'][what]} |"
            for what in found["SQLite"]["links"]
        ),
        "",
        *(_told(name, figures) for name, figures in found.items()),
    ]


def _told(name: str, figures: dict[str, Any]) -> str:
    return (
        f"{name}: {N_CLOSINGS} boxes closed under {8 * N_CLOSINGS} answers; "
        f"{figures['acknowledged']} were acknowledged and all of them opened, the others told that "
        f"it had closed. {figures['openings']} boxes opened and closed by four workers at once: "
        f"each answer came out once. With the lock taken out {figures['unheld']} acknowledged "
        "answers were left out."
    )
