"""How much of which part the tests must reach, and what they did not.

Run by itself, judges the coverage that the last `make test` left behind.
"""

import fnmatch
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "var" / "test-results"
SRC = "src/groundswell/"
WHOLE = 90.0  # per cent of all lines and branches of src
# Parts of which every line and every branch is reached.
FULLY = (
    "science/*",
    "ground/kernel/*",
    "ground/ballots/*",
    "ground/releases/*",
    "*/policies.py",
    "*/policies/*",
    "*/actions.py",
    "*/actions/*",
)


def findings(folder: Path) -> list[str]:
    """One line for each rule that is broken; none where all are kept."""
    report = measured(folder)
    if report is None:
        return ["no coverage was measured"]
    return [*_of_whole(report["totals"]), *_of_files(report["files"])]


def measured(folder: Path) -> dict | None:
    """What all processes of all runs reached together."""
    environment = dict(os.environ) | {"COVERAGE_FILE": str(folder / ".coverage")}
    command = [sys.executable, "-m", "coverage"]
    subprocess.run(
        [*command, "combine", "--quiet", str(folder)], cwd=ROOT, env=environment, check=False
    )
    out = folder / "coverage.json"
    made = subprocess.run(
        [*command, "json", "--quiet", "-o", str(out)], cwd=ROOT, env=environment, check=False
    )
    return json.loads(out.read_text()) if made.returncode == 0 else None


def must_be_full(name: str) -> bool:
    """Whether a file of src, named from the package on, belongs to a part that is reached fully.

    >>> must_be_full("ground/people/actions/roles.py"), must_be_full("front/views.py")
    (True, False)
    """
    return any(fnmatch.fnmatch(name, pattern) for pattern in FULLY)


def _of_whole(totals: dict) -> list[str]:
    reached = totals["percent_covered"]
    if reached >= WHOLE:
        return []
    return [f"all of src: {reached:.1f} % of lines and branches, where {WHOLE:.0f} % is the rule"]


def _of_files(files: dict) -> list[str]:
    return [
        f"{name}: {file['summary']['percent_covered']:.1f} % of 100 %; {_missing(file)}"
        for name, file in sorted(files.items())
        if must_be_full(name.removeprefix(SRC)) and file["summary"]["percent_covered"] < 100
    ]


def _missing(file: dict) -> str:
    lines = _numbers(file["missing_lines"])
    branches = _numbers(f"{a}→{b if b > 0 else 'end'}" for a, b in file["missing_branches"])
    return "; ".join(
        part
        for part in (f"lines {lines}" if lines else "", f"branches {branches}" if branches else "")
        if part
    )


def _numbers(values: Iterable[object]) -> str:
    told = [str(v) for v in values]
    return ", ".join(told[:12]) + (f" and {len(told) - 12} more" if len(told) > 12 else "")


if __name__ == "__main__":
    gaps = findings(RESULTS)
    print("\n".join(gaps) or "Every rule is kept.")
    sys.exit(bool(gaps))
