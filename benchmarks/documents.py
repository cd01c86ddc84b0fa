"""How long a document takes: a board's page of everything, and a table of two thousand rows.

    python benchmarks/documents.py

Prints CPU milliseconds, and the ratio of each file to its named limit.
"""

import datetime as dt
import os
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
os.environ.setdefault("GROUNDSWELL_DEMO", "1")
django.setup()

from groundswell.ground.documents.description import (  # noqa: E402
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Number,
    Paragraph,
    Picture,
    Table,
)
from groundswell.ground.documents.drawing import FORMATS, drawn  # noqa: E402
from groundswell.ground.web.charts import (  # noqa: E402
    PAPER,
    Point,
    Segment,
    SpcDrawing,
    spc_svg,
)

PACK_LIMIT_MS = {"pdf": 500, "pptx": 1_500, "xlsx": 100}  # a worker makes it while a person waits
LONG_LIMIT_MS = {"pdf": 6_000, "pptx": 2_500, "xlsx": 500}  # 2,000 rows
N_SECTIONS, N_ROWS = 10, 2_000


def a_picture() -> Picture:
    points = tuple(Point(i, f"Month {i + 1}", 40.0 + (7 * i) % 11) for i in range(36))
    drawing = SpcDrawing(
        "bench", "A drawing", points, segments=(Segment(0, 35, 45.0, 32.0, 58.0),), step="item"
    )
    return Picture(str(spc_svg(drawing, size=PAPER)), "A chart of 36 months without a shift.")


def a_table(n_rows: int) -> Table:
    rows = tuple(
        (f"Ask {i}", dt.date(2026, 6, 1), Number(f"{i:,}", i), "Answered by the director in time.")
        for i in range(n_rows)
    )
    return Table("What was asked", ("Ask", "Asked on", "Days", "What came of it"), rows)


def a_pack() -> Document:
    """A pack of ten sections, each with a chart, key numbers, words and a table."""
    section = (
        Paragraph("More people leave earlier, and we answer sooner than we did in winter. " * 4),
        Figures((Figure("49%", "left before 1 pm"), Figure("4 days", "to answer an ask"))),
        a_picture(),
        a_table(12),
        Bullets(("Nights first", "Not another survey")),
    )
    blocks = [b for n in range(N_SECTIONS) for b in (Heading(f"Part {n + 1}"), *section)]
    return Document("Are people free to improve things here?", blocks=tuple(blocks))


def least_ms(work: Callable[[], object], rounds: int = 3) -> float:
    """CPU milliseconds of the quickest of several rounds: the one least disturbed."""
    spent = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent) * 1000


def main() -> int:
    long = Document("Long", blocks=(a_table(N_ROWS),))
    is_over = False
    for name, document, limits in (
        (f"a pack of {N_SECTIONS} sections", a_pack(), PACK_LIMIT_MS),
        (f"a table of {N_ROWS:,} rows", long, LONG_LIMIT_MS),
    ):
        for ending in FORMATS:
            spent = least_ms(lambda d=document, e=ending: drawn(d, e))  # type: ignore[misc]
            limit = limits[ending]
            share = spent / limit
            print(
                f"{name}, {ending}: {spent:.0f} ms of CPU, {share:.2f} of the limit of {limit} ms"
            )
            is_over |= spent > limit
    return int(is_over)


if __name__ == "__main__":
    sys.exit(main())
