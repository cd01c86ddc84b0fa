"""Charts as SVG, drawn on the server: frozen drawings in, markup out.

Pure functions: no database, no clock, no request. See `drawings` for what goes in.
"""

from .cuts import narrow_words
from .documents import spc_document
from .dots import Dot, DotDrawing, dots_key, dots_svg
from .drawings import (
    Flag,
    Outlook,
    Point,
    Ring,
    Segment,
    Signal,
    SparkDrawing,
    SpcDrawing,
    Target,
)
from .frames import COLUMN, PAPER
from .icons import assurance_icon, assurance_words, variation_icon, variation_words
from .keys import KeyEntry, chart_key, flag_mark, line_mark, point_mark, ring_mark, signal_mark
from .shares import Share, shares_svg, step_of
from .small import shared_scale, small_multiple_svg, spark_of, spark_svg
from .spc import spc_svg
from .strokes import ring_svg, strip_svg, waiting_svg
from .summaries import (
    flag_note,
    range_words,
    ring_note,
    signal_note,
    signal_words,
    summary_of,
)
from .thread import ThreadArrow, ThreadBox, ThreadDrawing, thread_svg
from .tracks import track_svg
from .values import value_words

__all__ = [
    "COLUMN",
    "PAPER",
    "Dot",
    "DotDrawing",
    "Flag",
    "KeyEntry",
    "Outlook",
    "Point",
    "Ring",
    "Segment",
    "Share",
    "Signal",
    "SparkDrawing",
    "SpcDrawing",
    "Target",
    "ThreadArrow",
    "ThreadBox",
    "ThreadDrawing",
    "assurance_icon",
    "assurance_words",
    "chart_key",
    "dots_key",
    "dots_svg",
    "flag_mark",
    "flag_note",
    "line_mark",
    "narrow_words",
    "point_mark",
    "range_words",
    "ring_mark",
    "ring_note",
    "ring_svg",
    "shared_scale",
    "shares_svg",
    "signal_mark",
    "signal_note",
    "signal_words",
    "small_multiple_svg",
    "spark_of",
    "spark_svg",
    "spc_document",
    "spc_svg",
    "step_of",
    "strip_svg",
    "summary_of",
    "thread_svg",
    "track_svg",
    "value_words",
    "variation_icon",
    "variation_words",
    "waiting_svg",
]
