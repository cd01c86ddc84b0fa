"""`groundswell drivers`: which of several things goes most with an outcome."""

import argparse
from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from groundswell.cli.commands import add_folder, add_responses, parser_of, run
from groundswell.cli.responses import (
    Responses,
    add_scale_options,
    read_responses,
    scales_of,
)
from groundswell.cli.tables import BadInput, Fault, Progress, refuse_if, warn, write_folder
from groundswell.science import scales

EXAMPLE = """example:
  groundswell drivers responses.csv --scale Voice=q1,q2,-q3 --scale Stay=q8,q9 --range 1 5 \\
      --outcome Stay --drivers Voice,workload -o drivers

  Outcome and drivers are scales named by --scale, or columns of numbers. drivers/drivers.csv
  has a row a driver, the strongest first: rank, driver, r, beta, p, shapley, shapley_low,
  shapley_high, johnson, johnson_low, johnson_high, vif. Shares add up to the r2 of
  drivers/summary.csv: outcome, n, r2, resamples, seed, warnings. They are associations
  within one survey, not causes.
"""

STEPS = 4
SENTENCES = {
    "few_people": "few people for so many drivers; the shares are unsteady",
    "collinear": "some drivers cannot be told apart (vif of 5 or more); read them together",
    "opposite_sign": "a driver's weight points the other way than its correlation; "
    "read it with the others",
}
ALWAYS = (
    "shares are associations, not causes; answers of one person on one day resemble each "
    "other for many reasons"
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with the faults on standard error."""
    chosen = _parser().parse_args(arguments)
    return run(
        STEPS,
        lambda progress: _answered(chosen, progress),
        lambda tables: write_folder(chosen.output, tables),
    )


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("drivers", "Share out what several drivers explain of an outcome.", EXAMPLE)
    add_responses(parser)
    add_scale_options(parser)
    parser.add_argument("--outcome", required=True, metavar="NAME", help="a scale or a column")
    parser.add_argument(
        "--drivers", required=True, metavar="NAME,NAME", help="scales or columns, two or more"
    )
    parser.add_argument(
        "--within", metavar="COLUMN", help="compare people within their unit, named by this column"
    )
    parser.add_argument(
        "--resamples",
        type=int,
        default=500,
        metavar="N",
        help="times people are drawn again for the intervals (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=int, default=scales.SEED, help="of those draws (default: %(default)s)"
    )
    add_folder(parser)
    return parser


def _answered(chosen: argparse.Namespace, progress: Progress) -> dict[str, pl.DataFrame]:
    progress.step("reading")
    described = {scale.name: scale for scale in scales_of(chosen)}
    names = _names(chosen, described)
    wanted = [described[name] for name in (chosen.outcome, *names) if name in described]
    plain = [name for name in (chosen.outcome, *names) if name not in described]
    read = read_responses(chosen.responses, wanted, chosen.within, *plain)
    table = _table(read, wanted, plain, chosen)
    outcome, candidates = table[chosen.outcome], np.column_stack([table[name] for name in names])
    progress.step("ranking")
    try:
        found = scales.drivers(outcome, candidates)
    except scales.CannotRank as problem:
        raise BadInput(_faults(problem, chosen, names)) from problem
    progress.step("drawing again")
    limits = scales.driver_intervals(
        outcome, candidates, resamples=chosen.resamples, seed=chosen.seed
    )
    for code in found.warnings:
        warn(SENTENCES[code])
    warn(ALWAYS)
    return {
        "drivers.csv": _rows(names, found, limits),
        "summary.csv": pl.DataFrame({
            "outcome": [chosen.outcome],
            "n": [found.n],
            "r2": [found.r2],
            "resamples": [chosen.resamples],
            "seed": [chosen.seed],
            "warnings": [";".join(found.warnings) or None],
        }),
    }


def _names(chosen: argparse.Namespace, described: Mapping[str, scales.Scale]) -> list[str]:
    """The drivers, without those that share items with the outcome."""
    names = [name.strip() for name in chosen.drivers.split(",") if name.strip()]
    place = f"--drivers {chosen.drivers}"
    faults = [
        Fault(place, f"{name!r} stands twice")
        for name in sorted(set(names))
        if names.count(name) > 1
    ]
    if chosen.resamples < 1:
        faults.append(Fault(f"--resamples {chosen.resamples}", "is under 1"))
    if chosen.seed < 0:
        faults.append(Fault(f"--seed {chosen.seed}", "is under 0"))
    refuse_if(faults)
    taken = _items(chosen.outcome, described)
    sharing = [name for name in names if taken & _items(name, described)]
    for name in sharing:
        warn(f"{name!r} shares items with the outcome and is left out")
    left = [name for name in names if name not in sharing]
    if len(left) < 2:
        raise BadInput([Fault(place, "leaves fewer than two drivers to compare")])
    return left


def _items(name: str, described: Mapping[str, scales.Scale]) -> set[str]:
    return set(described[name].items) if name in described else {name}


def _table(
    read: Responses, wanted: list[scales.Scale], plain: list[str], chosen: argparse.Namespace
) -> dict[str, NDArray[np.float64]]:
    answers = read.answers(wanted)
    table = {scale.name: scales.scores_of(answers, scale).value for scale in wanted}
    table |= {name: read.numbers(name) for name in plain}
    if chosen.within is not None:
        among = read.labels(chosen.within)
        table = {name: scales.within_units(values, among) for name, values in table.items()}
    return table


def _faults(
    problem: scales.CannotRank, chosen: argparse.Namespace, names: list[str]
) -> list[Fault]:
    columns = [*names, chosen.outcome]
    path = str(chosen.responses)
    return [Fault(path, str(problem), column=columns[at]) for at in problem.columns] or [
        Fault(path, str(problem))
    ]


def _rows(names: list[str], found: scales.Drivers, limits: scales.DriverIntervals) -> pl.DataFrame:
    frame = pl.DataFrame({
        "driver": names,
        "r": found.r,
        "beta": found.beta,
        "p": found.p,
        "shapley": found.shapley,
        "shapley_low": limits.shapley[0],
        "shapley_high": limits.shapley[1],
        "johnson": found.johnson,
        "johnson_low": limits.johnson[0],
        "johnson_high": limits.johnson[1],
        "vif": found.vif,
    })
    order = np.argsort(-found.share, kind="stable")
    ordered = frame[order.tolist()].with_columns(pl.selectors.float().fill_nan(None))
    return ordered.with_row_index("rank", 1)
