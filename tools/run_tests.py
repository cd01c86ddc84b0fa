"""The whole suite: on SQLite, on PostgreSQL where it answers, in a browser where there is one.

Says at the end what it left out and why. GROUNDSWELL_TEST_EVERYTHING=1 makes leaving anything out a
failure, the reference files apart.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from coverage_gate import findings

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "var" / "test-results"
POSTGRESQL = os.environ.get("DATABASE_URL_PG", "postgres://postgres@127.0.0.1:5432/postgres")
EVERYTHING = os.environ.get("GROUNDSWELL_TEST_EVERYTHING") == "1"
# Not run on a second database: what knows none (arrays in, arrays out; commands; questions and
# files of surveys; how stored text is written on a page and in a file), who may open what, since
# the browser opens every page there, and the demonstration, which has a database of its own.
# `make proof` sends its hostile requests to both.
ONCE = [
    f"--ignore=tests/{place}"
    for place in (
        "science",
        "oracles",
        "cli",
        "ground/web/charts",
        "engines/measures/charting",
        "engines/surveys/definition",
        "engines/surveys/exchange",
        "attacks/test_made_up_cases.py",
        "hostile",
        "test_url_table.py",
        "test_the_editor.py",
        "engines/library/editing/test_names.py",
        "config/test_demo.py",
        "engines/measures/test_demo.py",
        "ground/messages/test_demo.py",
        "ground/people/test_demo.py",
        "wings/challenges/test_demo.py",
        "wings/challenges/test_who_sees_what.py",
    )
]
# SQLite measures all that the tests reach. PostgreSQL adds branches that are its own, in the parts
# of which every one counts; to follow the rest again, or the browser, takes time and tells nothing.
MEASURED = ["-m", "coverage", "run"]
MEASURED_AGAIN = [
    *MEASURED,
    "--omit=" + ",".join(f"*/{part}" for part in (
        "migrations/*", "science/*", "cli/*", "web/*", "documents/*", "models/*", "models.py",
        "queries/*", "queries.py", "views/*", "views.py", "forms/*", "forms.py",
    )),
]  # fmt: skip
NOT_MEASURED: list[str] = []
REFERENCE = "reference files"  # in the reason of every skip that these files cause


@dataclass
class Tally:
    n_passed: int = 0
    n_failed: int = 0
    passed: set[tuple[str, str]] = field(default_factory=set)
    passed_over: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Count what a run has written down; a run that wrote nothing has failed."""
        if not report.exists():
            self.n_failed += 1
            return
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            name = (case.get("classname", ""), case.get("name", ""))
            skip = case.find("skipped")
            if skip is not None:
                self.passed_over[name] = skip.get("message") or ""
            elif case.find("failure") is not None or case.find("error") is not None:
                self.n_failed += 1
            else:
                self.n_passed += 1
                self.passed.add(name)

    @property
    def skipped(self) -> list[str]:
        """The reasons of tests that no run has passed: one database may do what another cannot."""
        return [why for name, why in self.passed_over.items() if name not in self.passed]


def main() -> int:
    RESULTS.mkdir(parents=True, exist_ok=True)
    for old in [*RESULTS.glob("*.xml"), *RESULTS.glob(".coverage*")]:
        old.unlink()
    tally = Tally()
    has_postgresql, has_browser = answers(POSTGRESQL), bool(browser())
    codes = [
        run("sqlite", ["-m", "not journey", "--no-migrations", "-n", "2"], "", tally, MEASURED)
    ]
    if has_postgresql:
        chosen = ["-m", "not journey", "--no-migrations", "-n", "2", *ONCE]
        codes.append(run("postgresql", chosen, POSTGRESQL, tally, MEASURED_AGAIN))
    else:
        tally.left_out.append("PostgreSQL: none answers; DATABASE_URL_PG says where to look")
    if has_browser:
        where = POSTGRESQL if has_postgresql else ""
        chosen = ["-m", "journey", "--no-migrations", "-n", "2", "--maxschedchunk=1"]
        codes.append(run("journeys", chosen, where, tally, NOT_MEASURED))
    else:
        tally.left_out.append("journeys: no chromium or google-chrome; CHROMIUM says where one is")
    gaps = findings(RESULTS) if not tally.n_failed else ["not judged: tests have failed"]
    return conclude(tally, codes, gaps)


def run(name: str, chosen: list[str], database: str, tally: Tally, measured: list[str]) -> int:
    """One run of pytest in a process of its own, with its report and what it measured kept."""
    title = f"== {name} "
    say(f"\n{title:=<88}")
    report = RESULTS / f"{name}.xml"
    environment = dict(os.environ) | {
        "COVERAGE_FILE": str(RESULTS / ".coverage"),
        "TEST_DATABASE_NAME": os.environ.get("TEST_DATABASE_NAME", "test_groundswell"),
        "PYTHONHASHSEED": "0",
    }
    environment.pop("GROUNDSWELL_DEMO", None)
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    if path := browser():
        environment["CHROMIUM"] = path
    began = time.monotonic()
    command = [sys.executable, *measured, "-m", "pytest", "-q", "--no-header"]
    wanted = [*chosen, "--create-db", f"--junitxml={report}", *sys.argv[1:]]
    code = subprocess.run([*command, *wanted], cwd=ROOT, env=environment, check=False).returncode
    tally.add(report)
    say(f"{name}: {time.monotonic() - began:.0f} s")
    return code


def conclude(tally: Tally, codes: list[int], gaps: list[str]) -> int:
    """Say what was found and what was left out; the last line counts."""
    unexpected = [reason for reason in tally.skipped if REFERENCE not in reason]
    n_reference = len(tally.skipped) - len(unexpected)
    if n_reference:
        tally.left_out.append(f"{n_reference} tests that need the {REFERENCE} beside the checkout")
    say("\nCoverage: " + ("every rule is kept" if not gaps else "these rules are broken"))
    for gap in gaps:
        say(f"  {gap}")
    say("Left out: " + ("nothing" if not (tally.left_out or unexpected) else ""))
    for line in [*tally.left_out, *sorted(set(unexpected))]:
        say(f"  {line}")
    n_faults = tally.n_failed or sum(code not in {0, 5} for code in codes)
    refused = EVERYTHING and [o for o in tally.left_out + unexpected if REFERENCE not in o]
    if refused:
        say("Nothing may be left out here (GROUNDSWELL_TEST_EVERYTHING=1).")
    say(f"\n{tally.n_passed} passed, {n_faults} failed, {len(tally.skipped)} skipped")
    return 1 if n_faults or gaps or refused else 0


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def browser() -> str | None:
    sys.path.insert(0, str(ROOT))
    from tests.journeys.browsers import path_of_browser

    return path_of_browser()


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
