"""Every benchmark, one after the other. Each prints its figures and holds itself to its limit."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    missed = []
    for file in sorted((ROOT / "benchmarks").glob("[a-z]*.py")):
        print(f"\n== {file.stem}", flush=True)
        if subprocess.run([sys.executable, str(file)], cwd=ROOT, check=False).returncode:
            missed.append(file.stem)
    print("\nEvery limit is kept." if not missed else f"\nOver their limit: {', '.join(missed)}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
