"""How long it takes to draw: the sparks of a national table, and one chart with much on it.

    python benchmarks/charts.py

Prints CPU milliseconds, and the ratio of each drawing to its named limit.
"""

import os
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
os.environ.setdefault("GROUNDSWELL_DEMO", "1")
django.setup()

from groundswell.ground.web.charts import (  # noqa: E402
    Point,
    Segment,
    SpcDrawing,
    spark_of,
    spark_svg,
    spc_svg,
)

SPARKS_LIMIT_MS = 60  # 274 organisations on one page, within its 100 ms of server time
CHART_LIMIT_MS = 20  # one chart of three years, drawn twice: wide and narrow
N_ORGANISATIONS = 274
N_MONTHS = 36


def a_drawing() -> SpcDrawing:
    values = [40.0 + (7 * i) % 11 for i in range(N_MONTHS)]
    points = tuple(Point(i, f"Month {i + 1}", value) for i, value in enumerate(values))
    whole = Segment(0, N_MONTHS - 1, 45.0, 32.0, 58.0)
    return SpcDrawing("bench", "A drawing", points, segments=(whole,), step="item", unit="percent")


def least_ms(work: Callable[[], object], rounds: int = 5) -> float:
    """CPU milliseconds of the quickest of several rounds: the one least disturbed."""
    spent = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent) * 1000


def main() -> int:
    drawing = a_drawing()
    spark = spark_of(drawing, N_MONTHS)
    sparks = least_ms(lambda: [spark_svg(spark) for _ in range(N_ORGANISATIONS)])
    chart = least_ms(lambda: [spc_svg(drawing), spc_svg(drawing, narrow=True)])
    for name, spent, limit in (
        (f"{N_ORGANISATIONS} sparks", sparks, SPARKS_LIMIT_MS),
        ("one chart, wide and narrow", chart, CHART_LIMIT_MS),
    ):
        print(f"{name}: {spent:.1f} ms of CPU, {spent / limit:.2f} of the limit of {limit} ms")
    return int(sparks > SPARKS_LIMIT_MS or chart > CHART_LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
