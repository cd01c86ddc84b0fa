"""Charts as SVG, drawn on the server: frozen drawings in, markup out.

Pure functions: no database, no clock, no request. See `drawings` for what goes in.
"""

from .cuts import narrow_words
from .documents import spc_document
from .drawings import (
    Flag,
    Point,
    Ring,
    Segment,
    Signal,
    SparkDrawing,
    SpcDrawing,
    Target,
)
from .icons import assurance_icon, assurance_words, variation_icon, variation_words
from .keys import KeyEntry, chart_key, flag_mark, line_mark, point_mark, ring_mark, signal_mark
from .small import shared_scale, small_multiple_svg, spark_of, spark_svg
from .spc import spc_svg
from .summaries import (
    flag_note,
    range_words,
    ring_note,
    signal_note,
    signal_words,
    summary_of,
)
from .values import value_words

__all__ = [
    "Flag",
    "KeyEntry",
    "Point",
    "Ring",
    "Segment",
    "Signal",
    "SparkDrawing",
    "SpcDrawing",
    "Target",
    "assurance_icon",
    "assurance_words",
    "chart_key",
    "flag_mark",
    "flag_note",
    "line_mark",
    "narrow_words",
    "point_mark",
    "range_words",
    "ring_mark",
    "ring_note",
    "shared_scale",
    "signal_mark",
    "signal_note",
    "signal_words",
    "small_multiple_svg",
    "spark_of",
    "spark_svg",
    "spc_document",
    "spc_svg",
    "summary_of",
    "value_words",
    "variation_icon",
    "variation_words",
]
