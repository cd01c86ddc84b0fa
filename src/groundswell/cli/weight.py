"""`groundswell weight`: weights that make those who answered match a population."""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from groundswell.cli.commands import FILE, add_folder, add_responses, parser_of, run
from groundswell.cli.responses import Responses, read_responses
from groundswell.cli.tables import (
    ROW,
    BadInput,
    Fault,
    Progress,
    numbers,
    read_table,
    refuse_if,
    warn,
    write_folder,
)
from groundswell.science import scales

EXAMPLE = """example:
  groundswell weight responses.csv --margins margins.csv --trim 0.2 5 -o weighted

  margins.csv, a row a level; the levels of every variable add up to the same total
  variable,level,N
  site,Ash,420
  site,Elm,180
  band,1-4,350
  band,5+,250

  weighted/weights.csv is RESPONSES with a column weight; weighted/summary.csv holds n,
  population, cycles, trimmed, misfit, deff, n_eff, weight_min, weight_max; with --mean,
  weighted/means.csv holds column, n, mean, weighted_mean, se, ci_low, ci_high.
"""

STEPS = 3
WEIGHT = "weight"
MISFIT_SAID = 1e-6
"""Greatest misfit that is rounding (share of a level's population)."""


@dataclass(frozen=True)
class Level:
    """A row of MARGINS."""

    variable: str
    level: str
    population: float
    row: int


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with the faults on standard error."""
    chosen = _parser().parse_args(arguments)
    return run(
        STEPS,
        lambda progress: _answered(chosen, progress),
        lambda tables: write_folder(chosen.output, tables),
    )


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("weight", "Rake answers to the margins of a population.", EXAMPLE)
    add_responses(parser)
    parser.add_argument(
        "--margins", type=Path, required=True, help=f"variable,level,N of the population: {FILE}"
    )
    parser.add_argument("--base", metavar="COLUMN", help="weights to begin from (default: 1)")
    parser.add_argument(
        "--trim",
        nargs=2,
        type=float,
        metavar=("LOW", "HIGH"),
        help="least and greatest weight in mean weights, such as 0.2 5",
    )
    parser.add_argument(
        "--mean",
        action="append",
        default=[],
        metavar="COLUMN",
        help="a column whose weighted mean is wanted; may be repeated",
    )
    add_folder(parser)
    return parser


def _answered(chosen: argparse.Namespace, progress: Progress) -> dict[str, pl.DataFrame]:
    progress.step("reading")
    levels = _read_margins(chosen.margins)
    variables = list(dict.fromkeys(one.variable for one in levels))
    read = _read_responses(chosen, levels, variables)
    margins = _margins(read, levels, variables)
    base = None if chosen.base is None else _base(read, chosen.base)
    means = {column: read.numbers(column) for column in chosen.mean}
    progress.step("raking")
    raked = _raked(chosen, margins, base, levels, variables)
    _say_misfit(chosen, raked)
    tables = {
        "weights.csv": read.frame.drop(ROW).with_columns(pl.Series(WEIGHT, raked.weights)),
        "summary.csv": _summary(raked),
    }
    if means:
        tables["means.csv"] = pl.concat([
            _mean(column, values, raked, margins, base) for column, values in means.items()
        ])
    return tables


def _read_margins(path: Path) -> list[Level]:
    frame = read_table(path, ["variable", "level", "N"])
    population, faults = numbers(frame, path, "N")
    found: dict[tuple[str, str], Level] = {}
    for at, row in enumerate(frame.iter_rows(named=True)):
        place = str(path), row[ROW]
        key = (row["variable"] or "", row["level"] or "")
        faults += [
            Fault(place[0], "is empty", place[1], column)
            for column, text in zip(("variable", "level"), key, strict=True)
            if not text
        ]
        if key in found:
            faults.append(
                Fault(place[0], f"{key[1]!r} of {key[0]!r} stands twice", place[1], "level")
            )
        people = population[at]
        if not faults and (people is None or people < 0):
            faults.append(Fault(place[0], "is not a number of people of 0 or more", place[1], "N"))
        found[key] = Level(*key, people if people is not None else 0.0, row[ROW])
    refuse_if(faults)
    return list(found.values())


def _read_responses(
    chosen: argparse.Namespace, levels: list[Level], variables: list[str]
) -> Responses:
    read = read_responses(chosen.responses, [], chosen.base, *chosen.mean)
    refuse_if([
        Fault(
            str(chosen.margins),
            f"{one.variable!r} is not a column of RESPONSES",
            one.row,
            "variable",
        )
        for one in levels
        if one.variable not in read.frame.columns
    ])
    faults = []
    for variable in variables:
        known = [one.level for one in levels if one.variable == variable]
        text = read.frame[variable].fill_null("")
        wrong = read.frame.filter(~text.is_in(known)).select(ROW, variable)
        problem = f"is not a level of {variable!r} in MARGINS; there are {', '.join(known)}"
        faults += [
            Fault(str(read.path), f"{name or ''!r} {problem}", row, variable)
            for row, name in wrong.iter_rows()
        ]
    refuse_if(faults)
    return read


def _margins(read: Responses, levels: list[Level], variables: list[str]) -> list[scales.Margin]:
    found = []
    for variable in variables:
        own = [one for one in levels if one.variable == variable]
        names = pl.Enum([one.level for one in own])
        code = read.frame[variable].cast(names).to_physical().cast(pl.Int64).to_numpy()
        found.append(scales.Margin(code, np.array([one.population for one in own])))
    return found


def _base(read: Responses, column: str) -> NDArray[np.float64]:
    found = read.numbers(column)
    wrong = read.frame[ROW].to_numpy()[~(found > 0)]
    refuse_if([
        Fault(str(read.path), "is not a base weight greater than 0", int(row), column)
        for row in wrong
    ])
    return found


def _raked(
    chosen: argparse.Namespace,
    margins: list[scales.Margin],
    base: NDArray[np.float64] | None,
    levels: list[Level],
    variables: list[str],
) -> scales.Raked:
    trim = None if chosen.trim is None else (chosen.trim[0], chosen.trim[1])
    try:
        return scales.rake(margins, base=base, trim=trim)
    except scales.CannotRake as problem:
        own = [one for one in levels if one.variable == variables[problem.margin]]
        at = own[problem.level or 0]
        name = at.variable if problem.level is None else f"{at.level!r} of {at.variable!r}"
        fault = Fault(str(chosen.margins), f"{name} {problem}", at.row, "N")
        raise BadInput([fault]) from problem
    except ValueError as problem:
        raise BadInput([Fault(f"--trim {trim}", str(problem))]) from problem


def _say_misfit(chosen: argparse.Namespace, raked: scales.Raked) -> None:
    if raked.misfit <= MISFIT_SAID:
        return
    off = f"a level is off its population by {raked.misfit:.2%}"
    if chosen.trim is None:
        problem = f"cannot all be met by these answers ({off}); collapse levels"
        raise BadInput([Fault(str(chosen.margins), problem, column="N")])
    warn(f"{off}: the bounds of --trim are kept")


def _summary(raked: scales.Raked) -> pl.DataFrame:
    weights = raked.weights
    return pl.DataFrame({
        "n": [weights.size],
        "population": [float(weights.sum())],
        "cycles": [raked.cycles],
        "trimmed": [raked.trimmed],
        "misfit": [raked.misfit],
        "deff": [scales.design_effect(weights)],
        "n_eff": [scales.effective_size(weights)],
        "weight_min": [float(weights.min())],
        "weight_max": [float(weights.max())],
    })


def _mean(
    column: str,
    values: NDArray[np.float64],
    raked: scales.Raked,
    margins: list[scales.Margin],
    base: NDArray[np.float64] | None,
) -> pl.DataFrame:
    mean = scales.weighted_mean(values, raked.weights)
    error = scales.standard_error(values, raked.weights, margins=margins, base=base)
    n = int(np.count_nonzero(~np.isnan(values)))
    half = float(scales.student([n - 1])[0]) * error
    found = {
        "column": [column],
        "n": [n],
        "mean": [float(np.nanmean(values))],
        "weighted_mean": [mean],
        "se": [error],
        "ci_low": [mean - half],
        "ci_high": [mean + half],
    }
    return pl.DataFrame(found).with_columns(pl.selectors.float().fill_nan(None))
