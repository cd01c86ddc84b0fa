"""Acknowledged answers through kills of the database and of web processes at random moments.

Respondents answer at a web server and a database that the trial starts itself: PostgreSQL as an
ordinary user in a folder of its own. Now and then a web worker or the whole database is killed
outright (SIGKILL) and started again. Whoever was thanked is written down with the mark of their
slip; at the end the box is audited row by row: none may be lost, doubled or altered. What died
without a thank-you is sent again as the page tells people to, and then counts like the rest.

Then four kinds of sending again, and one link in several browsers at once. A process that is killed
is no power cut: nothing is said here about disks that lie.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.proof._clusters import a_cluster

TITLE = "Nothing acknowledged is lost through 200 kills"
N_ANSWERS = int(os.environ.get("GROUNDSWELL_FAULT_ANSWERS", "10000"))
N_KILLS = int(os.environ.get("GROUNDSWELL_KILLS", "200"))
N_AGAIN = int(os.environ.get("GROUNDSWELL_AGAIN", "250"))  # of each of four kinds
N_SHARED = int(os.environ.get("GROUNDSWELL_SHARED", "200"))  # links in 2, 4 and 16 browsers each


def trial() -> list[str]:
    with a_cluster() as cluster:
        found = run(cluster.url, cluster.folder, N_ANSWERS, N_KILLS, N_AGAIN, N_SHARED)
    return told(found)


def run(
    database: str, cluster: str, n_answers: int, n_kills: int, n_again: int, n_shared: int
) -> dict:
    """In a process of its own, for it brings its own settings. AssertionError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "GROUNDSWELL_VAR": folder,
            "BALLOT_KEYS": str(Path(folder) / "keys"),
            "GROUNDSWELL_CLUSTER": cluster,
        }
        environment.pop("GROUNDSWELL_DEMO", None)
        numbers = map(str, (n_answers, n_kills, n_again, n_shared))
        command = [sys.executable, "-m", "tests.proof._faults", *numbers]
        ended = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 0, "the trial came to an end by itself"
    return json.loads(ended.stdout.splitlines()[-1].removeprefix("result: "))


def told(found: dict) -> list[str]:
    """The figures as lines, once all of them are as promised."""
    kills, again, shared = found["kills"], found["again"], found["shared"]
    assert (kills["lost"], kills["doubled"], kills["altered"]) == (0, 0, 0), kills
    assert all(one["same"] == one["n"] and one["rows"] == one["n"] for one in again.values()), again
    assert all(one["rows"] == one["n"] and one["words"] == one["n"] for one in shared.values())
    return [
        f"{kills['acknowledged']:,} answers acknowledged across {kills['web']} kills of web workers"
        f" and {kills['database']} of the database: {kills['lost']} lost, {kills['doubled']}"
        f" doubled, {kills['altered']} altered. {kills['sent_again']:,} presses got no answer or an"
        " error and were sent again.",
        "",
        "| Sent again | times | rows | the same thank-you |",
        "|---|---|---|---|",
        *(f"| {kind} | {o['n']} | {o['rows']} | {o['same']} |" for kind, o in again.items()),
        "",
        "| Browsers at one link | links | rows | different receipts a link |",
        "|---|---|---|---|",
        *(f"| {n} | {o['n']} | {o['rows']} | 1 |" for n, o in shared.items()),
    ]
