"""`groundswell change`: two waves of a survey compared, as a whole and unit by unit."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from groundswell.cli.commands import FILE, add_folder, parser_of, run
from groundswell.cli.responses import (
    Responses,
    add_scale_options,
    read_responses,
    some_scales_of,
)
from groundswell.cli.tables import (
    ROW,
    BadInput,
    Fault,
    Progress,
    refuse_if,
    warn,
    write_folder,
)
from groundswell.science import scales

EXAMPLE = """example:
  groundswell change spring.csv autumn.csv --scale Voice=q1,q2,-q3 --range 1 5 \\
      --person id --unit ward -o change

  change/change.csv has a row for everybody (unit empty) and one a unit, for each scale:
  scale, unit, n_before, mean_before, n_after, mean_after, n_pairs, change, ci_low,
  ci_high, d, test (paired, welch, welch_conservative), t, df, p, p_adjusted, conclusion
  (higher, lower, no_detectable_change, too_few_answers). Figures on fewer people than
  --least are left empty. Leave out a scale whose items were changed between the waves.
"""

STEPS = 3
TESTS = {
    scales.Design.LINKED: "paired",
    scales.Design.UNLINKED: "welch",
    scales.Design.ANONYMOUS: "welch_conservative",
}
CORRECTIONS = {"holm": scales.holm, "bh": scales.benjamini_hochberg}
SIGNIFICANT = 0.05
SCHEMA: dict[str, Any] = {
    "scale": pl.String,
    "unit": pl.String,
    "n_before": pl.Int64,
    "mean_before": pl.Float64,
    "n_after": pl.Int64,
    "mean_after": pl.Float64,
    "n_pairs": pl.Int64,
    "change": pl.Float64,
    "ci_low": pl.Float64,
    "ci_high": pl.Float64,
    "d": pl.Float64,
    "test": pl.String,
    "t": pl.Float64,
    "df": pl.Float64,
    "p": pl.Float64,
    "p_adjusted": pl.Float64,
    "conclusion": pl.String,
}


Scores = dict[str, NDArray[np.float64]]
"""Each person's scores, by scale."""


@dataclass(frozen=True)
class Wave:
    """One wave: each person's scores, and their unit among those of both waves."""

    scores: Scores
    among: scales.Units


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with the faults on standard error."""
    chosen = _parser().parse_args(arguments)
    return run(
        STEPS,
        lambda progress: _answered(chosen, progress),
        lambda tables: write_folder(chosen.output, tables),
    )


def _parser() -> argparse.ArgumentParser:
    parser = parser_of(
        "change", "Compare two waves of a survey with the test that fits them.", EXAMPLE
    )
    parser.add_argument("before", type=Path, metavar="BEFORE", help=f"the first wave: {FILE}")
    parser.add_argument("after", type=Path, metavar="AFTER", help="the second, of the same items")
    add_scale_options(parser)
    parser.add_argument("--unit", metavar="COLUMN", help="the column that names each person's unit")
    same = parser.add_mutually_exclusive_group()
    same.add_argument(
        "--person",
        metavar="COLUMN",
        help="a column that names each person in both waves: people are compared with themselves",
    )
    same.add_argument(
        "--anonymous",
        action="store_true",
        help="the same staff were asked twice without names: p is then too large, never too small",
    )
    parser.add_argument(
        "--adjust",
        choices=sorted(CORRECTIONS),
        default="holm",
        help="correction for many units (default: %(default)s)",
    )
    parser.add_argument(
        "--least",
        type=int,
        default=scales.LEAST,
        metavar="N",
        help="smallest base that is shown and tested (default: %(default)s)",
    )
    add_folder(parser)
    return parser


def _answered(chosen: argparse.Namespace, progress: Progress) -> dict[str, pl.DataFrame]:
    wanted = some_scales_of(chosen)
    if chosen.least < 2:
        raise BadInput([
            Fault(f"--least {chosen.least}", "is under 2; one person cannot be tested")
        ])
    progress.step("reading")
    before, after = _both(chosen, wanted)
    progress.step("comparing")
    rows = [_compared(scale.name, before, after, chosen) for scale in wanted]
    return {"change.csv": pl.concat(rows)}


def _both(chosen: argparse.Namespace, wanted: Sequence[scales.Scale]) -> tuple[Wave, Wave]:
    """Both waves, read with all the faults of either."""
    faults: list[Fault] = []
    read: list[tuple[Responses, Scores]] = []
    for path in (chosen.before, chosen.after):
        try:
            table = read_responses(path, wanted, chosen.unit, chosen.person)
            read.append((table, _scores(table, wanted)))
            faults += [] if chosen.person is None else _person_faults(table, chosen.person)
        except BadInput as bad:
            faults += bad.faults
    refuse_if(faults)
    (first, before), (second, after) = read
    one, two = _units(chosen.unit, first, second)
    if chosen.person is None:
        return Wave(before, one), Wave(after, two)
    at_first, at_second = _linked(first, second, chosen.person)
    # People stand in the unit that they had in the second wave.
    among = two.only(at_second)
    return Wave(_some(before, at_first), among), Wave(_some(after, at_second), among)


def _scores(table: Responses, wanted: Sequence[scales.Scale]) -> Scores:
    answers = table.answers(wanted)
    return {scale.name: scales.scores_of(answers, scale).value for scale in wanted}


def _person_faults(table: Responses, column: str) -> list[Fault]:
    frame, path = table.frame, str(table.path)
    faults = [
        Fault(path, "is empty; name the person", row, column)
        for row in frame.filter(pl.col(column).is_null())[ROW]
    ]
    again = frame.filter(pl.col(column).is_not_null() & ~pl.col(column).is_first_distinct())
    return faults + [
        Fault(path, f"{name!r} stands twice; one row a person", row, column)
        for row, name in again.select(ROW, column).iter_rows()
    ]


def _units(
    column: str | None, first: Responses, second: Responses
) -> tuple[scales.Units, scales.Units]:
    """Each wave's people among the units of both."""
    if column is None:
        nowhere = np.array([], dtype=np.str_)
        one, two = (
            scales.Units(nowhere, np.full(table.frame.height, -1)) for table in (first, second)
        )
        return one, two
    one, two = (table.labels(column) for table in (first, second))
    labels = np.union1d(one.labels, two.labels)
    one, two = (_among(labels, wave) for wave in (one, two))
    return one, two


def _among(labels: NDArray[np.str_], wave: scales.Units) -> scales.Units:
    place = np.append(np.searchsorted(labels, wave.labels), -1)
    return scales.Units(labels, place[wave.unit])


def _linked(
    first: Responses, second: Responses, column: str
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the people of both waves stand in each."""
    one, two = (wave.frame.select(person=column).with_row_index("at") for wave in (first, second))
    pairs = one.join(two, on="person", maintain_order="left")
    warn(
        f"{pairs.height} people answered both waves; {one.height - pairs.height} only the first, "
        f"{two.height - pairs.height} only the second, and are left out"
    )
    return pairs["at"].to_numpy().astype(np.intp), pairs["at_right"].to_numpy().astype(np.intp)


def _some(scores: Scores, people: NDArray[np.intp]) -> Scores:
    return {name: value[people] for name, value in scores.items()}


def _compared(name: str, before: Wave, after: Wave, chosen: argparse.Namespace) -> pl.DataFrame:
    """Rows of one scale: everybody, then each unit, whose tests are corrected together."""
    parts = [_rows(name, _everybody(before), _everybody(after), chosen)]
    if before.among.n_units:
        parts.append(_rows(name, before, after, chosen))
    return pl.concat(parts)


def _everybody(wave: Wave) -> Wave:
    together = scales.Units(np.array([""]), np.zeros(wave.among.unit.size, dtype=np.intp))
    return Wave(wave.scores, together)


def _rows(name: str, before: Wave, after: Wave, chosen: argparse.Namespace) -> pl.DataFrame:
    one, two = before.scores[name], after.scores[name]
    first, second = scales.summarise(one, before.among), scales.summarise(two, after.among)
    if chosen.person is not None:
        found = scales.linked_change(one, two, after.among, least=chosen.least)
    else:
        found = scales.unlinked_change(
            first, second, same_people=chosen.anonymous, least=chosen.least
        )
    adjusted = CORRECTIONS[chosen.adjust](found.p)
    columns: dict[str, Any] = {
        "scale": [name] * found.n.size,
        "unit": after.among.labels.tolist(),
        "n_before": first.n,
        "mean_before": np.where(first.n >= chosen.least, first.mean, np.nan),
        "n_after": second.n,
        "mean_after": np.where(second.n >= chosen.least, second.mean, np.nan),
        "n_pairs": found.n if chosen.person is not None else [None] * found.n.size,
        "change": found.change,
        "ci_low": found.low,
        "ci_high": found.high,
        "d": found.d,
        "test": [TESTS[found.design]] * found.n.size,
        "t": found.t,
        "df": found.freedom,
        "p": found.p,
        "p_adjusted": adjusted,
        "conclusion": _conclusions(found, adjusted, chosen.least),
    }
    frame = pl.DataFrame(columns, schema=SCHEMA, strict=False)
    return frame.with_columns(pl.selectors.float().fill_nan(None), pl.col("unit").replace("", None))


def _conclusions(found: scales.Change, adjusted: NDArray[np.float64], least: int) -> list[str]:
    higher, lower = ((adjusted < SIGNIFICANT) & (sign * found.change > 0) for sign in (1, -1))
    return np.select(
        [found.n < least, higher, lower],
        ["too_few_answers", "higher", "lower"],
        "no_detectable_change",
    ).tolist()
