"""CPU of `groundswell spc` and of the functions under it; run `python benchmarks/spc.py`.

The yardstick, measured in the same run on the same array, is a plain NumPy pass: mean,
moving range and limits of equally long series as a two-dimensional array, in double
precision, without rules, gaps, segments or series of different lengths.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from groundswell.science import spc

MEASURES = 10_000
POINTS = 36
MEMORY_LIMIT_S = 0.25
COMMAND_LIMIT_S = 3.0
GROWTH_LIMIT = 15.0
"""Most that ten times the measures may cost, in times (no unit; 10 would be proportional)."""
REPEATS = 5


def best_cpu_s(work: Callable[[], object]) -> float:
    """Least CPU of several runs, in seconds."""
    found = []
    for _ in range(REPEATS):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


def series(measures: int) -> NDArray[np.float64]:
    """Values of all measures one after the other, drawn with a fixed seed."""
    return np.random.default_rng(20260101).normal(50, 5, measures * POINTS).round(2)


def in_memory(values: NDArray[np.float64]) -> None:
    """All the command computes: charts, rules, icons, summaries, runs."""
    offsets = np.arange(0, values.size + 1, POINTS)
    drawn = spc.xmr(values, offsets=offsets, improvement="increase", target=60.0)
    spc.icons(drawn)
    spc.summarise(drawn)
    spc.runs(values, drawn.mean, offsets=offsets, segment=drawn.segment)
    _ = drawn.special_cause, drawn.point_type


def plain_pass(values: NDArray[np.float64]) -> None:
    """The yardstick: mean and limits of equal series, nothing else."""
    table = values.reshape(-1, POINTS)
    mean = table.mean(axis=1)
    spread = 2.66 * np.abs(np.diff(table, axis=1)).mean(axis=1)
    _ = mean - spread, mean + spread


def command_cpu_s(values: NDArray[np.float64]) -> float:
    """CPU of the whole command on a CSV file, children included, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.csv"
        dates = [f"{2023 + at // 12}-{at % 12 + 1:02d}-01" for at in range(POINTS)]
        with data.open("w", encoding="utf-8") as text:
            text.write("measure,date,value\n")
            for at, value in enumerate(values):
                text.write(f"Measure {at // POINTS:05d},{dates[at % POINTS]},{value}\n")
        tool = [sys.executable, "-m", "groundswell.cli.main", "spc"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*tool, str(data), "-o", f"{folder}/out"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def line(what: str, found: float, limit: float, unit: str) -> bool:
    """Print one figure beside its limit; whether it holds."""
    holds = found < limit
    print(f"{what:<52} {found:9.3f} {unit}  limit {limit:g} {unit}  {'ok' if holds else 'OVER'}")
    return holds


def main() -> int:
    values, tenth = series(MEASURES), series(MEASURES // 10)
    memory, small = best_cpu_s(lambda: in_memory(values)), best_cpu_s(lambda: in_memory(tenth))
    plain = best_cpu_s(lambda: plain_pass(values))
    command, small_command = command_cpu_s(values), command_cpu_s(tenth)
    print(f"{MEASURES} measures of {POINTS} points, CPU, best of {REPEATS}")
    held = [
        line("in memory", memory, MEMORY_LIMIT_S, "s"),
        line("as a whole command", command, COMMAND_LIMIT_S, "s"),
        line("growth in memory, 1,000 to 10,000 measures", memory / small, GROWTH_LIMIT, "x"),
        line("growth as a command", command / small_command, GROWTH_LIMIT, "x"),
    ]
    print(f"{'plain NumPy pass (mean, moving range, limits)':<52} {plain:9.4f} s")
    print(f"{'in memory over plain pass':<52} {memory / plain:9.1f} x")
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
