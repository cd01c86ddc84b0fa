"""`groundswell spc`: control charts of many measures, their icons and summaries."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from groundswell.cli.commands import FILE, add_folder, parser_of, run
from groundswell.cli.spc_cuts import centres, excluded, segment_begins
from groundswell.cli.spc_options import XMR, Options, read_options, unused
from groundswell.cli.spc_series import Series, read_data, series_of
from groundswell.cli.tables import Progress, warn, write_folder
from groundswell.science import spc

EXAMPLE = """example:
  groundswell spc attendances.csv --measures measures.csv -o charts

  attendances.csv            measures.csv
  measure,date,value         measure,improvement,target
  Falls,2026-01-01,14        Falls,decrease,10
  Falls,2026-02-01,11

  charts/points.csv, icons.csv and summary.csv then hold the answers; the analysts'
  guide (docs/analysts.md) explains every column.
"""

POINT_FLOATS = ("value", "mean", "lpl", "nlpl", "nupl", "upl", "centre", "lcl", "ucl")
FLAGS = ("outside_limits", "trend", "two_in_three", "shift")
POINT_COLUMNS = (
    "measure",
    "date",
    "value",
    "segment",
    "mean",
    "lpl",
    "nlpl",
    "nupl",
    "upl",
    *FLAGS,
    "special_cause",
    "point_type",
    "centre",
    "lcl",
    "ucl",
    "sigma_signal",
)
SUMMARY_COLUMNS = (
    "measure",
    "segment",
    "n",
    "mean",
    "lpl",
    "upl",
    "trial_limits",
    "n_special",
    "n_useful",
    "longest_run",
    "longest_run_max",
    "crossings",
    "crossings_min",
    "runs_signal",
)
STEPS = 4


@dataclass
class Answers:
    """The output while it fills: point columns as arrays, the rest as frames."""

    points: dict[str, NDArray[Any]]
    icons: list[pl.DataFrame] = field(default_factory=list)
    summaries: list[pl.DataFrame] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Measures charted in one call: of one kind, with or without denominators.

    Attributes
    ----------
    kind : str
        Kind of chart.
    measures : int array
        Which measures, in order.
    at : int array
        Positions of their points among all points.
    offsets : int array
        Where each measure begins among the points of the group.
    data : Subgroups
        The points.
    """

    kind: str
    measures: NDArray[np.intp]
    at: NDArray[np.intp]
    offsets: NDArray[np.intp]
    data: spc.Subgroups


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with the faults on standard error."""
    chosen = _parser().parse_args(arguments)
    return run(
        STEPS,
        lambda progress: _answered(chosen, progress),
        lambda tables: write_folder(chosen.output, tables),
    )


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("spc", "Chart measures: limits, special causes, icons, runs.", EXAMPLE)
    parser.add_argument("data", type=Path, metavar="DATA", help=f"measure,date,value[,n]: {FILE}")
    parser.add_argument("--measures", type=Path, help=f"a row a measure, with its options: {FILE}")
    parser.add_argument(
        "--rules",
        choices=sorted(spc.RULE_SETS),
        default="making-data-count",
        help="the named rule set (default: %(default)s)",
    )
    add_folder(parser)
    return parser


def _answered(chosen: argparse.Namespace, progress: Progress) -> dict[str, pl.DataFrame]:
    progress.step("reading")
    frame = read_data(chosen.data)
    options = {} if chosen.measures is None else read_options(chosen.measures, frame.columns)
    progress.step("sorting")
    series = series_of(frame, chosen.data, options)
    _warn_of_options(options, set(series.measures), chosen.measures)
    _warn_of_categories(series)
    progress.step("charting")
    answers = _charted(series, chosen.rules)
    return {
        "points.csv": _points_frame(series, answers.points),
        "icons.csv": pl.concat(answers.icons).sort("measure"),
        "summary.csv": pl.concat(answers.summaries).sort("measure", "segment"),
    }


def _warn_of_options(options: dict[str, Options], present: set[str], path: Path | None) -> None:
    for name, one in options.items():
        place = f"{path}, row {one.row}"
        if name not in present:
            warn(f"{place}, column measure: {name!r} has no rows in DATA")
        for option in unused(one):
            warn(f"{place}, column {option}: says nothing for a chart of kind {one.chart}")


def _warn_of_categories(series: Series) -> None:
    """A misspelt date makes a category: say in what order its rows are then charted."""
    kinds = zip(series.measures, series.options, series.kinds, strict=True)
    found = [name for name, one, kind in kinds if one.chart == XMR and kind == "category"]
    if found:
        warn(
            f"{len(found)} xmr measures ({found[0]!r} first) have dates that are neither dates "
            "like 2026-04-30 nor numbers; their rows are charted in the order they stand in DATA"
        )


def _charted(series: Series, rules: str) -> Answers:
    n_points = series.starts.size
    points: dict[str, NDArray[Any]] = {name: np.full(n_points, np.nan) for name in POINT_FLOATS}
    points |= {name: np.zeros(n_points, dtype=np.int8) for name in (*FLAGS, "sigma_signal")}
    points |= {name: np.zeros(n_points, dtype=np.int8) for name in ("special", "type")}
    points["segment"] = np.zeros(n_points, dtype=np.intp)
    points["is_xmr"] = np.zeros(n_points, dtype=bool)
    answers = Answers(points)
    begins = segment_begins(series, rules)
    for group in _groups(series):
        if group.kind == XMR:
            _add_xmr(answers, series, group, begins, rules)
        else:
            _add_chart(answers, series, group, begins, rules)
    return answers


def _groups(series: Series) -> list[Group]:
    """Measures that one call can chart together."""
    has_n = (
        series.rows.group_by("measure").agg(pl.col("n").is_not_null().any()).sort("measure")["n"]
    )
    keys = [
        (one.chart, one.summarise, bool(held) and one.chart != XMR)
        for one, held in zip(series.options, has_n, strict=True)
    ]
    return [
        _group(series, key, np.array([at for at, one in enumerate(keys) if one == key]))
        for key in sorted(set(keys))
    ]


def _group(series: Series, key: tuple[str, str, bool], measures: NDArray[np.intp]) -> Group:
    kind, summarise, uses_n = key
    chosen = np.zeros(len(series.measures), dtype=bool)
    chosen[measures] = True
    at = np.flatnonzero(chosen[series.owner])
    lengths = np.diff(np.append(series.starts, series.rows.height))
    wanted = np.repeat(chosen[series.owner], lengths)
    data = spc.subgroups(
        _numbers(series.rows["value"], wanted),
        n=_numbers(series.rows["n"], wanted) if uses_n else None,
        starts=np.concatenate([[0], np.cumsum(lengths[at])[:-1]]),
        summarise=summarise,
    )
    offsets = np.searchsorted(series.owner[at], np.append(measures, len(series.measures)))
    return Group(kind, measures, at, offsets, data)


def _numbers(column: pl.Series, wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    return column.fill_null(np.nan).to_numpy()[wanted]


def _each(series: Series, group: Group, name: str) -> list[Any]:
    """An option of each measure of the group."""
    return [getattr(series.options[at], name) for at in group.measures]


def _screened(series: Series, group: Group, rules: str) -> list[bool]:
    default = spc.RULE_SETS[rules].screens
    return [default if one is None else one for one in _each(series, group, "screen")]


def _names(series: Series, group: Group) -> NDArray[np.object_]:
    return np.array(series.measures, dtype=object)[group.measures]


def _add_xmr(
    answers: Answers, series: Series, group: Group, begins: NDArray[np.bool_], rules: str
) -> None:
    drawn = spc.xmr(
        group.data.value,
        offsets=group.offsets,
        segment_starts=np.flatnonzero(begins[group.at]),
        improvement=_each(series, group, "improvement"),
        target=[np.nan if one is None else one for one in _each(series, group, "target")],
        baseline_points=_each(series, group, "baseline_points"),
        screen=_screened(series, group, rules),
        run_length=_each(series, group, "run_length"),
        rules=rules,
    )
    columns = {
        name: getattr(drawn, name) for name in ("mean", "lpl", "nlpl", "nupl", "upl", *FLAGS)
    }
    columns |= {"special": drawn.special_cause_code, "type": drawn.point_type_code}
    columns |= {"value": drawn.values, "segment": drawn.segment}
    for name, column in columns.items():
        answers.points[name][group.at] = column
    answers.points["is_xmr"][group.at] = True
    shown = spc.icons(drawn)
    answers.icons.append(_icons_frame(_names(series, group), shown.variation, shown.assurance))
    found = spc.runs(
        drawn.values,
        drawn.mean,
        offsets=group.offsets,
        segment=drawn.segment,
        method=_each(series, group, "runs_method"),
    )
    answers.summaries.append(_summary_frame(series, group, found, spc.summarise(drawn)))


def _add_chart(
    answers: Answers, series: Series, group: Group, begins: NDArray[np.bool_], rules: str
) -> None:
    drawn = spc.chart(
        group.kind,
        group.data,
        offsets=group.offsets,
        segment_starts=np.flatnonzero(begins[group.at]),
        freeze=_each(series, group, "freeze_points"),
        exclude=excluded(series)[group.at],
        centre=centres(series)[group.at],
        multiply=_each(series, group, "multiply"),
        screen=_screened(series, group, rules),
        clip_at_zero=_each(series, group, "clip_at_zero"),
        ordered=[series.kinds[at] != "category" for at in group.measures],
        runs_method=_each(series, group, "runs_method"),
    )
    for name in ("value", "segment", "centre", "lcl", "ucl", "sigma_signal"):
        answers.points[name][group.at] = getattr(drawn, name)
    names = _names(series, group)
    none = np.full(names.size, "")
    answers.icons.append(_icons_frame(names, none, none))
    answers.summaries.append(_summary_frame(series, group, drawn.runs, None))


def _icons_frame(
    names: NDArray[np.object_], variation: NDArray[np.str_], assurance: NDArray[np.str_]
) -> pl.DataFrame:
    frame = pl.DataFrame({
        "measure": names.tolist(),
        "variation": variation.tolist(),
        "assurance": assurance.tolist(),
    })
    return frame.with_columns(_empty_as_missing("variation"), _empty_as_missing("assurance"))


def _empty_as_missing(name: str) -> pl.Expr:
    return pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)


def _summary_frame(
    series: Series, group: Group, found: spc.Runs, xmr: spc.SegmentSummary | None
) -> pl.DataFrame:
    counts = ("n_useful", "longest_run", "longest_run_max", "crossings", "crossings_min")
    columns: dict[str, Any] = {
        "measure": _names(series, group)[found.measure].tolist(),
        "segment": found.segment,
        "runs_signal": found.signal,
    }
    columns |= {name: getattr(found, name).astype(np.int64) for name in counts}
    if xmr is not None:
        columns |= {name: getattr(xmr, name) for name in ("n", "mean", "lpl", "upl")}
        columns |= {"trial_limits": xmr.trial_limits, "n_special": xmr.n_special}
    frame = pl.DataFrame(columns)
    missing = [pl.lit(None).alias(name) for name in SUMMARY_COLUMNS if name not in columns]
    unsaid = [pl.when(pl.col(name) >= 0).then(pl.col(name)).alias(name) for name in counts]
    frame = frame.with_columns(*missing, *unsaid).cast({
        "n": pl.Int64,
        "mean": pl.Float64,
        "lpl": pl.Float64,
        "upl": pl.Float64,
        "trial_limits": pl.Boolean,
        "n_special": pl.Int64,
    })
    return frame.with_columns(pl.col("mean", "lpl", "upl").fill_nan(None)).select(SUMMARY_COLUMNS)


def _points_frame(series: Series, points: dict[str, NDArray[Any]]) -> pl.DataFrame:
    labels = series.rows[series.starts].select("measure", "date")
    is_xmr = pl.Series(points["is_xmr"])
    columns: list[pl.Series] = [pl.Series(name, points[name]) for name in POINT_FLOATS]
    columns = [column.fill_nan(None) for column in columns]
    columns.append(pl.Series("segment", points["segment"]))
    columns += [_where(is_xmr, pl.Series(name, points[name])) for name in FLAGS]
    signal = pl.Series("sigma_signal", points["sigma_signal"]).cast(pl.Boolean)
    columns.append(_where(~is_xmr, signal))
    for name, codes, names in (
        ("special_cause", points["special"], spc.SPECIAL_CAUSES),
        ("point_type", points["type"], spc.POINT_TYPES),
    ):
        text = pl.Series(np.array([one or None for one in names], dtype=object)[codes].tolist())
        columns.append(_where(is_xmr, text.cast(pl.String).alias(name)))
    return labels.with_columns(columns).select(POINT_COLUMNS)


def _where(said: pl.Series, column: pl.Series) -> pl.Series:
    frame = pl.DataFrame({"said": said, column.name: column})
    return frame.select(pl.when("said").then(column.name).alias(column.name))[column.name]
