"""What the analysis commands share: how they are asked, run, and end."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from groundswell.cli.tables import BadInput, Progress, report

Answer = TypeVar("Answer")

FILE = "CSV, CSV.gz or Parquet"


def parser_of(tool: str, description: str, example: str) -> argparse.ArgumentParser:
    """A parser whose help ends with an example, shown as it is written."""
    return argparse.ArgumentParser(
        prog=f"groundswell {tool}",
        description=description,
        epilog=example,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_responses(parser: argparse.ArgumentParser) -> None:
    """The table of answers."""
    parser.add_argument("responses", type=Path, metavar="RESPONSES", help=f"a row a person: {FILE}")


def add_output(parser: argparse.ArgumentParser, name: str, holds: str) -> None:
    """Where the answers go."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=name, help=holds)


add_folder = partial(add_output, name="DIR", holds="folder for the answers")


def run(steps: int, compute: Callable[[Progress], Answer], write: Callable[[Answer], None]) -> int:
    """Compute and then write; the exit status.

    Parameters
    ----------
    steps : int
        Steps of the progress bar, writing included.
    compute, write : callable
        Either may raise `BadInput`.

    Returns
    -------
    int
        0, or 2 with the faults on standard error and nothing written.
    """
    progress = Progress(steps)
    try:
        answer = compute(progress)
        progress.step("writing")
        write(answer)
    except BadInput as bad:
        progress.end()
        report(bad.faults)
        return 2
    progress.end()
    return 0
