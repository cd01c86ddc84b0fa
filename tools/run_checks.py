"""Everything about form and safety that a machine can see. Runs all, reports all, then fails."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import check_files
import check_words

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = 80  # of one check; the first ones are enough to begin with
BIN = Path(sys.executable).parent
PYTHON_FOLDERS = ["src", "tests", "benchmarks", "tools", "manage.py"]
# As a trust would run it: `check --deploy` must have nothing to say about these settings.
PRODUCTION = {
    "SECRET_KEY": "".join(chr(65 + (i * i + 7 * i) % 57) for i in range(64)),
    "ALLOWED_HOSTS": "groundswell.example",
    "CSRF_TRUSTED_ORIGINS": "https://groundswell.example",
    "PUBLIC_URL": "https://groundswell.example",
    "MAIL_FROM": "groundswell@groundswell.example",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
}


def main() -> int:
    faults = 0
    for name, look in CHECKS.items():
        began = time.monotonic()
        found = look()
        faults += bool(found)
        say(f"{'broken' if found else 'kept':>7}  {name}  ({time.monotonic() - began:.1f} s)")
        for line in found[:MOST_LINES]:
            say(f"           {line}")
        if len(found) > MOST_LINES:
            say(f"           and {len(found) - MOST_LINES} lines more")
    say(f"\n{len(CHECKS) - faults} of {len(CHECKS)} checks kept.")
    return 1 if faults else 0


def command(*arguments: str, environment: dict[str, str] | None = None) -> Callable[[], list[str]]:
    """A check that is a program of its own: what it printed, where it did not end well."""

    def look() -> list[str]:
        kept = {k: v for k, v in os.environ.items() if k not in {"GROUNDSWELL_DEMO", *PRODUCTION}}
        kept.pop("DATABASE_URL", None)
        ended = subprocess.run(
            arguments,
            cwd=ROOT,
            env=kept | (environment or {}),
            capture_output=True,
            text=True,
            check=False,
        )
        return (ended.stdout + ended.stderr).strip().splitlines() if ended.returncode else []

    return look


def manage(*arguments: str, environment: dict[str, str]) -> Callable[[], list[str]]:
    var = str(ROOT / "var" / "check")
    Path(var).mkdir(parents=True, exist_ok=True)
    return command(
        sys.executable,
        "manage.py",
        *arguments,
        environment=environment | {"GROUNDSWELL_VAR": var},
    )


RUFF = str(BIN / "ruff")
SHORT = "--output-format=concise"
AS_DEMO = {"GROUNDSWELL_DEMO": "1"}
CHECKS: dict[str, Callable[[], list[str]]] = {
    "format": command(RUFF, "format", "--check", SHORT, *PYTHON_FOLDERS),
    "lint": command(RUFF, "check", "--quiet", SHORT, *PYTHON_FOLDERS),
    "types": command(str(BIN / "mypy"), "--no-error-summary", environment=AS_DEMO),
    "layers": command(str(BIN / "lint-imports"), "--no-logo"),
    "migrations are written": manage("makemigrations", "--check", "--dry-run", environment=AS_DEMO),
    "safe to deploy": manage(
        "check", "--deploy", "--fail-level=WARNING", "--database=default", environment=PRODUCTION
    ),
    "file sizes": check_files.too_long,
    "sentences go through gettext": check_words.unmarked,
    "lock files name no registry": check_files.registry_addresses,
    "no path or host of one machine": check_files.machine_traces,
    "nothing left unfinished": check_files.unfinished,
}


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
