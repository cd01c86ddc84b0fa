"""The MEASURES table of `groundswell spc`: how each measure is charted."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import polars as pl

from groundswell.cli.tables import ROW, BadInput, Fault, read_table, refuse_if
from groundswell.science import spc

XMR = "xmr"
CHARTS = (XMR, *spc.CHART_KINDS)
PERIODS = {"week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
"""Periods that dates can be gathered into, and their name to Polars."""


@dataclass(frozen=True)
class Options:
    """How one measure is charted; a field a column of MEASURES."""

    chart: str = XMR
    improvement: str = "neutral"
    target: float | None = None
    baseline_points: int = 0
    recalculate_on: tuple[str, ...] = ()
    screen: bool | None = None
    run_length: int = spc.RUN_LENGTH
    freeze_points: int = 0
    parts_after: tuple[int, ...] = ()
    parts_column: str = ""
    exclude: tuple[int, ...] = ()
    centre: float | None = None
    centre_column: str = ""
    multiply: float = 1.0
    summarise: str = "mean"
    period: str = ""
    clip_at_zero: bool = False
    runs_method: str = "anhoej"
    row: int = 0


DEFAULT = Options()
COLUMNS = tuple(one.name for one in fields(Options) if one.name != "row")

ONLY_XMR = frozenset({"improvement", "target", "baseline_points", "run_length"})
NOT_XMR = frozenset({
    "freeze_points",
    "exclude",
    "centre",
    "centre_column",
    "multiply",
    "clip_at_zero",
})
"""Options that say nothing for the other charts."""


def one_of(*names: str) -> Callable[[str], str]:
    """Reads one of these words."""

    def read(text: str) -> str:
        if text not in names:
            raise ValueError(f"is not one of {', '.join(names)}")
        return text

    return read


def number(text: str) -> float:
    """Reads a finite number."""
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not abs(found) < float("inf"):
        raise ValueError("is not a finite number such as 12.5")
    return found


def whole(least: int) -> Callable[[str], int]:
    """Reads a whole number of at least `least`."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise ValueError(f"is not a whole number of {least} or more")
        return int(text)

    return read


def run_length(text: str) -> int:
    """Reads a run length in use."""
    if text not in {str(length) for length in spc.RUN_LENGTHS}:
        raise ValueError("is not 6, 7 or 8")
    return int(text)


def listed(read: Callable[[str], Any]) -> Callable[[str], tuple[Any, ...]]:
    """Reads several, a semicolon between them."""

    def read_all(text: str) -> tuple[Any, ...]:
        return tuple(read(part.strip()) for part in text.split(";") if part.strip())

    return read_all


def yes_or_no(text: str) -> bool:
    """Reads true or false, in any case of letters."""
    return one_of("true", "false")(text.lower()) == "true"


READERS: dict[str, Callable[[str], Any]] = {
    "chart": one_of(*CHARTS),
    "improvement": one_of(*spc.IMPROVEMENTS),
    "target": number,
    "baseline_points": whole(spc.SHORTEST_BASELINE),
    "recalculate_on": listed(str),
    "screen": yes_or_no,
    "run_length": run_length,
    "freeze_points": whole(1),
    "parts_after": listed(whole(1)),
    "parts_column": str,
    "exclude": listed(whole(1)),
    "centre": number,
    "centre_column": str,
    "multiply": number,
    "summarise": one_of(*spc.SUMMARIES),
    "period": one_of(*PERIODS),
    "clip_at_zero": yes_or_no,
    "runs_method": one_of(*spc.METHODS),
}
"""How each column is read; a ValueError says what the text is not."""


def read_options(path: Path, data_columns: list[str]) -> dict[str, Options]:
    """The options of each measure named in MEASURES.

    Raises
    ------
    BadInput
        With every fault of the file.
    """
    frame = read_table(path, ["measure"])
    known = {"measure", *COLUMNS, ROW}
    refuse_if([
        Fault(str(path), f"is no option; there are {', '.join(COLUMNS)}", 1, name)
        for name in frame.columns
        if name not in known
    ])
    faults: list[Fault] = []
    found: dict[str, Options] = {}
    for record in frame.iter_rows(named=True):
        try:
            _add(found, record, path, data_columns)
        except BadInput as bad:
            faults += bad.faults
    refuse_if(faults)
    return found


def _add(
    found: dict[str, Options], record: dict[str, Any], path: Path, data_columns: list[str]
) -> None:
    row, measure = record[ROW], record["measure"]
    if not measure:
        raise BadInput([Fault(str(path), "is empty; name a measure of DATA", row, "measure")])
    if measure in found:
        problem = f"{measure!r} stands twice; one row a measure"
        raise BadInput([Fault(str(path), problem, row, "measure")])
    read: dict[str, Any] = {}
    faults = []
    for column in COLUMNS:
        text = (record.get(column) or "").strip()
        if not text:
            continue
        try:
            read[column] = READERS[column](text)
        except ValueError as error:
            faults.append(Fault(str(path), f"{text!r} {error}", row, column))
    faults += _column_faults(read, path, row, data_columns)
    refuse_if(faults)
    found[measure] = Options(**read, row=row)


def _column_faults(
    read: dict[str, Any], path: Path, row: int, data_columns: list[str]
) -> list[Fault]:
    return [
        Fault(str(path), f"{read[name]!r} is not a column of DATA", row, name)
        for name in ("parts_column", "centre_column")
        if read.get(name) and read[name] not in data_columns
    ]


def unused(options: Options) -> list[str]:
    """Options that were given but say nothing for the measure's chart."""
    silent = NOT_XMR if options.chart == XMR else ONLY_XMR
    return [
        name
        for name in COLUMNS
        if name in silent and getattr(options, name) != getattr(DEFAULT, name)
    ]


def columns_named(options: dict[str, Options], name: str) -> list[str]:
    """The columns of DATA that an option names, each once, in order of name."""
    return sorted({getattr(one, name) for one in options.values()} - {""})


def options_of(options: dict[str, Options], measures: pl.Series) -> list[Options]:
    """The options of these measures, in their order."""
    return [options.get(name, DEFAULT) for name in measures]
