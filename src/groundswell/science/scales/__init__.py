"""What people said, measured rightly: scores, reliability, units, weights, change, drivers.

Arrays in, frozen dataclasses of arrays out; one call scores every person and speaks of
every unit. `describe` says everything there is to say of a survey's scales; the parts
stand alone too.

>>> from groundswell.science import scales
>>> table = {"a": [1, 2, 4, 5, 3], "b": [5, 4, 2, 1, 2], "c": [1, 3, 4, 5, 4]}
>>> voice = scales.Scale("Voice", ("a", "b", "c"), low=1, high=5, reversed=frozenset({"b"}))
>>> (found,) = scales.describe(table, [voice], scales.units(["A", "A", "B", "B", "B"]))
>>> found.scores.value.round(2).tolist()
[1.0, 2.33, 4.0, 5.0, 3.67]
>>> round(found.reliability.alpha_listwise, 3), found.units.summary.n.tolist()
(0.984, [2, 3])

Nothing here hides anything: what may be shown, and to whom, is `groundswell.science.disclosure`.
Every result carries the base it stands on, which is what that decision goes by.
"""

from groundswell.science.scales.aggregation import Aggregation, Anova, aggregation, anova
from groundswell.science.scales.agreement import (
    Agreement,
    agreement,
    average_deviation_from_median,
    awg,
    null_variance,
    rwg,
    rwg_j,
    rwg_star,
    second_null,
)
from groundswell.science.scales.benchmark import (
    FEWEST_PEERS,
    QUANTILES,
    Benchmark,
    Funnel,
    benchmark,
    funnel,
)
from groundswell.science.scales.change import (
    LEAST,
    Change,
    Design,
    Shares,
    benjamini_hochberg,
    holm,
    linked_change,
    shares_change,
    unlinked_change,
)
from groundswell.science.scales.covariances import Covariances, covariances
from groundswell.science.scales.drivers import (
    SEED,
    WARNINGS,
    CannotRank,
    DriverIntervals,
    Drivers,
    driver_intervals,
    drivers,
    within_units,
)
from groundswell.science.scales.instruments import (
    SWEMWBS_MEANING,
    WEMWBS_MEANING,
    Meaning,
    psychological_safety,
    swemwbs,
    wemwbs,
)
from groundswell.science.scales.intervals import (
    WeightedMeans,
    mean_interval,
    student,
    weighted_means,
    wilson,
)
from groundswell.science.scales.omega import OneFactor, omega_total, one_factor
from groundswell.science.scales.reliability import (
    Reliability,
    alpha_if_dropped,
    cronbach_alpha,
    feldt_interval,
    item_rest,
    reliability,
)
from groundswell.science.scales.scoring import (
    Scale,
    Scores,
    answers_needed,
    favourable,
    keyed,
    score,
    to_ten,
)
from groundswell.science.scales.shrinkage import (
    Components,
    Method,
    Shrunken,
    components,
    shrink,
    shrink_within,
)
from groundswell.science.scales.staff_survey import (
    ELEMENTS,
    SUB_SCORES,
    SubScore,
    element,
    sub_score,
)
from groundswell.science.scales.standing import Standing, standing
from groundswell.science.scales.surveys import (
    ScaleResults,
    UnitScores,
    columns,
    describe,
    scores_of,
)
from groundswell.science.scales.units import Summary, Units, summarise, units, whole
from groundswell.science.scales.weighting import (
    CannotRake,
    Margin,
    Raked,
    cell_weights,
    design_effect,
    effective_size,
    rake,
    standard_error,
    weighted_mean,
)

__all__ = [
    "ELEMENTS",
    "FEWEST_PEERS",
    "LEAST",
    "QUANTILES",
    "SEED",
    "SUB_SCORES",
    "SWEMWBS_MEANING",
    "WARNINGS",
    "WEMWBS_MEANING",
    "Aggregation",
    "Agreement",
    "Anova",
    "Benchmark",
    "CannotRake",
    "CannotRank",
    "Change",
    "Components",
    "Covariances",
    "Design",
    "DriverIntervals",
    "Drivers",
    "Funnel",
    "Margin",
    "Meaning",
    "Method",
    "OneFactor",
    "Raked",
    "Reliability",
    "Scale",
    "ScaleResults",
    "Scores",
    "Shares",
    "Shrunken",
    "Standing",
    "SubScore",
    "Summary",
    "UnitScores",
    "Units",
    "WeightedMeans",
    "aggregation",
    "agreement",
    "alpha_if_dropped",
    "anova",
    "answers_needed",
    "average_deviation_from_median",
    "awg",
    "benchmark",
    "benjamini_hochberg",
    "cell_weights",
    "columns",
    "components",
    "covariances",
    "cronbach_alpha",
    "describe",
    "design_effect",
    "driver_intervals",
    "drivers",
    "effective_size",
    "element",
    "favourable",
    "feldt_interval",
    "funnel",
    "holm",
    "item_rest",
    "keyed",
    "linked_change",
    "mean_interval",
    "null_variance",
    "omega_total",
    "one_factor",
    "psychological_safety",
    "rake",
    "reliability",
    "rwg",
    "rwg_j",
    "rwg_star",
    "score",
    "scores_of",
    "second_null",
    "shares_change",
    "shrink",
    "shrink_within",
    "standard_error",
    "standing",
    "student",
    "sub_score",
    "summarise",
    "swemwbs",
    "to_ten",
    "units",
    "unlinked_change",
    "weighted_mean",
    "weighted_means",
    "wemwbs",
    "whole",
    "wilson",
    "within_units",
]
