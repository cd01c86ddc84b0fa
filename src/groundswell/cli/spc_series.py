"""The DATA table of `groundswell spc`: rows of text to points in order."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from groundswell.cli.spc_options import PERIODS, XMR, Options, columns_named, options_of
from groundswell.cli.tables import ROW, Fault, numbers, read_table, refuse_if
from groundswell.science import spc

DATE_FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%d/%m/%Y")
"""How a date may be written; the last is the British one. A month alone is its first day."""

PART, CENTRE = "part of ", "centre of "
"""Stand before the columns that options name, so that none meets a column of ours."""

PROPORTIONS = ("p", "pp")


@dataclass(frozen=True)
class Series:
    """Rows in order of measure and date, and the points they make.

    Attributes
    ----------
    rows : DataFrame
        Columns `measure`, `date`, `key` (what rows are sorted by), `value`, `n`, `ROW`
        and those that options name, behind `PART` or `CENTRE`.
    measures : list of str
        Names in order.
    options : list of Options
        One a measure.
    kinds : list of str
        ``date``, ``number`` or ``category``, one a measure.
    starts : int array of shape (n_points,)
        First row of each point.
    owner : int array of shape (n_points,)
        Which measure each point belongs to.
    """

    rows: pl.DataFrame
    measures: list[str]
    options: list[Options]
    kinds: list[str]
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]

    @property
    def offsets(self) -> NDArray[np.intp]:
        """Where the points of each measure begin, shape (n_measures + 1,)."""
        return np.searchsorted(self.owner, np.arange(len(self.measures) + 1))


def read_data(path: Path) -> pl.DataFrame:
    """The DATA file as text, checked for names and dates that are missing.

    Raises
    ------
    BadInput
        With every fault.
    """
    frame = read_table(path, ["measure", "date", "value"])
    faults = []
    for column in ("measure", "date"):
        empty = frame.filter(pl.col(column).fill_null("").str.strip_chars() == "")
        faults += [
            Fault(str(path), "is empty; every row needs one", row, column) for row in empty[ROW]
        ]
    refuse_if(faults)
    return frame.with_columns(pl.col("measure", "date").str.strip_chars())


def series_of(frame: pl.DataFrame, path: Path, options: dict[str, Options]) -> Series:
    """Points in order, from checked rows.

    Raises
    ------
    BadInput
        With every fault: text among numbers, impossible dates, duplicates where a
        chart allows none, denominators that cannot be.
    """
    frame, faults = _numbered(frame, path, options)
    dated = _dated(frame)
    measures = dated["measure"].unique().sort()
    chosen = options_of(options, measures)
    per_measure = pl.DataFrame({
        "measure": measures,
        "chart": [one.chart for one in chosen],
        "period": [one.period for one in chosen],
    })
    dated = dated.join(per_measure, on="measure", how="left")
    faults += _date_faults(dated, path) + _value_faults(dated, path)
    refuse_if(faults)
    rows = _gathered(dated, chosen).sort("measure", "key", ROW)
    starts = _point_starts(rows)
    kinds = rows.unique("measure", keep="first", maintain_order=True)["kind"].to_list()
    owner = rows["measure"].rle_id().to_numpy()[starts].astype(np.intp)
    return Series(rows, measures.to_list(), chosen, kinds, starts, owner)


def _numbered(
    frame: pl.DataFrame, path: Path, options: dict[str, Options]
) -> tuple[pl.DataFrame, list[Fault]]:
    """The columns that are used, no others: numbers as such, those that options name prefixed."""
    faults: list[Fault] = []
    used = [frame["measure"], frame["date"], frame[ROW]]
    wanted = {"value": "value"} | ({"n": "n"} if "n" in frame.columns else {})
    wanted |= {CENTRE + name: name for name in columns_named(options, "centre_column")}
    for alias, name in wanted.items():
        column, wrong = numbers(frame, path, name)
        used.append(column.alias(alias))
        faults += wrong
    used += [frame[name].alias(PART + name) for name in columns_named(options, "parts_column")]
    if "n" not in wanted:
        used.append(pl.repeat(None, frame.height, dtype=pl.Float64, eager=True).alias("n"))
    return pl.DataFrame(used), faults


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `day` (a time, or null), `kind` and `key`, by which a measure is sorted."""
    text = pl.col("date")
    labels = frame.select("date").unique()
    labels = labels.with_columns(
        _time(text).alias("day"),
        text.cast(pl.Float64, strict=False).alias("place"),
    )
    frame = frame.join(labels, on="date", how="left", maintain_order="left")
    kind = (
        pl
        .when(pl.col("day").is_not_null().any().over("measure"))
        .then(pl.lit("date"))
        .when(pl.col("place").is_finite().fill_null(value=False).all().over("measure"))
        .then(pl.lit("number"))
        .otherwise(pl.lit("category"))
    )
    frame = frame.with_columns(kind.alias("kind"))
    return frame.with_columns(_key(pl.col("day")).alias("key"))


def _time(text: pl.Expr) -> pl.Expr:
    """The time that a text names, null where it names none."""
    readings = [text.str.to_datetime(one, strict=False) for one in DATE_FORMATS]
    month = (text + "-01").str.to_datetime("%Y-%m-%d", strict=False)
    return pl.coalesce(*readings, month)


def _key(day: pl.Expr) -> pl.Expr:
    """A number that sorts: time, the number itself, or the row of first appearance."""
    return (
        pl
        .when(pl.col("kind") == "date")
        .then(day.dt.epoch("us").cast(pl.Float64))
        .when(pl.col("kind") == "number")
        .then(pl.col("place"))
        .otherwise(pl.col(ROW).min().over("measure", "date").cast(pl.Float64))
    )


def _date_faults(dated: pl.DataFrame, path: Path) -> list[Fault]:
    mixed = dated.filter((pl.col("kind") == "date") & pl.col("day").is_null())
    other = "is no date, as others of the measure are; write it like 2026-04-30"
    faults = [
        Fault(str(path), f"{label!r} {other}", row, "date")
        for row, label in mixed.select(ROW, "date").iter_rows()
    ]
    single = dated.filter((pl.col("chart") == XMR) & pl.col("key").is_not_null())
    again = single.filter(pl.col(ROW) != pl.col(ROW).min().over("measure", "key"))
    faults += [
        Fault(
            str(path),
            f"{label!r} stands twice for {measure!r}; xmr needs one row a date",
            row,
            "date",
        )
        for row, label, measure in again.select(ROW, "date", "measure").iter_rows()
    ]
    gathered = dated.filter((pl.col("period") != "") & (pl.col("kind") != "date"))
    for row, measure in gathered.unique("measure", keep="first").select(ROW, "measure").iter_rows():
        problem = (
            f"{measure!r} has a period in MEASURES, so its dates must be dates like 2026-04-30"
        )
        faults.append(Fault(str(path), problem, row, "date"))
    return faults


def _value_faults(dated: pl.DataFrame, path: Path) -> list[Fault]:
    """Rows whose value or denominator their chart cannot take."""
    value, n, chart = pl.col("value"), pl.col("n"), pl.col("chart")
    lacking = dated.filter(chart.is_in(sorted(spc.NEEDS_DENOMINATOR)))
    lacking = lacking.filter(n.is_null().all().over("measure"))
    checks: list[tuple[pl.DataFrame, str, str]] = [
        (dated.filter(n < 0), "n", "is negative; a denominator is 0 or more"),
        (
            dated.filter(chart.is_in(PROPORTIONS) & (value > n)),
            "value",
            "is over its denominator n; a p chart counts some of n",
        ),
        (
            dated.filter((chart == "t") & (value <= 0)),
            "value",
            "is not a time between events; a t chart needs times over 0",
        ),
        (
            lacking.unique("measure", keep="first"),
            "n",
            "is missing for a measure whose chart needs a denominator (p, pp, u, up)",
        ),
    ]
    return [
        Fault(str(path), problem if found is None else f"{found:g} {problem}", row, column)
        for wrong, column, problem in checks
        for row, found in wrong.sort(ROW).select(ROW, column).iter_rows()
    ]


def _gathered(dated: pl.DataFrame, chosen: list[Options]) -> pl.DataFrame:
    """Dates moved to the first day of their period, for measures that have one."""
    if not any(one.period for one in chosen):
        return dated
    first_day = pl.col("day")
    for name, length in PERIODS.items():
        first_day = (
            pl
            .when(pl.col("period") == name)
            .then(pl.col("day").dt.truncate(length))
            .otherwise(first_day)
        )
    moved = dated.with_columns(first_day.alias("day"))
    label = pl.col("day").dt.strftime("%Y-%m-%d")
    return moved.with_columns(
        pl.when(pl.col("period") == "").then(pl.col("date")).otherwise(label).alias("date"),
        _key(pl.col("day")).alias("key"),
    )


def _point_starts(rows: pl.DataFrame) -> NDArray[np.intp]:
    changes = rows.select((pl.struct("measure", "key").rle_id()).alias("point"))["point"].to_numpy()
    return np.flatnonzero(np.diff(changes, prepend=-1)).astype(np.intp)


@cache
def key_of(text: str, kind: str) -> float | None:
    """What a date written in MEASURES is among the keys of a dated or numbered measure."""
    frame = pl.DataFrame({"text": [text]})
    if kind == "number":
        return frame["text"].cast(pl.Float64, strict=False)[0]
    return frame.select(_time(pl.col("text")).dt.epoch("us").cast(pl.Float64)).item()
