"""What pages, files and the API show of answers: numbers that are published, and nothing else."""

from .comments import Comments, ShownText, comments
from .exports import HIDDEN, Row, rows, table
from .numbers import Numbers, numbers
from .reasons import WhyHidden, why_hidden, why_page
from .scores import (
    Compared,
    Moved,
    Peers,
    Score,
    benchmark,
    change,
    compared,
    extremes,
    mean_interval,
    score,
    share_interval,
)
from .series import ReleaseLine, current_release, releases_of, series_of

__all__ = [
    "HIDDEN",
    "Comments",
    "Compared",
    "Moved",
    "Numbers",
    "Peers",
    "ReleaseLine",
    "Row",
    "Score",
    "ShownText",
    "WhyHidden",
    "benchmark",
    "change",
    "comments",
    "compared",
    "current_release",
    "extremes",
    "mean_interval",
    "numbers",
    "releases_of",
    "rows",
    "score",
    "series_of",
    "share_interval",
    "table",
    "why_hidden",
    "why_page",
]
