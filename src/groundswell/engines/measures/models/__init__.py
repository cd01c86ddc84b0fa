from .definitions import Definition, Measure, MeasureState, Target
from .numbers import Annotation, Correction, Observation
from .proposals import Proposal
from .sets import MeasureSet, MeasureSetItem

__all__ = [
    "Annotation",
    "Correction",
    "Definition",
    "Measure",
    "MeasureSet",
    "MeasureSetItem",
    "MeasureState",
    "Observation",
    "Proposal",
    "Target",
]
