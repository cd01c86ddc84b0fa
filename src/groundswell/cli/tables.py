"""Tables in and out of a command: reading, faults, progress, writing all or nothing."""

import csv
import gzip
import io
import re
import sys
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

FIRST_DATA_ROW = 2
"""Row of the first record, counted as a spreadsheet does: the header is row 1."""

MOST_FAULTS_SHOWN = 1000
"""Faults printed one by one (lines); a count of the others follows."""

ROW = "__row"
"""Column that `read_table` adds: the row of each record in its file."""


@dataclass(frozen=True)
class Fault:
    """What is wrong where, and what would be right."""

    file: str
    problem: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        place += [] if self.row is None else [f"row {self.row}"]
        place += [] if self.column is None else [f"column {self.column}"]
        return f"{', '.join(place)}: {self.problem}"


class BadInput(ValueError):
    """The input cannot be used; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(f"{len(self.faults)} faults")


def refuse_if(faults: list[Fault]) -> None:
    """Stop here if anything is wrong.

    Raises
    ------
    BadInput
        With all the faults, if there are any.
    """
    if faults:
        raise BadInput(faults)


def report(faults: list[Fault]) -> None:
    """Print the faults on standard error, one a line."""
    for fault in faults[:MOST_FAULTS_SHOWN]:
        print(fault, file=sys.stderr)  # noqa: T201 - the command's own voice
    if len(faults) > MOST_FAULTS_SHOWN:
        rest = len(faults) - MOST_FAULTS_SHOWN
        print(f"... and {rest} more faults", file=sys.stderr)  # noqa: T201


def warn(sentence: str) -> None:
    """Print a warning on standard error; the command goes on."""
    print(f"warning: {sentence}", file=sys.stderr)  # noqa: T201


class Progress:
    """A bar on standard error, drawn only where that is a terminal."""

    WIDTH = 24

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._done = 0
        self._shown = sys.stderr.isatty()

    def step(self, doing: str) -> None:
        """One step begins."""
        if self._shown:
            filled = self.WIDTH * self._done // self._steps
            bar = "#" * filled + "-" * (self.WIDTH - filled)
            print(f"\r[{bar}] {doing:<32}", end="", file=sys.stderr, flush=True)  # noqa: T201
        self._done += 1

    def end(self) -> None:
        """Clear the bar."""
        if self._shown:
            blank = " " * (self.WIDTH + 35)
            print(f"\r{blank}\r", end="", file=sys.stderr, flush=True)  # noqa: T201


def read_table(path: Path, needed: Iterable[str]) -> pl.DataFrame:
    """Read a table as text: CSV, CSV compressed with gzip (``.gz``), or Parquet.

    Parameters
    ----------
    path : Path
        The file. CSV is UTF-8 with a header; an empty field is a missing value.
    needed : iterable of str
        Columns that must be there.

    Returns
    -------
    DataFrame
        Every column as text, and `ROW`. Records without any field are left out.

    Raises
    ------
    BadInput
        If the file is missing, empty, no table, not UTF-8, or lacks a column.
    """
    if not path.is_file():
        raise BadInput([Fault(str(path), "there is no such file")])
    frame = _read_parquet(path) if path.suffix == ".parquet" else _read_csv(path)
    refuse_if(_header_faults(path, frame.columns, needed))
    held = pl.any_horizontal(pl.exclude(ROW).is_not_null())
    frame = frame.with_row_index(ROW, FIRST_DATA_ROW).filter(held)
    if frame.is_empty():
        raise BadInput([Fault(str(path), "holds a header but no rows")])
    return frame


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path)
        return frame.with_columns(pl.all().cast(pl.String))
    except (pl.exceptions.PolarsError, OSError) as error:
        first_line = str(error).splitlines()[0]
        raise BadInput([Fault(str(path), f"is no readable Parquet file: {first_line}")]) from error


def _read_csv(path: Path) -> pl.DataFrame:
    raw = plain_bytes(path)
    if not raw.strip():
        raise BadInput([Fault(str(path), "is empty; a header and rows are needed")])
    try:
        return pl.read_csv(io.BytesIO(raw), infer_schema=False, encoding="utf8")
    except pl.exceptions.PolarsError as error:
        raise BadInput(_field_faults(path, raw, error)) from error


def plain_bytes(path: Path) -> bytes:
    """The UTF-8 text of a file as bytes, decompressed and without a byte order mark.

    Raises
    ------
    BadInput
        If it is no gzip file though it says so, or not UTF-8.
    """
    raw = path.read_bytes()
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise BadInput([Fault(str(path), "is no readable gzip file")]) from error
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        problem = f"byte {raw[error.start]:#04x} is not UTF-8; save the file as CSV UTF-8"
        raise BadInput([Fault(str(path), problem, row)]) from error
    return raw.removeprefix(b"\xef\xbb\xbf")


def _field_faults(path: Path, raw: bytes, error: Exception) -> list[Fault]:
    """Rows whose number of fields is not the header's; else what the reader said."""
    lines = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    width = len(next(lines, []))
    faults = [
        Fault(str(path), f"has {len(fields)} fields where the header has {width}", row)
        for row, fields in enumerate(lines, FIRST_DATA_ROW)
        if len(fields) > width
    ]
    first_line = str(error).splitlines()[0]
    return faults or [Fault(str(path), f"is no readable CSV table: {first_line}")]


def _header_faults(path: Path, columns: list[str], needed: Iterable[str]) -> list[Fault]:
    # Polars tells columns of one name apart by this ending.
    twice = [name for name in columns if re.search(r"_duplicated_\d+$", name)]
    faults = [
        Fault(str(path), "stands twice in the header", 1, name.rsplit("_duplicated_", 1)[0])
        for name in twice
    ]
    present = ", ".join(columns)
    faults += [
        Fault(str(path), f"is missing from the header, which has {present}", 1, name)
        for name in needed
        if name not in columns
    ]
    return faults


def numbers(frame: pl.DataFrame, path: Path, column: str) -> tuple[pl.Series, list[Fault]]:
    """A text column as numbers, with a fault for every field that is none.

    A missing field stays missing; "inf" and "nan" are no numbers here.
    """
    text = frame[column].str.strip_chars()
    found = text.cast(pl.Float64, strict=False)
    finite = found.is_finite().fill_null(value=False)
    wrong = frame.filter((text.fill_null("") != "") & ~finite)
    problem = "is not a finite number such as 12.5; leave the field empty where it is missing"
    faults = [
        Fault(str(path), f"{value!r} {problem}", row, column)
        for row, value in wrong.select(ROW, column).iter_rows()
    ]
    return found.set(~finite, None), faults


def write_file(path: Path, text: str) -> None:
    """Write a text file as UTF-8: all of it, or nothing.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    if path.is_dir():
        raise BadInput([Fault(str(path), "is a folder; -o names a file")])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as beside:
            whole = Path(beside) / path.name
            whole.write_text(text, encoding="utf-8", newline="\n")
            whole.replace(path)
    except OSError as error:
        raise BadInput([Fault(str(path), f"cannot be written: {error.strerror}")]) from error


def write_folder(folder: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Write the tables as CSV files into a folder: all of them, or none.

    They are written into a new folder beside it and moved into place when all are
    there. Floats have the fewest digits that give the same number back.

    Raises
    ------
    BadInput
        If the folder cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput([Fault(str(folder), "is a file; -o names a folder")])
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            for name, table in tables.items():
                table.write_csv(Path(beside) / name)
            folder.mkdir(exist_ok=True)
            for name in tables:
                (Path(beside) / name).replace(folder / name)
    except OSError as error:
        raise BadInput([Fault(str(folder), f"cannot be written: {error.strerror}")]) from error
