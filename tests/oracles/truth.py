"""The reference files beside the checkout: where they are, and how they are read."""

import csv
import gzip
import os
from functools import cache
from pathlib import Path

import pytest

BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[2].parent / "shared"
SHARED = Path(os.environ.get("GROUNDSWELL_SHARED", BESIDE_THE_CHECKOUT))


def needs(*parts: str) -> list[pytest.MarkDecorator]:
    """Marks for tests that read `SHARED/parts`: skipped by name where it is absent."""
    path = SHARED.joinpath(*parts)
    absent = pytest.mark.skipif(
        not path.exists(), reason=f"the reference files {'/'.join(parts)} are not here"
    )
    return [pytest.mark.shared, absent]


@cache
def rows(*parts: str) -> tuple[dict[str, str], ...]:
    """The rows of a reference file, as text."""
    path = SHARED.joinpath(*parts)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as text:
        return tuple(csv.DictReader(text))


def number(text: str) -> float:
    """A number as R writes it: NA and NaN are both missing."""
    return float("nan") if text in {"NA", "NaN", ""} else float(text)


def grouped(found: tuple[dict[str, str], ...], *columns: str) -> dict[str, list[dict[str, str]]]:
    """Rows by the values of the columns, joined by a bar."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in found:
        groups.setdefault("|".join(row[column] for column in columns), []).append(row)
    return groups
