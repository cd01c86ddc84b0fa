"""A file as it was read: headings, rows, and what a person should know about the reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cells import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """What a reader returns. Every row is as long as `headings`; rows without a value are left out.

    `numbers` are the rows as a spreadsheet counts them, the headings being row 1. `note` says what
    was decided while reading ("Read as Windows-1252"), empty where nothing was.
    """

    headings: list[str]
    rows: list[list[Cell]]
    numbers: Sequence[int]
    note: str = ""
