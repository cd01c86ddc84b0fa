"""The trials that are too long for the suite. Each writes what it found under docs/evidence.

A trial is a module `tests/proof/<name>.py` with `TITLE`, `trial() -> list[str]` (lines of Markdown)
and an AssertionError where the promise is not kept. Run some by naming them.
"""

import datetime as dt
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVIDENCE = ROOT / "docs" / "evidence"
ONE = """
import importlib, sys
module = importlib.import_module(f"tests.proof.{sys.argv[1]}")
print("# " + module.TITLE + "\\n")
print((module.__doc__ or "").strip() + "\\n")
print("\\n".join(module.trial()))
"""


def main() -> int:
    wanted = sys.argv[1:] or sorted(f.stem for f in (ROOT / "tests/proof").glob("[a-z]*.py"))
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    return 1 if [name for name in wanted if not proved(name)] else 0


def proved(name: str) -> bool:
    """Run one trial in a process of its own and write down what it found."""
    print(f"== {name}", flush=True)
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "GROUNDSWELL_DEMO": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", ONE, name],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(ended.stdout, flush=True)
    if ended.returncode:
        print(f"{name}: the promise is not kept; docs/evidence is as it was.", flush=True)
        return False
    (EVIDENCE / f"{name}.md").write_text(f"{ended.stdout.rstrip()}\n\n{_conditions(began)}\n")
    return True


def _conditions(began: float) -> str:
    return (
        f"Run on {dt.datetime.now(dt.UTC):%-d %B %Y} in {time.monotonic() - began:.0f} s, "
        f"on {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, by `make proof`."
    )


if __name__ == "__main__":
    sys.exit(main())
