"""`groundswell scales`: what a survey's scales say, how surely, and of which units."""

import argparse

import numpy as np

from groundswell.cli.commands import add_output, add_responses, parser_of, run
from groundswell.cli.responses import (
    Responses,
    add_scale_options,
    read_responses,
    some_scales_of,
)
from groundswell.cli.scales_report import Table, described, written
from groundswell.cli.tables import BadInput, Fault, Progress, warn, write_file
from groundswell.science import scales

EXAMPLE = """example:
  groundswell scales responses.csv --scale Voice=q1,q2,-q3 --range 1 5 --unit ward -o report.json

  responses.csv
  ward,q1,q2,q3
  Ash,4,5,2
  Ash,3,4,
  Elm,2,2,5

  report.json then holds, for each scale: n (people with a score), n_complete, mean, sd,
  mean_0_10, sem, alpha (raw_pairwise, raw_listwise, std_pairwise, std_listwise, feldt95,
  if_dropped), omega_total, item_rest; with --unit also icc1 (mean_n, n0, reml), icc2,
  tau2, sigma2, mu, differences (can any between units be detected?), nulls, and units:
  n, mean, ci95, n_complete, rwg, rwgj, ad, eb_mean, eb_sd, p_below_median and more.
  The analysts' guide (docs/analysts.md) explains every figure.
"""

STEPS = 3


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with the faults on standard error."""
    chosen = _parser().parse_args(arguments)
    return run(
        STEPS,
        lambda progress: _answered(chosen, progress),
        lambda document: write_file(chosen.output, written(document)),
    )


def _parser() -> argparse.ArgumentParser:
    parser = parser_of(
        "scales", "Score scales; say how reliable they are and how units stand.", EXAMPLE
    )
    add_responses(parser)
    add_scale_options(parser)
    parser.add_argument("--unit", metavar="COLUMN", help="the column that names each person's unit")
    parser.add_argument(
        "--weight",
        metavar="COLUMN",
        help="a column of weights: means and their intervals are weighted, the rest is not",
    )
    add_output(parser, "REPORT.json", "the report")
    return parser


def _answered(chosen: argparse.Namespace, progress: Progress) -> Table:
    wanted = some_scales_of(chosen)
    progress.step("reading")
    read = read_responses(chosen.responses, wanted, chosen.unit, chosen.weight)
    answers = read.answers(wanted)
    weights = None if chosen.weight is None else read.weights(chosen.weight)
    among = None if chosen.unit is None else _units(read, chosen.unit)
    progress.step("computing")
    found = scales.describe(answers, wanted, among)
    return {"scales": {one.scale.name: described(one, among, weights) for one in found}}


def _units(read: Responses, column: str) -> scales.Units:
    among = read.labels(column)
    nowhere = int(np.count_nonzero(~among.placed))
    if nowhere:
        warn(f"{nowhere} people have no {column}; they count in the whole and in no unit")
    if among.n_units == 0:
        raise BadInput([Fault(str(read.path), "is empty in every row", column=column)])
    return among
