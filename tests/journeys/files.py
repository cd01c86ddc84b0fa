"""Files that people bring along, and what is in those that they take away."""

import csv
import io
import random
from pathlib import Path

from tests.journeys.visitor import Visitor

SEED = 7
HEADINGS = ("period", "org_code", "type", "attendances", "breaches")
STAFF_HEADINGS = (
    "Employee number",
    "Name",
    "Email address",
    "Position title",
    "Band",
    "Department",
)


def a_month(number: int) -> str:
    """The first day of the month that many months after January 2024."""
    return f"{2024 + number // 12}-{number % 12 + 1:02}-01"


def emergency_attendances(codes: tuple[str, ...], n_months: int = 26) -> list[tuple[str, ...]]:
    """A row for each month, organisation and type of department, as the national file has them."""
    chance = random.Random(SEED)
    rows = []
    for number in range(n_months):
        for code in codes:
            for kind, about in (("1", 9_000), ("3", 4_000)):
                attended = about + chance.randrange(-300, 300)
                breached = round(attended * (0.3 + chance.uniform(-0.03, 0.03)))
                rows.append((a_month(number), code, kind, str(attended), str(breached)))
    return rows


def written(folder: Path, name: str, headings: tuple[str, ...], rows: list) -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def taken_away(somebody: Visitor, link: str) -> tuple[str, bytes]:
    """Press a link that gives a file: its name and what is in it."""
    with somebody.page.expect_download() as waiting:
        somebody.page.get_by_role("link", name=link, exact=True).click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
