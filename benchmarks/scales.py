"""CPU and memory of `groundswell.science.scales`; run `python benchmarks/scales.py`.

A survey the size of the NHS's: 700,000 people, 30 items with one answer in fifty missing,
29,672 units in no order. The yardstick, measured in the same run on the same answers, is a
plain grouped mean in NumPy: sums and counts of one column by unit, nothing else.
"""

import resource
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from groundswell.science import scales

PEOPLE, ITEMS, UNITS = 700_000, 30, 29_672
SCALES = 5
"""The items are taken as so many scales, and as a single one."""
LIMIT_S = 2.0
MEMORY_LIMIT_MB = 1_000.0
ORGANISATIONS, UNITS_OF_EACH = 300, 100
GROWTH_LIMIT = 15.0
"""Most that ten times the people may cost, in times (no unit; 10 would be proportional)."""
REPEATS = 3
IDS = [f"q{at}" for at in range(ITEMS)]


def best_cpu_s(work: Callable[[], object]) -> float:
    """Least CPU of several runs, in seconds."""
    found = []
    for _ in range(REPEATS):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


def survey(people: int, units: int) -> tuple[NDArray[np.float64], scales.Units]:
    """Answers from 1 to 5 and everybody's unit, drawn with a fixed seed."""
    rng = np.random.default_rng(20260101)
    answers = rng.integers(1, 6, (people, ITEMS)).astype(np.float64)
    answers[rng.random((people, ITEMS), dtype=np.float32) < 0.02] = np.nan
    return answers, scales.Units(np.arange(units), rng.integers(0, units, people))


def described(answers: NDArray[np.float64], among: scales.Units, n_scales: int) -> None:
    """Everything there is to say of every scale and unit."""
    size = ITEMS // n_scales
    parts = [tuple(IDS[at : at + size]) for at in range(0, ITEMS, size)]
    wanted = [scales.Scale(f"S{at}", items, 1, 5) for at, items in enumerate(parts)]
    scales.describe(scales.columns(answers, IDS), wanted, among)


def plain_mean(answers: NDArray[np.float64], among: scales.Units) -> NDArray[np.float64]:
    """The yardstick."""
    sums = np.bincount(among.unit, answers[:, 0], minlength=UNITS)
    return sums / np.bincount(among.unit, minlength=UNITS)


def each_organisation(summary: scales.Summary) -> None:
    """Every unit shrunken to its own organisation, by REML."""
    scales.shrink_within(summary, np.repeat(np.arange(ORGANISATIONS), UNITS_OF_EACH))


def line(what: str, found: float, limit: float, unit: str) -> bool:
    """Print one figure beside its limit; whether it holds."""
    holds = found < limit
    print(f"{what:<52} {found:9.3f} {unit}  limit {limit:g} {unit}  {'ok' if holds else 'OVER'}")
    return holds


def main() -> int:
    answers, among = survey(PEOPLE, UNITS)
    plain = best_cpu_s(lambda: plain_mean(answers, among))
    several = best_cpu_s(lambda: described(answers, among, SCALES))
    single = best_cpu_s(lambda: described(answers, among, 1))
    per_mb = 1024**2 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / per_mb
    tenth, tenth_among = survey(PEOPLE // 10, UNITS // 10)
    small = best_cpu_s(lambda: described(tenth, tenth_among, SCALES))
    n_units = ORGANISATIONS * UNITS_OF_EACH
    values = np.nan_to_num(answers[:, 0], nan=3.0)
    nested = scales.Units(np.arange(n_units), np.arange(PEOPLE) % n_units)
    summary = scales.summarise(values, nested)
    within = best_cpu_s(lambda: each_organisation(summary))
    print(f"{PEOPLE} people x {ITEMS} items in {UNITS} units, CPU, best of {REPEATS}")
    held = [
        line(f"as {SCALES} scales, in memory", several, LIMIT_S, "s"),
        line("as one scale, in memory", single, LIMIT_S, "s"),
        line("most memory held, answers included", memory, MEMORY_LIMIT_MB, "MB"),
        line("growth, 70,000 to 700,000 people", several / small, GROWTH_LIMIT, "x"),
        line(
            f"REML within {ORGANISATIONS} organisations of {UNITS_OF_EACH} units", within, 2.0, "s"
        ),
    ]
    print(f"{'plain grouped mean of one column':<52} {plain:9.4f} s")
    print(f"{f'{SCALES} scales over plain grouped mean':<52} {several / plain:9.1f} x")
    each = several / plain / ITEMS
    print(f"{f'{SCALES} scales over {ITEMS} plain grouped means':<52} {each:9.1f} x")
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
