"""What must not stand in the project's files: too much, an address of one machine, a loose end."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = {".py": 400, ".html": 120}
LOCK_FILES = ("requirements*.txt", "package-lock.json")
REGISTRY = re.compile(r"https?://\S+", re.IGNORECASE)
# Written in pieces, so that this file does not find itself.
TRACES = re.compile(
    "|".join((
        r"(?<![\w.])/ro" r"ot/",
        r"(?<![\w./])/wo" r"rk/",
        r"(?<![\w.])/ho" r"me/\w+/",
        r"/tmp/\w*_jobs",
        r"\bpypi\.or" r"g\b",
        r"files\.pythonho" r"sted",
        r"registry\.npm" r"js",
        r"deb\.debi" r"an",
    ))
)  # fmt: skip
LOOSE_ENDS = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b|not impl" r"emented yet|coming so" r"on")
BINARY = {".png", ".jpg", ".gif", ".ico", ".woff", ".woff2", ".xlsx", ".gz", ".parquet", ".pdf"}


def tracked() -> list[Path]:
    """The project's files: what git keeps, and what it would keep if it were asked now."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if found.returncode:
        raise SystemExit("The checks ask git which files are the project's: install git.")
    names = sorted(set(found.stdout.decode().split("\0")) - {""})
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def too_long() -> list[str]:
    """Python files and templates that have grown past the length that one sits down to read."""
    found = []
    for file in tracked():
        most = MOST_LINES.get(file.suffix)
        if not most or "migrations" in file.parts:
            continue
        n_lines = len(file.read_text().splitlines())
        if n_lines > most:
            found.append(f"{_named(file)}: {n_lines} lines, where {most} is the rule")
    return found


def registry_addresses() -> list[str]:
    locks = [f for pattern in LOCK_FILES for f in sorted(ROOT.glob(pattern))]
    return [
        f"{_named(file)}:{number}: {line.strip()[:90]}"
        for file in locks
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if REGISTRY.search(line) and '"funding"' not in line and '"url"' not in line
    ]


def machine_traces() -> list[str]:
    return list(_lines_with(TRACES, tracked()))


def unfinished() -> list[str]:
    return list(_lines_with(LOOSE_ENDS, tracked()))


def _lines_with(pattern: re.Pattern[str], files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix in BINARY:
            continue
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
            if pattern.search(line):
                yield f"{_named(file)}:{number}: {line.strip()[:90]}"


def _named(file: Path) -> str:
    return str(file.relative_to(ROOT))
