"""Statistical process control: charts, the rules that read them, and their icons.

Arrays in, frozen dataclasses of arrays out. Several measures lie one after the other
in one array, with ``offsets`` saying where each begins (see `joined`); a single
measure needs none.

>>> from groundswell.science import spc
>>> values, offsets = spc.joined([[4, 5, 4, 6, 5, 4, 5, 4, 6, 5, 4, 5, 12], [7, 7, 8]])
>>> drawn = spc.xmr(values, offsets=offsets, improvement=["decrease", "neutral"])
>>> spc.icons(drawn).variation.tolist()
['concern_high', '']

The rules stand in one place (`rules`) and apply to any chart with limits: `xmr` uses
them, and `judge` lends them to the others.
"""

from groundswell.science.spc.batches import joined
from groundswell.science.spc.boxes import Box, box_for
from groundswell.science.spc.charts import CHART_KINDS, Chart, chart
from groundswell.science.spc.icons import ASSURANCES, VARIATIONS, Icons, icons
from groundswell.science.spc.individuals import (
    SHORTEST_BASELINE,
    SegmentSummary,
    Xmr,
    summarise,
    xmr,
)
from groundswell.science.spc.limits import NEEDS_DENOMINATOR
from groundswell.science.spc.projection import FEWEST_POINTS, Projection, project
from groundswell.science.spc.rules import (
    IMPROVEMENTS,
    POINT_TYPES,
    RULE_SETS,
    RUN_LENGTH,
    RUN_LENGTHS,
    SPECIAL_CAUSES,
    TRIAL_BELOW,
    RuleSet,
    Signals,
    judge,
)
from groundswell.science.spc.runs import METHODS, Runs, anhoej_limits, runs
from groundswell.science.spc.shifts import shift_reaching_end
from groundswell.science.spc.subgroups import SUMMARIES, Subgroups, subgroups

__all__ = [
    "ASSURANCES",
    "CHART_KINDS",
    "FEWEST_POINTS",
    "IMPROVEMENTS",
    "METHODS",
    "NEEDS_DENOMINATOR",
    "POINT_TYPES",
    "RULE_SETS",
    "RUN_LENGTH",
    "RUN_LENGTHS",
    "SHORTEST_BASELINE",
    "SPECIAL_CAUSES",
    "SUMMARIES",
    "TRIAL_BELOW",
    "VARIATIONS",
    "Box",
    "Chart",
    "Icons",
    "Projection",
    "RuleSet",
    "Runs",
    "SegmentSummary",
    "Signals",
    "Subgroups",
    "Xmr",
    "anhoej_limits",
    "box_for",
    "chart",
    "icons",
    "joined",
    "judge",
    "project",
    "runs",
    "shift_reaching_end",
    "subgroups",
    "summarise",
    "xmr",
]
